"""Every kind of paper, as PDF and as Word: the same letters. And a paper made again years later: the same bytes."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import Organisation
from documents.canonical import content_hash
from documents.drafting import CannotDraft, act_of, filled, matter_of
from documents.drawing import data_of, drawn, paper_of
from documents.kinds import CaseKind, Issuer, Plan, PlanMatter, case_kinds, plan_kinds
from documents.models import Document, DocumentFile
from documents.render.word import word_of
from documents.storage import fingerprint
from documents.wording.blocks import Paper
from documents.wording.composing import compose
from documents.wording.values import Values
from documents.wordings import add_version, shipped_text, wording_for, wording_of
from tests.archive import attachment
from tests.contracts import allocated, file_of, world_that_signs
from tests.issuing import issued
from tests.texts import difference, letters_of_pdf, letters_of_word
from tests.world import START, World, draft, take, walk_to
from workflow.engine.clock import day_of
from workflow.models import Case
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
YEARS_LATER = START + timedelta(days=365 * 12)


@pytest.fixture
def place() -> World:
    return world_that_signs()


# --- two files, one text -----------------------------------------------------------------------------------------


def stops(place: World) -> Iterator[Case]:
    """One national đề án from its first supplement to the archive, seen where papers are written on the way."""
    case = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    yield case
    case = walk_to(take(case, Action.RESUBMIT), State.EXECUTION)
    yield take(case, Action.RECORD_ADVANCE, Action.REPORT_PROGRESS, Action.RECORD_INSPECTION)
    yield walk_to(case, State.CLOSED)


def composed(values: Values, code: str) -> Paper:
    return compose(wording_of(wording_for(code, values.written_on)), values, data='{"v":1}')


def filled_in(kind: CaseKind, case: Case) -> Values:
    on = day_of(case.updated_at)
    return filled(kind, matter_of(kind, case.pk, act_of(kind, case), on))


def apart(paper: Paper) -> str:
    """Where the two files of a paper say something different; empty if nowhere."""
    return difference(letters_of_pdf(drawn(paper).pdf, paper), letters_of_word(word_of(paper)))


def test_the_pdf_and_the_word_file_of_every_paper_about_a_project_say_the_same(place: World) -> None:
    waiting = {kind.code: kind for kind in case_kinds() if Programme.NATIONAL in kind.programmes}
    found: dict[str, str] = {}
    for case in stops(place):
        for code, kind in list(waiting.items()):
            try:
                values = filled_in(kind, case)
            except CannotDraft:
                continue
            found[code] = apart(composed(values, code))
            del waiting[code]
    assert {code: where for code, where in found.items() if where} == {}
    assert "contract" in found
    for kind in waiting.values():  # those for which nothing in the life of this đề án calls
        with pytest.raises(CannotDraft):
            act_of(kind, case)


def test_the_pdf_and_the_word_file_of_every_paper_about_a_plan_say_the_same(place: World) -> None:
    units = {
        Issuer.IMPLEMENTER: place.implementer, Issuer.DEPARTMENT: place.department, Issuer.AGENCY: place.agency,
        Issuer.MINISTRY: place.ministry, Issuer.MANAGER: place.agency, Issuer.APPROVER: place.ministry,
    }  # fmt: skip
    cases = [allocated(place), allocated(place, name="Hỗ trợ máy sấy nông sản")]
    found = {}
    for kind in plan_kinds():
        matter = PlanMatter(Plan(Programme.NATIONAL, 2027), units[kind.issuer], date(2026, 12, 1), cases)
        found[kind.code] = apart(composed(kind.fill(matter), kind.code))
    assert {code: where for code, where in found.items() if where} == {}


# --- made again --------------------------------------------------------------------------------------------------


def test_an_issued_paper_made_again_years_later_is_the_same_file(place: World) -> None:
    document = issued(allocated(place), place.agency_leader.pk)
    file = file_of(document)
    assert file.kind == DocumentFile.Kind.FINAL
    with time_machine.travel(YEARS_LATER, tick=False):
        add_version("contract", "Lời văn mới.", valid_from=date(2030, 1, 1), at=YEARS_LATER, reason="Luật mới")
        Organisation.objects.filter(pk=place.agency.pk).update(name="Cục mới", representative="Người mới")
        Case.objects.filter(documents=document).update(name="Tên khác", allocated_amount=1)
        again = Document.objects.select_related("template").get(pk=document.pk)
        assert fingerprint(drawn(paper_of(again)).pdf) == file.sha256
        assert word_of(paper_of(again)) == word_of(paper_of(document))


def test_the_content_of_an_issued_paper_still_has_the_fingerprint_it_was_given(place: World) -> None:
    document = issued(allocated(place), place.agency_leader.pk)
    assert document.template is not None
    assert document.content_hash == content_hash(document.values, document.template.sha256)
    assert document.template.sha256 == fingerprint(shipped_text("contract").encode())


def test_the_file_carries_the_facts_number_and_fingerprint_of_its_paper(place: World) -> None:
    document = issued(allocated(place), place.agency_leader.pk)
    data = drawn(paper_of(document)).pdf
    _, inside = attachment(data)
    assert inside.decode() == data_of(document)
    for text in ('"number":"01/HĐ-ĐCK"', f'"content_hash":"{document.content_hash}"', '"amount":300000000'):
        assert text in inside.decode()
