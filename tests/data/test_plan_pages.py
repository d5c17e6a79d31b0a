"""The pages of papers about plans and of batches: who may open and do what, what a form refuses, what is handed out."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.models import User
from documents.batches.working import work
from documents.drawing import draw_due
from documents.models import Document, PaperBatch
from tests.contracts import world_that_signs
from tests.visitors import NOW, said, visitor
from tests.world import World, act, draft, walk_to, world
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
PLANS, WRITE = "/van-ban/ke-hoach/", "/van-ban/ke-hoach/lap/"
BATCHES, BEGIN = "/van-ban/hang-loat/", "/van-ban/hang-loat/lap/"
SUMMARY = {"kind": "plan_summary", "programme": "national", "year": "2027", "tranche": "", "unit": ""}
CONTRACTS = {"kind": "contract", "programme": "national", "year": "2027", "tranche": "", "unit": ""}


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world_that_signs()


def summary(place: World, by: User | None = None) -> Document:
    """Drafted on the page."""
    answer = visitor(by or place.clerk).post(WRITE, SUMMARY)
    assert answer.status_code == 302, said(answer)
    return Document.objects.latest("pk")


def batch_of(place: World, by: User | None = None, **more: str) -> Any:
    return visitor(by or place.agency_clerk).post(BEGIN, CONTRACTS | more)


# --- papers about plans ------------------------------------------------------------------------------------------
def test_a_draft_is_written_read_downloaded_and_issued_by_the_unit(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_PASSED)
    paper = summary(place, by=place.appraisers[0])
    assert draw_due(at=NOW) == 1
    client = visitor(place.clerk)
    page = said(client.get(reverse("documents:paper", args=[paper.pk])))
    assert "Biểu tổng hợp đề án (Mẫu số 2) của Sở" in page
    assert "Khuyến công quốc gia năm 2027" in page
    assert "Người ký văn bản của Sở Công Thương Phú Thọ" in page
    assert case.code in said(client.get(reverse("documents:preview", args=[paper.pk])))
    assert client.get(reverse("documents:word", args=[paper.pk])).content.startswith(b"PK")
    assert client.get(reverse("documents:download", args=[paper.files.get().pk])).content.startswith(b"%PDF-")
    assert "Biểu tổng hợp đề án (Mẫu số 2) của Sở" in said(client.get(PLANS))
    answer = client.post(reverse("documents:act", args=[paper.pk, "phat-hanh"]), {"despite": "1"})
    assert answer.status_code == 302
    paper.refresh_from_db()
    assert (paper.number, paper.state) == ("01/B-SCT", Document.State.ISSUED)


def test_a_draft_is_taken_anew_and_an_issued_one_is_replaced_on_its_page(place: World) -> None:
    walk_to(draft(place), State.LOCAL_PASSED)
    paper = summary(place)
    late = walk_to(draft(place), State.LOCAL_PASSED)
    client = visitor(place.clerk)
    assert client.post(reverse("documents:refresh", args=[paper.pk])).status_code == 302
    paper.refresh_from_db()
    assert late.code in paper.values["facts"]["codes"]
    draw_due(at=NOW)
    client.post(reverse("documents:act", args=[paper.pk, "phat-hanh"]), {"despite": "1"})
    assert client.post(reverse("documents:replace", args=[paper.pk])).status_code == 302
    assert Document.objects.latest("pk").supersedes_id == paper.pk


def test_who_reads_and_who_writes_the_papers_of_a_plan(place: World) -> None:
    walk_to(draft(place), State.LOCAL_PASSED)
    paper = summary(place)
    elsewhere = world("Hà Nội", "01", "hanoi")
    address = reverse("documents:paper", args=[paper.pk])
    readers = (place.clerk, place.leader, place.auditor, place.administrator)
    strangers = (elsewhere.clerk, elsewhere.leader, place.owner, place.agency_leader, place.finance_reviewer)
    for user in readers:
        assert visitor(user).get(address).status_code == 200, user
    for user in strangers:
        client = visitor(user)
        assert client.get(address).status_code == 404, user
        assert client.get(reverse("documents:preview", args=[paper.pk])).status_code == 404, user
        assert client.post(reverse("documents:act", args=[paper.pk, "phat-hanh"])).status_code == 404, user
        assert "Biểu tổng hợp đề án (Mẫu số 2) của Sở Công Thương" not in said(client.get(PLANS))
    for user in (place.auditor, place.ministry_auditor, place.administrator):
        assert visitor(user).get(WRITE).status_code == 404, user
        assert visitor(user).post(WRITE, SUMMARY).status_code == 404, user
    assert visitor(place.appraisers[0]).post(reverse("documents:act", args=[paper.pk, "phat-hanh"])).status_code == 403
    draw_due(at=NOW)
    visitor(place.clerk).post(reverse("documents:act", args=[paper.pk, "phat-hanh"]), {"despite": "1"})
    assert visitor(place.agency_leader).get(address).status_code == 200, "an issued paper of the national programme"
    assert visitor(elsewhere.clerk).get(address).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "plan_decision"}, "Select a valid choice|không có|không hợp lệ|lựa chọn"),
        ({"kind": "plan_submission"}, "Đơn vị của bạn không lập văn bản này cho chương trình khuyến công quốc gia."),
        ({"kind": ""}, "Xin chọn loại văn bản."),
        ({"year": "hai nghìn"}, "Năm không đúng."),
        ({"year": "99999999999999999999"}, "2100"),
        ({"tranche": "x"}, "Đợt là một số."),
        ({"tranche": "21"}, "Đợt từ 1 đến 20."),
        ({"year": "1999"}, "Năm kế hoạch từ 2005 đến 2100."),
        ({"year": "2031"}, "Không có đề án nào của kế hoạch này"),
        ({"unit": "999999999"}, "999999999|lựa chọn|hợp lệ"),
    ],
)
def test_the_form_says_what_is_wrong(place: World, wrong: dict[str, str], sentence: str) -> None:
    walk_to(draft(place), State.LOCAL_PASSED)
    answer = visitor(place.clerk).post(WRITE, SUMMARY | wrong)
    assert answer.status_code == 422
    assert any(part in said(answer) for part in sentence.split("|"))
    assert not Document.objects.exists()


# --- batches -----------------------------------------------------------------------------------------------------
def test_a_batch_is_foreseen_confirmed_watched_and_taken_away(place: World) -> None:
    ready, early = walk_to(draft(place), State.CONTRACTING), walk_to(draft(place), State.ALLOCATION)
    client = visitor(place.agency_clerk)
    page = said(client.get(BEGIN, CONTRACTS))
    assert "Lập được: 1 văn bản “Hợp đồng thực hiện đề án”" in page
    assert "Không lập được: 1 đề án" in page
    assert f"{early.code} {early.name}" in page
    assert not PaperBatch.objects.exists()
    address = batch_of(place).url
    found = PaperBatch.objects.get()
    assert 'hx-trigger="every 2s"' in client.get(address).content.decode()
    assert client.get(f"{address}tep.zip").status_code == 404
    while work(clock=lambda: NOW):
        pass
    page = client.get(address).content.decode()
    assert "hx-trigger" not in page
    packed = b"".join(client.get(f"{address}tep.zip").streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert [ready.code in name for name in archive.namelist()] == [True]
    table = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{address}ket-qua.xlsx").content))
    assert early.code in {row[0] for row in table.get_sheet_by_index(0).to_python() if row}
    assert "Không có đề án nào lập thêm được" in said(client.post(f"{address}lap-tiep/", follow=True))
    act(early, Action.ALLOCATE)
    assert "Đang lập tiếp cho 1 đề án." in said(client.post(f"{address}lap-tiep/", follow=True))
    found.refresh_from_db()
    assert found.is_working
    assert "Hợp đồng thực hiện đề án" in said(client.get(BATCHES))


def test_a_batch_is_its_units_alone(place: World) -> None:
    walk_to(draft(place), State.CONTRACTING)
    address = batch_of(place).url
    for user in (place.agency_leader, place.agency_appraiser, place.administrator):
        assert visitor(user).get(address).status_code == 200, user
    for user in (place.clerk, place.owner, place.ministry_officer, place.ministry_auditor, place.auditor):
        client = visitor(user)
        for end in ("", "tep.zip", "ket-qua.xlsx"):
            assert client.get(f"{address}{end}").status_code == 404, (user, end)
        assert client.post(f"{address}lap-tiep/").status_code == 404, user


def test_only_clerk_or_leader_issue_and_auditors_begin_nothing(place: World) -> None:
    walk_to(draft(place), State.CONTRACTING)
    assert batch_of(place, place.agency_appraiser, issues="1").status_code == 403
    assert "Phát hành luôn" not in said(visitor(place.agency_appraiser).get(BEGIN, CONTRACTS))
    assert "Phát hành luôn" in said(visitor(place.agency_clerk).get(BEGIN, CONTRACTS))
    for user in (place.ministry_auditor, place.auditor, place.administrator):
        assert visitor(user).get(BEGIN).status_code == 404, user
        assert batch_of(place, user).status_code == 404, user
    assert batch_of(place, place.clerk).status_code == 422, "a contract of the national programme is the Cục's"
    assert not PaperBatch.objects.exists()
    assert batch_of(place, place.agency_clerk, issues="1").status_code == 302
    assert PaperBatch.objects.get().issues


def test_a_second_batch_of_the_same_is_refused_in_a_sentence(place: World) -> None:
    walk_to(draft(place), State.CONTRACTING)
    assert batch_of(place).status_code == 302
    answer = batch_of(place)
    assert answer.status_code == 422
    assert "đang được lập hàng loạt" in said(answer)


def test_a_local_batch_belongs_to_the_department(place: World) -> None:
    walk_to(draft(place, programme=Programme.LOCAL), State.CONTRACTING)
    answer = visitor(place.leader).post(BEGIN, CONTRACTS | {"programme": "local"})
    assert answer.status_code == 302
    assert PaperBatch.objects.get().issuer == place.department
