"""The contract of a living đề án: made once per event, kept whole, and saying what the case and the event say."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django.fixtures import Settings

from accounts.models import Organisation
from accounts.queries import person_of
from documents.contexts import parties
from documents.contexts.bases import numbered
from documents.drafting import filled, matter_of
from documents.drawing import draw_one, drawn, paper_of
from documents.kinds import case_kind
from documents.models import Document, DocumentFile
from documents.queries import documents_of
from documents.services import write_contract
from documents.storage import fingerprint, keep, place_of, read
from documents.wording.values import Values
from documents.words import grouped
from tests.contracts import LATER, allocated, bytes_of, file_of, last_event, text_of, world_that_signs, written
from tests.world import GRANT, World, act, world
from workflow.effects import handler_of, registered
from workflow.engine.clock import day_of
from workflow.models import Case, DeadlineRule, OutboxRow
from workflow.tasks import claim, settle
from workflow.vocabulary import Action, ContentType, Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world_that_signs()


def values_of(case: Case) -> Values:
    """What the contract of the last act says."""
    event, kind = last_event(case), case_kind("contract")
    return filled(kind, matter_of(kind, case.pk, event, day_of(event.at)))


def lines_of(values: Values, table: str) -> list[tuple[str, ...]]:
    return [row.cells for row in values.tables[table].rows]


# --- made once -------------------------------------------------------------------------------------------------


def test_allocation_asks_for_the_contract_and_the_worker_writes_it(place: World) -> None:
    case = allocated(place)
    row = OutboxRow.objects.get(event=last_event(case), effect="write_contract")
    OutboxRow.objects.exclude(pk=row.pk).delete()
    claimed = claim(at=row.next_at + LATER)
    assert claimed == row
    assert settle(row)
    document = Document.objects.get(case=case)
    assert document.state == Document.State.DRAFT
    assert document.event_id == row.event_id
    assert document.template_version == "contract/v1"
    assert document.issuer == place.agency
    assert file_of(document).kind == DocumentFile.Kind.DRAFT
    assert len(bytes_of(document)) == file_of(document).size > 20_000


def test_the_effect_named_in_the_tables_has_its_handler() -> None:
    assert "write_contract" in registered()
    assert handler_of("write_contract").__module__ == "documents.effects"


def test_the_contract_of_an_event_is_made_once_however_often_the_task_runs(place: World) -> None:
    case = allocated(place)
    first = written(case)
    again = [write_contract(event_id=last_event(case).pk, at=first.created_at + LATER * n) for n in (1, 2, 3)]
    assert {document.pk for document in again} == {first.pk}
    assert Document.objects.count() == 1
    assert Document.objects.get().created_at == first.created_at
    assert DocumentFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_that_run_at_once_make_one_paper() -> None:
    case = allocated(world())
    event = last_event(case)

    def work(_: int) -> int:
        try:
            return write_contract(event_id=event.pk, at=event.at).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        made = set(pool.map(work, range(3)))
    assert made == {Document.objects.get().pk}
    assert DocumentFile.objects.count() == 1


def test_a_worker_that_dies_between_file_and_row_leaves_nothing_in_the_way(place: World, settings: Settings) -> None:
    case = allocated(place)
    with transaction.atomic():
        written(case)
        transaction.set_rollback(True)
    assert not Document.objects.exists()
    (left_behind,) = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    file = file_of(written(case))
    assert fingerprint(left_behind.read_bytes()) == file.sha256
    assert place_of(file.name).name == left_behind.name


def test_a_file_is_written_whole_and_the_same_bytes_twice_do_no_harm(settings: Settings) -> None:
    for data in (b"first", b"second", b"second"):
        keep("documents/x.pdf", data)
        assert read("documents/x.pdf", fingerprint(data)) == data
    assert [path.name for path in (Path(settings.MEDIA_ROOT) / "documents").iterdir()] == ["x.pdf"]


def test_signing_supersedes_the_draft(place: World) -> None:
    case = allocated(place)
    first = written(case)
    signed = written(act(case, Action.SIGN_CONTRACT))
    first.refresh_from_db()
    assert (first.state, signed.state) == (Document.State.SUPERSEDED, Document.State.SIGNED)
    assert signed.number == "07/HĐ-ĐCK"
    assert list(documents_of(case, person_of(place.owner, day_of(signed.created_at)))) == [signed, first]


def test_a_draft_written_after_the_signing_is_born_superseded_and_still_a_draft_inside(place: World) -> None:
    case = allocated(place)
    allocation = last_event(case)
    signed = written(act(case, Action.SIGN_CONTRACT))
    late = write_contract(event_id=allocation.pk, at=signed.created_at + LATER)
    signed.refresh_from_db()
    assert (late.state, signed.state) == (Document.State.SUPERSEDED, Document.State.SIGNED)
    assert "DỰ THẢO" in text_of(late)
    assert late.issued_on is None
    assert "07/HĐ-ĐCK" not in text_of(late)


def test_the_same_event_gives_the_same_bytes_after_the_row_is_lost(place: World) -> None:
    case = allocated(place)
    document = written(case)
    first = file_of(document)
    first.delete()
    assert draw_one(document.pk, at=document.created_at + LATER) == 1
    again = file_of(document)
    assert (again.pk != first.pk, again.sha256, again.name) == (True, first.sha256, first.name)
    assert fingerprint(drawn(paper_of(document)).pdf) == first.sha256


def test_the_database_refuses_two_open_drafts_of_an_act_and_a_change_of_the_bytes(place: World) -> None:
    document = written(allocated(place))
    copy = {f.attname: getattr(document, f.attname) for f in Document._meta.concrete_fields if f.attname != "id"}
    with pytest.raises(IntegrityError, match="one_open_draft_of_a_kind_for_an_act"), transaction.atomic():
        Document.objects.create(**copy)
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        DocumentFile.objects.filter(document=document).update(sha256="0" * 64)
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        Document.objects.filter(pk=document.pk).delete()


# --- what it says ----------------------------------------------------------------------------------------------


def test_the_draft_says_what_the_case_says(place: World) -> None:
    case = allocated(place)
    text = text_of(written(case))
    for sentence in (
        "BỘ CÔNG THƯƠNG",
        "Số: ……/HĐ-ĐCK",
        "Hà Nội, ngày …… tháng …… năm 2026",
        "Quyết định số 3396/QĐ-BCT",
        "của Bộ trưởng Bộ Công Thương phê duyệt kế hoạch khuyến công quốc gia năm 2027 (đợt 1)",
        "Văn bản số 1024/BTC-HCSN",
        "Phan Văn Cục",
        "Trần Đức Hòa",
        case.name,
        "300.000.000 đồng (Bằng chữ: Ba trăm triệu đồng)",
        "210.000.000",
        "90.000.000",
        "750.000.000",
        "Chậm nhất 15 ngày kể từ ngày nghiệm thu cơ sở cuối cùng của hợp đồng",
        "Chậm nhất ngày 22 tháng 01 năm 2028, hai bên thanh lý hợp đồng",
        "DỰ THẢO",
    ):
        assert sentence in text, sentence


def test_the_signed_contract_bears_what_was_signed(place: World) -> None:
    data = {"contract_amount": 280_000_001, "contract_number": "Số 12/HĐ-ĐCK".removeprefix("Số ")}
    signed = written(act(allocated(place), Action.SIGN_CONTRACT, data=data))
    text = text_of(signed)
    assert "Số: 12/HĐ-ĐCK" in text
    assert "280.000.001 đồng (Bằng chữ: Hai trăm tám mươi triệu không trăm linh một đồng)" in text
    assert "196.000.000" in text
    assert "84.000.001" in text
    assert "cao hơn kinh phí trong hợp đồng 19.999.999 đồng" in text
    assert "DỰ THẢO" not in text


def test_a_provincial_contract_is_signed_by_the_department_on_the_decision_of_the_committee(place: World) -> None:
    case = allocated(place, programme=Programme.LOCAL)
    values = values_of(case)
    assert values.issuer == place.department.name
    assert values.parent == "Ủy ban nhân dân tỉnh Phú Thọ"
    assert values.place == "Phú Thọ"
    assert values.symbol == "HĐ-SCT"
    assert values.flags["địa phương"] and not values.flags["quốc gia"]
    bases = values.lists["các căn cứ"]
    assert any("Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ phê duyệt kế hoạch" in basis for basis in bases)
    assert not any("Bộ Tài chính về việc kiểm tra" in basis for basis in bases)
    assert lines_of(values, "nguồn vốn")[0][1].startswith("Khuyến công địa phương")
    assert [row[2] for row in lines_of(values, "các lần thanh toán")] == ["210.000.000", "90.000.000", grouped(GRANT)]


def test_the_schedule_follows_the_content(place: World) -> None:
    for content, shares in (
        (ContentType.CLUSTER_INFRASTRUCTURE, ["30%", "70%", "100%"]),
        (ContentType.NEW_ENTERPRISE, ["100%", "100%"]),
    ):
        values = values_of(allocated(place, content_type=content))
        assert [row[1] for row in lines_of(values, "các lần thanh toán")] == shares


def test_the_terms_are_those_of_the_deadline_rules(place: World) -> None:
    case = allocated(place)
    DeadlineRule.objects.filter(code="national-settlement-dossier-legal").update(amount=20)
    DeadlineRule.objects.filter(code="national-liquidation-legal").update(unit="before_date", month=2, day=1)
    fields = values_of(case).fields
    assert fields["hạn quyết toán"].startswith("Chậm nhất 20 ngày kể từ ngày nghiệm thu")
    assert fields["hạn thanh lý"] == "Trước ngày 01 tháng 02 năm 2028"
    DeadlineRule.objects.all().delete()
    assert values_of(case).fields["hạn quyết toán"] == "Trong thời hạn do Bên A thông báo"


def test_the_agency_bears_the_name_of_the_day(place: World) -> None:
    old = "Cục Công Thương địa phương"
    place.agency.names.create(name=old, valid_from=date(2017, 1, 1), valid_to=date(2026, 12, 31))
    values = values_of(allocated(place))
    assert values.issuer == old
    assert old in values.cards["bên A"].title


def test_what_the_contract_lacks_is_named_and_shown_as_dots(place: World) -> None:
    Organisation.objects.filter(pk=place.implementer.pk).update(tax_code="", representative="")
    document = written(allocated(place))
    missing = document.values["missing"]
    assert f"Mã số thuế của {place.implementer.name}" in missing
    assert f"Người đại diện của {place.implementer.name}" in missing
    assert "Mã số thuế: ……" in text_of(document)


def test_the_facts_of_the_contract_are_its_numbers_and_no_person(place: World) -> None:
    case = allocated(place)
    facts = written(case).values["facts"]
    assert facts == {
        "case": case.code, "project": case.name, "programme": "national", "plan_year": 2027, "amount": GRANT,
        "parties": [place.agency.name, place.implementer.name],
    }  # fmt: skip


def test_hostile_fields_cannot_spoil_the_paper(place: World) -> None:
    case = allocated(
        place,
        name="Hô\u0303 trơ\u0323 máy \u202e😀<b>{{ x }}</b>" + "W" * 200,
        objectives="dài " * 990 + "\u200b\u2066",
        scope="a" * 4000,
    )
    document = written(case)
    text = text_of(document)
    assert "Hỗ trợ máy □<b>{{ x }}<" in text
    assert file_of(document).size < 200_000


@pytest.mark.parametrize(
    ("typed", "on", "said"),
    [
        ("3396/QĐ-BCT", date(2026, 1, 5), "Quyết định số 3396/QĐ-BCT ngày 05 tháng 01 năm 2026"),
        ("Quyết định số 3396/QĐ-BCT", None, "Quyết định số 3396/QĐ-BCT"),
        ("số: 12/QĐ", None, "Quyết định số 12/QĐ"),
        ("  ", None, ""),
    ],
)
def test_a_decision_is_cited_by_number_and_day(typed: str, on: date | None, said: str) -> None:
    assert numbered("Quyết định", typed, on) == said


def test_the_symbol_is_the_abbreviation_of_the_agency(place: World) -> None:
    agency = place.agency
    agency.short_name = "Cục ĐCK"
    assert parties.symbol_of(agency) == "ĐCK"
    agency.short_name = agency.name
    assert parties.symbol_of(agency) == "ĐCK"
    assert parties.symbol_of(place.department) == "SCT"
