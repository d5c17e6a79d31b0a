"""Papers for a whole plan in one go: foreseen, written row by row, issued, packed, reported; tried again where it failed."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from python_calamine import CalamineWorkbook

from documents.batches import working
from documents.batches.foreseeing import foresee
from documents.batches.packing import pack
from documents.batches.reporting import progress, report
from documents.batches.starting import start, try_again
from documents.batches.working import finish, work
from documents.drafting import CannotDraft
from documents.drafting import draft as draft_paper
from documents.drawing import draw_one
from documents.issuing import discard, issue
from documents.kinds import Plan, case_kind
from documents.models import Document, DocumentFile, PaperBatch, PaperBatchRow, RegisterEntry
from documents.storage import opened, place_of
from tests.contracts import world_that_signs
from tests.world import START, World, act, draft, walk_to, world
from workflow.models import Case
from workflow.reports.sheet import workbook
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
AT = START + timedelta(days=40)
PLAN = Plan(Programme.NATIONAL, 2027)
Row = PaperBatchRow.State


def now() -> datetime:
    return AT


def contracts(place: World, **how: bool) -> PaperBatch:
    return start(
        case_kind("contract"), PLAN, issuer_id=place.agency.pk, user_id=place.agency_clerk.pk, at=AT, **how
    )  # fmt: skip


def until_done(clock: Callable[[], datetime] = now) -> None:
    for _ in range(20):
        if not work(clock=clock):
            return
    raise AssertionError("the batch does not come to its end")


def by_code(batch: PaperBatch) -> dict[str, PaperBatchRow]:
    return {row.case.code: row for row in batch.rows.select_related("case", "document")}


@pytest.fixture
def place() -> World:
    return world_that_signs()


def three(place: World) -> list[Case]:
    return [walk_to(draft(place), State.CONTRACTING) for _ in range(3)]


def test_a_batch_drafts_one_paper_for_each_project_and_packs_them(place: World) -> None:
    cases = three(place)
    early = walk_to(draft(place), State.ALLOCATION)
    batch = contracts(place)
    assert by_code(batch)[early.code].state == Row.LEFT_OUT
    until_done()
    batch.refresh_from_db()
    assert batch.state == PaperBatch.State.DONE
    made = progress(batch)
    assert (made.total, made.made, made.failed, made.open, made.left_out, made.percent) == (3, 3, 0, 0, 1, 100)
    drafts = Document.objects.filter(kind="contract")
    assert {paper.case_id for paper in drafts} == {case.pk for case in cases}
    assert {paper.state for paper in drafts} == {Document.State.DRAFT}
    with zipfile.ZipFile(opened(batch.archive, batch.archive_sha256)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert [name.split("_")[1] for name in names] == [case.code for case in cases]
        assert all(archive.read(name).startswith(b"%PDF-") for name in names)
    again = pack(batch)
    assert again is not None
    assert (again.name, again.sha256) == (batch.archive, batch.archive_sha256)


def test_a_batch_that_issues_gives_each_paper_the_next_number_once(place: World) -> None:
    three(place)
    batch = contracts(place, issues=True, despite_gaps=True)
    until_done()
    assert not work(clock=now)
    rows = by_code(batch).values()
    assert {row.state for row in rows} == {Row.DONE}
    assert [row.document.number for row in rows if row.document] == ["01/HĐ-ĐCK", "02/HĐ-ĐCK", "03/HĐ-ĐCK"]
    assert RegisterEntry.objects.count() == 3
    assert DocumentFile.objects.filter(kind=DocumentFile.Kind.FINAL).count() == 3
    assert {entry.given_by for entry in RegisterEntry.objects.all()} == {place.agency_clerk}


def test_a_paper_with_gaps_stops_as_a_draft_and_says_why_unless_it_may_go_out(place: World) -> None:
    case = walk_to(draft(place), State.CONTRACTING)
    batch = contracts(place, issues=True)
    until_done()
    row = by_code(batch)[case.code]
    assert row.state == Row.FAILED
    assert "Văn bản còn thiếu: " in row.problem
    assert row.document is not None
    assert row.document.is_draft
    assert not RegisterEntry.objects.exists()


@pytest.mark.parametrize("stops_after", [1, 2, 3, 4])
def test_whoever_goes_on_with_a_row_repeats_nothing(place: World, stops_after: int) -> None:
    """A worker that ends after so many steps; another goes on from what stands in the database."""
    walk_to(draft(place), State.CONTRACTING)
    batch = contracts(place, issues=True, despite_gaps=True)
    (pk,) = batch.rows.values_list("pk", flat=True)
    for _ in range(stops_after):
        working.step(pk, AT)
    until_done()
    assert Document.objects.filter(kind="contract").count() == 1
    assert RegisterEntry.objects.count() == 1
    assert batch.rows.get().state == Row.DONE


def test_what_holds_already_is_not_written_again(place: World) -> None:
    held, free = (walk_to(draft(place), State.CONTRACTING) for _ in range(2))
    paper = draft_paper(case_kind("contract"), case_id=held.pk, at=AT)
    draw_one(paper.pk, at=AT)
    issue(document_id=paper.pk, user_id=place.agency_clerk.pk, at=AT, despite_gaps=True)
    found = {one.case.code: one.why_not for one in foresee(case_kind("contract"), PLAN, place.agency)}
    assert "Đã có “Hợp đồng thực hiện đề án” số 01/HĐ-ĐCK đang có hiệu lực" in found[held.code]
    assert found[free.code] == ""


def test_a_paper_issued_by_hand_after_the_batch_began_is_the_one_that_counts(place: World) -> None:
    case = walk_to(draft(place), State.CONTRACTING)
    batch = contracts(place, issues=True, despite_gaps=True)
    working.step(batch.rows.get().pk, AT)
    paper = Document.objects.get(case=case)
    draw_one(paper.pk, at=AT)
    issue(document_id=paper.pk, user_id=place.agency_leader.pk, at=AT, despite_gaps=True)
    until_done()
    assert batch.rows.get().state == Row.DONE
    assert RegisterEntry.objects.count() == 1


def test_projects_of_another_unit_are_never_in_a_batch(place: World) -> None:
    other = world("Hà Nội", "01", "hanoi")
    own = walk_to(draft(place, programme=Programme.LOCAL), State.CONTRACTING)
    walk_to(draft(other, programme=Programme.LOCAL), State.CONTRACTING)
    plan = Plan(Programme.LOCAL, 2027)
    assert [one.case.code for one in foresee(case_kind("contract"), plan, place.department)] == [own.code]
    with pytest.raises(
        CannotDraft, match="không lập “Hợp đồng thực hiện đề án” của chương trình khuyến công địa phương"
    ):
        foresee(case_kind("contract"), plan, place.agency)


def test_the_same_plan_is_written_by_one_batch_at_a_time(place: World) -> None:
    walk_to(draft(place), State.CONTRACTING)
    contracts(place)
    with pytest.raises(CannotDraft, match="đang được lập hàng loạt"):
        contracts(place)


def test_a_plan_for_which_nothing_can_be_written_begins_no_batch(place: World) -> None:
    walk_to(draft(place), State.ALLOCATION)
    with pytest.raises(CannotDraft, match="Không có đề án nào lập được"):
        contracts(place)
    assert not PaperBatch.objects.exists()


def test_what_was_left_out_is_written_once_it_can_be_and_what_was_made_stands(
    place: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ready, late = walk_to(draft(place), State.CONTRACTING), walk_to(draft(place), State.ALLOCATION)
    batch = contracts(place)
    until_done()
    first = Document.objects.get(case=ready)
    act(late, Action.ALLOCATE)
    batch.refresh_from_db()
    before = batch.archive
    assert try_again(batch_id=batch.pk, at=AT) == 1
    with django_capture_on_commit_callbacks(execute=True):
        until_done()
    batch.refresh_from_db()
    assert place_of(batch.archive).exists()
    assert not place_of(before).exists(), "the new pack takes the place of the old"
    assert {row.state for row in by_code(batch).values()} == {Row.DONE}
    assert Document.objects.get(case=ready).pk == first.pk
    with pytest.raises(CannotDraft, match="Không có đề án nào lập thêm được"):
        try_again(batch_id=batch.pk, at=AT)


def test_a_fault_in_one_row_stops_no_other(place: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = (walk_to(draft(place), State.CONTRACTING) for _ in range(2))

    def broken(kind: object, *, case_id: int, **rest: object) -> Document:
        if case_id == bad.pk:
            raise ZeroDivisionError
        return draft_paper(kind, case_id=case_id, **rest)  # type: ignore[arg-type]

    batch = contracts(place)
    monkeypatch.setattr(working, "draft", broken)
    until_done()
    rows = by_code(batch)
    assert rows[bad.code].problem == working.FAULT
    assert rows[good.code].state == Row.DONE


def test_a_draft_thrown_away_meanwhile_is_said_so(place: World) -> None:
    walk_to(draft(place), State.CONTRACTING)
    batch = contracts(place)
    (pk,) = batch.rows.values_list("pk", flat=True)
    with_draft = PaperBatchRow.objects.filter(pk=pk)
    assert working.step(pk, AT)
    paper = with_draft.get().document
    assert paper is not None
    discard(document_id=paper.pk, user_id=place.agency_clerk.pk, at=AT)
    until_done()
    assert with_draft.get().problem == "Dự thảo đã bị bỏ trong khi lập hàng loạt."


def test_the_report_names_every_row_and_its_reason(place: World) -> None:
    ready, early = walk_to(draft(place), State.CONTRACTING), walk_to(draft(place), State.ALLOCATION)
    batch = contracts(place)
    until_done()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(workbook(report(batch)))).get_sheet_by_index(0).to_python()
    rows = {str(row[0]): row for row in sheet}
    assert rows[ready.code][3] == "Đã xong"
    assert rows[early.code][3] == "Không thuộc lần lập này"
    assert "Đang ở bước “Chờ phân bổ kinh phí”; văn bản này lập ở bước “Chờ ký hợp đồng”." in str(rows[early.code][6])
    said = "1 đề án: 1 văn bản đã lập, 0 không lập được, 0 đang chờ; 1 đề án khác của kế hoạch không thuộc lần lập này."
    assert any(said in str(row[0]) for row in sheet)


def test_a_damaged_file_is_left_out_of_the_pack_and_named(place: World) -> None:
    cases = [walk_to(draft(place), State.CONTRACTING) for _ in range(2)]
    batch = contracts(place)
    until_done()
    file = DocumentFile.objects.get(document__case=cases[0])
    place_of(file.name).write_bytes(b"%PDF-changed")
    PaperBatch.objects.filter(pk=batch.pk).update(state=PaperBatch.State.WORKING)
    finish(batch.pk, at=AT)
    batch.refresh_from_db()
    with zipfile.ZipFile(opened(batch.archive, batch.archive_sha256)) as archive:
        assert len(archive.namelist()) == 1
    assert "không còn nguyên vẹn" in by_code(batch)[cases[0].code].problem
