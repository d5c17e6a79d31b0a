"""The public page: whoever has the code sees whether the paper holds; nobody sees more, and nobody can guess."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.issuing import void
from documents.looking import MOST_A_MINUTE
from documents.models import PublicLook
from documents.proof import as_typed, code_of
from tests.contracts import allocated, world_that_signs
from tests.issuing import bytes_of, drafted, issued, moment
from tests.world import World
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def case(place: World) -> Case:
    return allocated(place)


def test_anyone_with_the_code_sees_what_the_paper_is_and_nothing_personal(place: World, case: Case) -> None:
    document = issued(case, place.agency_leader.pk)
    page = Client().get(f"/k/{document.code}").content.decode()
    for shown in (document.number, "Còn hiệu lực", "300.000.000", "Trung tâm Khuyến công", case.name):
        assert shown in page
    for personal in ("Phan Văn Cục", "Trần Đức Hòa", "3511.0.1054321", "0100100100"):
        assert personal not in page


def test_a_code_is_known_however_it_is_typed_and_a_wrong_one_is_not(place: World, case: Case) -> None:
    document = issued(case, place.agency_leader.pk)
    assert document.code is not None
    typed = document.code.lower().replace("-", " ")
    assert as_typed(typed) == document.code
    assert Client().get("/k/", {"ma": typed})["Location"].endswith(document.code)
    wrong = ("A" if document.code[0] != "A" else "B") + document.code[1:]
    answer = Client().get(f"/k/{wrong}")
    assert answer.status_code == 404
    assert "Không có văn bản nào mang mã" in answer.content.decode()


def test_a_code_depends_on_the_key_of_the_installation(settings: Any) -> None:
    first = code_of(7, "01/HĐ-ĐCK", "a" * 64)
    settings.SECRET_KEY = "another-key-of-another-installation"
    assert code_of(7, "01/HĐ-ĐCK", "a" * 64) != first


def test_a_draft_has_no_page(case: Case) -> None:
    assert drafted(case).code is None


def test_a_file_is_compared_and_kept_nowhere(place: World, case: Case, tmp_path: Path) -> None:
    document = issued(case, place.agency_leader.pk)
    before = sorted(tmp_path.rglob("*"))
    good = SimpleUploadedFile("hop-dong.pdf", bytes_of(document), "application/pdf")
    assert "giống hệt" in Client().post(f"/k/{document.code}", {"file": good}).content.decode()
    other = SimpleUploadedFile("hop-dong.pdf", bytes_of(document) + b" ", "application/pdf")
    assert "không phải" in Client().post(f"/k/{document.code}", {"file": other}).content.decode()
    assert "Xin chọn tệp" in Client().post(f"/k/{document.code}").content.decode()
    assert sorted(tmp_path.rglob("*")) == before


def test_the_page_says_voided_and_superseded_by_which(place: World, case: Case) -> None:
    first = issued(case, place.agency_leader.pk)
    second = issued(case, place.agency_leader.pk)
    assert f"Đã thay thế bởi văn bản số {second.number}" in Client().get(f"/k/{first.code}").content.decode()
    void(document_id=second.pk, user_id=place.agency_leader.pk, at=moment(case), reason="Sai số tiền.")
    page = Client().get(f"/k/{second.code}").content.decode()
    assert "Đã hủy ngày" in page
    assert "Sai số tiền" not in page


def test_the_day_of_voiding_is_the_day_in_ha_noi(place: World, case: Case) -> None:
    paper = issued(case, place.agency_leader.pk)
    early = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)
    void(document_id=paper.pk, user_id=place.agency_leader.pk, at=early, reason="Sai số tiền.")
    assert "Đã hủy ngày 05/03/2026" in Client().get(f"/k/{paper.code}").content.decode()


def test_asking_too_often_is_refused_for_a_minute(place: World, case: Case) -> None:
    document = issued(case, place.agency_leader.pk)
    client = Client()
    answers = [client.get(f"/k/{document.code}").status_code for _ in range(MOST_A_MINUTE + 2)]
    assert answers.count(200) in (MOST_A_MINUTE, MOST_A_MINUTE + 1, MOST_A_MINUTE + 2)  # the minute may turn meanwhile
    if PublicLook.objects.count() == 1:
        assert answers[-1] == 429
    assert not PublicLook.objects.filter(asker__contains="127").exists()
