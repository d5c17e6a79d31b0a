"""Sổ đăng ký văn bản: numbers without gap or double, kept when a paper is void; and what is issued stays as it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from documents.issuing import CannotIssue, issue, void
from documents.models import Document, DocumentFile, Register, RegisterEntry
from documents.models.papers import FROZEN
from tests.at_once import at_once, raised
from tests.contracts import LATER, world_that_signs
from tests.registers import waiting
from tests.world import START, World

pytestmark = pytest.mark.django_db
AT = START + timedelta(days=30)
State = Document.State
MANY = 20


class Stumbled(Exception):
    """Something broke after the number was given, before all was kept."""


@pytest.fixture
def place() -> World:
    return world_that_signs()


def issued(pk: int, place: World, at: Any = AT) -> Document:
    return issue(document_id=pk, user_id=place.agency_leader.pk, at=at, despite_gaps=True)


def given() -> list[tuple[int, str]]:
    return list(RegisterEntry.objects.order_by("number").values_list("number", "symbol"))


# --- numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_twenty_who_issue_at_the_same_instant_get_twenty_numbers_without_gap_or_double() -> None:
    place = world_that_signs()
    papers = waiting(place, MANY)
    answers = at_once(*(lambda pk=pk: issued(pk, place).number for pk in papers))
    assert raised(answers) == []
    expected = [(number, f"{number:02d}/HĐ-ĐCK") for number in range(1, MANY + 1)]
    assert given() == expected
    assert sorted(answers) == sorted(symbol for _, symbol in expected)
    assert Register.objects.get().last == MANY


@pytest.mark.django_db(transaction=True)
def test_what_breaks_between_others_leaves_no_gap_in_their_numbers() -> None:
    place = world_that_signs()
    papers = waiting(place, 12)

    def stumble(pk: int) -> None:
        with transaction.atomic():
            issued(pk, place)
            raise Stumbled

    calls = [(lambda pk=pk: stumble(pk)) if n % 2 else (lambda pk=pk: issued(pk, place)) for n, pk in enumerate(papers)]
    answers = at_once(*calls)
    assert len(raised(answers, Stumbled)) == len(raised(answers)) == 6
    assert [number for number, _ in given()] == list(range(1, 7))
    assert Document.objects.filter(state=State.DRAFT, number="").count() == 6
    again = issued(papers[1], place)
    assert again.number == "07/HĐ-ĐCK"


def test_each_year_begins_its_numbers_anew(place: World) -> None:
    first, second, third = waiting(place, 3)
    assert issued(first, place).number == issued(second, place, AT + timedelta(days=365)).number == "01/HĐ-ĐCK"
    assert issued(third, place, AT + timedelta(days=366)).number == "02/HĐ-ĐCK"
    assert sorted(Register.objects.values_list("year", "last")) == [(2026, 1), (2027, 2)]


def test_a_void_paper_keeps_its_number_and_the_register_says_why(place: World) -> None:
    first, second = waiting(place, 2)
    assert issued(first, place).number == "01/HĐ-ĐCK"
    gone = void(document_id=first, user_id=place.agency_leader.pk, at=AT + LATER, reason=" Sai mức hỗ trợ. ")
    assert (gone.state, gone.number, gone.void_reason) == (State.VOID, "01/HĐ-ĐCK", "Sai mức hỗ trợ.")
    assert issued(second, place).number == "02/HĐ-ĐCK"
    entry = RegisterEntry.objects.get(number=1)
    assert (entry.document_id, entry.voided_at, entry.void_reason) == (first, AT + LATER, "Sai mức hỗ trợ.")


def test_a_number_that_was_given_is_only_ever_voided(place: World) -> None:
    (paper,) = waiting(place, 1)
    issued(paper, place)
    entries = RegisterEntry.objects.all()
    for change in ({"number": 9}, {"symbol": "09/HĐ"}, {"subject": "Khác"}, {"on": AT.date() + timedelta(days=1)}):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            entries.update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        entries.delete()


# --- issued once, and never changed ------------------------------------------------------------------------------


def test_issuing_twice_is_refused_and_takes_no_number(place: World) -> None:
    (paper,) = waiting(place, 1)
    first = issued(paper, place)
    with pytest.raises(CannotIssue, match="đã được phát hành, số 01/HĐ-ĐCK"):
        issued(paper, place)
    assert given() == [(1, "01/HĐ-ĐCK")]
    assert (first.state, first.issued_on, first.issued_by) == (State.ISSUED, AT.date(), place.agency_leader)
    assert first.code is not None and first.address.endswith(f"/k/{first.code}")


def test_the_database_refuses_every_change_of_what_was_issued(place: World) -> None:
    first, second = waiting(place, 2)
    issued(first, place)
    other = Document.objects.get(pk=second)
    changed: dict[str, Any] = {
        "case": other.case, "programme": "local", "plan_year": 2030, "tranche": 2, "kind": "decision", "event": None,
        "issuer": place.department, "template": None, "template_version": "contract/v9", "values": {}, "number": "99/HĐ",
        "content_hash": "0" * 64, "issued_on": AT.date() + timedelta(days=1), "issued_at": AT + LATER, "issued_by": None,
        "code": "AAAA-AAAA-AAAA-AAAA", "address": "https://example.vn", "created_at": AT, "created_by": place.owner,
    }  # fmt: skip
    assert set(changed) == set(FROZEN)
    for name, value in changed.items():
        with pytest.raises(DatabaseError, match="its content never changes"), transaction.atomic():
            Document.objects.filter(pk=first).update(**{name: value})
    Document.objects.filter(pk=second).update(values={})
    assert Document.objects.get(pk=second).values == {}


def test_the_files_of_an_issued_paper_are_neither_changed_nor_deleted(place: World) -> None:
    (paper,) = waiting(place, 1)
    document = issued(paper, place)
    file = DocumentFile.objects.create(
        document=document, kind=DocumentFile.Kind.FINAL, name="x.pdf", sha256="a" * 64, size=1, created_at=AT
    )
    for work in (lambda: DocumentFile.objects.filter(pk=file.pk).update(size=2), file.delete):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            work()
    document.files.filter(kind=DocumentFile.Kind.DRAFT).delete()
    assert [found.pk for found in document.files.all()] == [file.pk]
