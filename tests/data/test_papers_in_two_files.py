"""Every kind of paper, as PDF and as Word: the same letters. And a paper made again years later: the same bytes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import Organisation
from documents.canonical import content_hash
from documents.drafting import CannotDraft, act_of, filled, matter_of
from documents.drawing import data_of, drawn, paper_of
from documents.hands import writes
from documents.kinds import CaseKind, Plan, PlanMatter, all_kinds, case_kinds, plan_kinds
from documents.models import Document, DocumentFile
from documents.render.word import word_of
from documents.storage import fingerprint
from documents.wording.blocks import Paper
from documents.wording.composing import compose
from documents.wording.values import Values
from documents.wordings import add_version, shipped_text, wording_for, wording_of
from tests.archive import attachment, faults
from tests.contracts import allocated, file_of, world_that_signs
from tests.issuing import issued
from tests.texts import difference, letters_of_pdf, letters_of_word
from tests.world import START, World, draft, judge, take, walk_to
from workflow.engine.clock import day_of
from workflow.models import Beneficiary, Case
from workflow.vocabulary import Action, ContentType, Programme, ProjectKind, State

pytestmark = pytest.mark.django_db
#: What is put on record while the work is done, in an order in which all of it is possible.
RECORDS = (Action.EXTEND, Action.REPORT_PROGRESS, Action.RECORD_ADVANCE, Action.RECORD_INSPECTION)
YEARS_LATER = START + timedelta(days=365 * 12)


@pytest.fixture
def place() -> World:
    return world_that_signs()


# --- two files, one text -----------------------------------------------------------------------------------------


def national_lives(place: World) -> Iterator[Case]:
    """One đề án left out of the plan; and one from its first supplement to the archive, changed and inspected on the way."""
    yield take(walk_to(draft(place), State.REGISTERED), Action.DROP)
    case = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    yield case
    case = walk_to(take(case, Action.RESUBMIT), State.EXECUTION)
    yield take(case, *RECORDS)
    yield walk_to(case, State.CLOSED)


def local_lives(place: World) -> Iterator[Case]:
    """One sent back by its council; a group of two establishments that is stopped; and one whose settlement is returned."""
    yield take(judge(walk_to(draft(place, programme=Programme.LOCAL), State.LOCAL_APPRAISAL)), Action.FAIL_APPRAISAL)
    group = draft(place, programme=Programme.LOCAL, kind=ProjectKind.GROUP, content_type=ContentType.TRAINING)
    Beneficiary.objects.create(case=group, position=2, name="Hợp tác xã Mộc Thanh Sơn", representative="Đinh Văn Mộc")
    group = take(walk_to(group, State.EXECUTION), *RECORDS)
    yield group
    yield take(group, Action.STOP)
    case = walk_to(draft(place, programme=Programme.LOCAL), State.ACCEPTANCE)
    yield take(case, Action.ACCEPT_PART, Action.SUBMIT_SETTLEMENT, Action.RETURN_SETTLEMENT)


LIVES = {Programme.NATIONAL: national_lives, Programme.LOCAL: local_lives}


def composed(values: Values, code: str) -> Paper:
    return compose(wording_of(wording_for(code, values.written_on)), values, data='{"v":1}')


def written(kinds: Iterable[CaseKind], case: Case) -> Iterator[tuple[str, Paper]]:
    """Those of the kinds that the life of the đề án has called for by now."""
    for kind in kinds:
        try:
            event = act_of(kind, case)
            values = filled(kind, matter_of(kind, case.pk, event, day_of(case.updated_at)))
        except CannotDraft:
            continue
        yield kind.code, composed(values, kind.code)


def about_projects(programme: Programme, cases: Iterable[Case]) -> Iterator[tuple[str, Paper]]:
    """Each kind once: at the first stop that calls for it."""
    waiting = {kind.code: kind for kind in case_kinds() if programme in kind.programmes}
    for case in cases:
        for code, paper in written(list(waiting.values()), case):
            del waiting[code]
            yield code, paper


def about_the_plan(
    programme: Programme, units: Sequence[Organisation], cases: list[Case]
) -> Iterator[tuple[str, Paper]]:
    for kind in plan_kinds():
        for unit in units:
            if writes(unit, kind, programme):
                matter = PlanMatter(Plan(programme, 2027), unit, date(2026, 12, 1), cases)
                yield kind.code, composed(kind.fill(matter), kind.code)


def wrong(paper: Paper) -> str:
    """Where the two files of a paper say something different, or why no archive would take its PDF; empty if nothing is."""
    pdf = drawn(paper).pdf
    return difference(letters_of_pdf(pdf, paper), letters_of_word(word_of(paper))) or "; ".join(faults(pdf))


@pytest.mark.parametrize("programme", Programme)
def test_every_kind_of_paper_says_the_same_as_pdf_and_as_word_and_an_archive_takes_it(
    place: World, programme: Programme
) -> None:
    units = (place.implementer, place.department, place.committee, place.agency, place.ministry)
    found = {code: wrong(paper) for code, paper in about_projects(programme, LIVES[programme](place))}
    cases = list(Case.objects.filter(programme=programme).order_by("code"))
    found |= {code: wrong(paper) for code, paper in about_the_plan(programme, units, cases)}
    assert {code: where for code, where in found.items() if where} == {}
    assert set(found) == {code for code, kind in all_kinds().items() if programme in kind.programmes}


def test_every_kind_of_paper_is_of_some_programme_and_so_seen_here() -> None:
    assert {code for code, kind in all_kinds().items() if set(kind.programmes) & set(LIVES)} == set(all_kinds())


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
