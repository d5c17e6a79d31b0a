"""The life of a paper: drafted, issued with a number, replaced, voided; what is issued never changes."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from documents.drafting import draft
from documents.drawing import draw_one
from documents.issuing import CannotIssue, discard, issue, void
from documents.kinds import case_kind
from documents.models import Document, DocumentFile, Register, RegisterEntry
from tests.contracts import allocated, world_that_signs
from tests.issuing import bytes_of, drafted, issued, moment, words_in
from tests.world import World
from workflow.models import Case

pytestmark = pytest.mark.django_db
State = Document.State


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def case(place: World) -> Case:
    return allocated(place)


def leader(place: World) -> int:
    return place.agency_leader.pk


def test_a_draft_has_no_number_and_says_so_an_issued_paper_has_number_day_and_code(place: World, case: Case) -> None:
    document = drafted(case)
    assert (document.number, document.issued_on, document.code) == ("", None, None)
    assert "DỰ THẢO" in words_in(bytes_of(document, DocumentFile.Kind.DRAFT))
    issue(document_id=document.pk, user_id=leader(place), at=moment(case), despite_gaps=True)
    draw_one(document.pk, at=moment(case))
    document.refresh_from_db()
    text = words_in(bytes_of(document))
    assert document.number == "01/HĐ-ĐCK"
    assert "Số: 01/HĐ-ĐCK" in text
    assert document.code is not None
    assert f"Mã tra cứu: {document.code}" in text
    assert "DỰ THẢO" not in text


def test_gaps_stop_an_issue_until_somebody_says_despite_them(place: World, case: Case) -> None:
    document = drafted(case)
    assert document.values["missing"]
    with pytest.raises(CannotIssue, match="còn thiếu") as refused:
        issue(document_id=document.pk, user_id=leader(place), at=moment(case))
    assert document.values["missing"][0] in str(refused.value)
    assert not Register.objects.exists()
    assert issue(document_id=document.pk, user_id=leader(place), at=moment(case), despite_gaps=True).number


def test_a_draft_without_its_file_cannot_be_issued(place: World, case: Case) -> None:
    document = draft(case_kind("contract"), case_id=case.pk, at=moment(case))
    with pytest.raises(CannotIssue, match="đang được lập"):
        issue(document_id=document.pk, user_id=leader(place), at=moment(case), despite_gaps=True)


def test_what_is_issued_is_refused_by_the_database_itself(place: World, case: Case) -> None:
    document = issued(case, leader(place))
    changes: tuple[dict[str, Any], ...] = (
        {"number": "99/HĐ-ĐCK"},
        {"values": {}},
        {"code": "X"},
        {"content_hash": "0" * 64},
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=document.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentFile.objects.filter(document=document, kind=DocumentFile.Kind.FINAL).delete()


def test_a_correction_is_a_new_version_that_supersedes_when_it_is_issued(place: World, case: Case) -> None:
    first = issued(case, leader(place))
    second = draft(case_kind("contract"), case_id=case.pk, at=moment(case), supersedes_id=first.pk)
    draw_one(second.pk, at=moment(case))
    first.refresh_from_db()
    assert first.state == State.ISSUED
    issue(document_id=second.pk, user_id=leader(place), at=moment(case), despite_gaps=True)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.SUPERSEDED, State.ISSUED)
    assert (first.number, second.number) == ("01/HĐ-ĐCK", "02/HĐ-ĐCK")


def test_a_void_paper_keeps_its_number_and_the_next_one_gets_the_next(place: World, case: Case) -> None:
    document = issued(case, leader(place))
    with pytest.raises(CannotIssue, match="lý do"):
        void(document_id=document.pk, user_id=leader(place), at=moment(case), reason="  ")
    void(document_id=document.pk, user_id=leader(place), at=moment(case), reason="Ghi nhầm bên B.")
    entry = RegisterEntry.objects.get(document=document)
    assert (entry.number, entry.void_reason) == (1, "Ghi nhầm bên B.")
    assert entry.voided_at is not None
    assert issued(case, leader(place)).number == "02/HĐ-ĐCK"
    with pytest.raises(CannotIssue, match="Chỉ hủy được văn bản đang có hiệu lực"):
        void(document_id=document.pk, user_id=leader(place), at=moment(case), reason="Lần nữa.")


def test_a_discarded_draft_never_had_a_number_and_a_new_one_can_be_written(place: World, case: Case) -> None:
    document = drafted(case)
    discard(document_id=document.pk, user_id=leader(place), at=moment(case))
    assert not RegisterEntry.objects.exists()
    again = drafted(case)
    assert again.pk != document.pk
    assert issue(document_id=again.pk, user_id=leader(place), at=moment(case), despite_gaps=True).number == "01/HĐ-ĐCK"


def test_the_same_frozen_paper_gives_the_same_bytes_again(place: World, case: Case) -> None:
    from documents.drawing import drawn, paper_of

    document = issued(case, leader(place))
    Case.objects.filter(pk=case.pk).update(name="Tên khác hẳn", location="Nơi khác")
    assert drawn(paper_of(Document.objects.get(pk=document.pk))).pdf == bytes_of(document)


# --- pages ---------------------------------------------------------------------------------------------------------
def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_a_paper_is_drafted_issued_and_voided_from_its_pages(place: World, case: Case) -> None:
    client = signed_in(place.agency_leader)
    assert "Hợp đồng thực hiện đề án" in client.get(reverse("documents:papers", args=[case.code])).content.decode()
    made = client.post(reverse("documents:write", args=[case.code, "contract"]))
    document = Document.objects.get(case=case)
    assert made["Location"] == reverse("documents:paper", args=[document.pk])
    assert "Đang lập tệp" in client.get(made["Location"]).content.decode()
    draw_one(document.pk, at=moment(case))
    page = reverse("documents:act", args=[document.pk, "phat-hanh"])
    assert "dù còn thiếu" in client.get(page).content.decode()
    assert client.post(page).status_code == 409
    answer = client.post(page, {"despite": "1"}, follow=True)
    assert "Đã phát hành: Hợp đồng thực hiện đề án số 01/HĐ-ĐCK." in answer.content.decode()
    document.refresh_from_db()
    assert document.state == State.ISSUED
    assert document.number in client.get(reverse("documents:register")).content.decode()
    away = reverse("documents:act", args=[document.pk, "huy"])
    assert client.post(away, {"reason": ""}).status_code == 409
    assert client.post(away, {"reason": "Sai bên ký."}).status_code == 302
    assert "Sai bên ký." in client.get(reverse("documents:paper", args=[document.pk])).content.decode()


def test_who_is_not_of_the_issuing_unit_reads_and_does_nothing(place: World, case: Case) -> None:
    document = drafted(case)
    owner = signed_in(place.owner)
    assert owner.get(reverse("documents:paper", args=[document.pk])).status_code == 200
    assert owner.post(reverse("documents:write", args=[case.code, "contract"])).status_code == 403
    assert owner.post(reverse("documents:refresh", args=[document.pk])).status_code == 403
    for verb in ("phat-hanh", "huy", "bo"):
        assert owner.post(reverse("documents:act", args=[document.pk, verb]), {"despite": "1"}).status_code == 403
    document.refresh_from_db()
    assert document.is_draft


def test_a_draft_does_not_exist_for_a_unit_that_neither_writes_nor_signs_it(place: World, case: Case) -> None:
    kind = case_kind("appraisal_form")
    document = draft(kind, case_id=case.pk, at=moment(case), user_id=place.leader.pk)
    draw_one(document.pk, at=moment(case))
    address = reverse("documents:paper", args=[document.pk])
    owner, leader_of_department = signed_in(place.owner), signed_in(place.leader)
    assert leader_of_department.get(address).status_code == 200
    assert owner.get(address).status_code == 404
    assert owner.get(reverse("documents:word", args=[document.pk])).status_code == 404
    file = document.files.get()
    assert owner.get(reverse("documents:download", args=[file.pk])).status_code == 404
    assert address not in owner.get(reverse("documents:papers", args=[case.code])).content.decode()
    issue(document_id=document.pk, user_id=place.leader.pk, at=moment(case), despite_gaps=True)
    assert owner.get(address).status_code == 200
    assert owner.get(reverse("documents:download", args=[file.pk])).status_code == 200


def test_two_versions_are_compared_word_by_word(place: World, case: Case) -> None:
    first = issued(case, leader(place))
    Case.objects.filter(pk=case.pk).update(location="Cụm công nghiệp Bắc Lâm Thao, tỉnh Phú Thọ")
    second = draft(case_kind("contract"), case_id=case.pk, at=moment(case), supersedes_id=first.pk)
    page = signed_in(place.agency_leader).get(reverse("documents:compare", args=[second.pk, first.pk])).content.decode()
    assert "<ins>" in page
    assert "<del>" in page
    assert "Bắc" in page
    assert "dòng giống nhau" in page


def test_word_and_preview_are_given_to_who_sees_the_case(place: World, case: Case) -> None:
    document = drafted(case)
    client = signed_in(place.owner)
    word = client.get(reverse("documents:word", args=[document.pk]))
    assert word.content.startswith(b"PK")
    assert "Hop-dong-thuc-hien-de-an" in word["Content-Disposition"]
    assert "chưa có giá trị ký" in client.get(reverse("documents:preview", args=[document.pk])).content.decode()
    assert Client().get(reverse("documents:word", args=[document.pk])).status_code == 302
