"""Which papers a đề án calls for: each act its own, again and again; and what stands in a state only of some projects."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from documents.batches.foreseeing import batch_kinds, foresee
from documents.kinds import Plan, case_kind
from documents.overview import CasePapers, papers_of
from tests.contracts import last_event, world_that_signs
from tests.issuing import issued
from tests.paperwork import drafted
from tests.world import START, World, act, draft, person, take, walk_to
from workflow.engine.clock import day_of
from workflow.models import Case
from workflow.vocabulary import Action, ContentType, Programme, ProjectKind, State

pytestmark = pytest.mark.django_db
TODAY = day_of(START)
FORMS_OF_ACCEPTANCE = {"acceptance_5a", "acceptance_5b", "acceptance_5c"}


@pytest.fixture
def place() -> World:
    return world_that_signs()


def shown(case: Case, place: World, on: date | None = None) -> CasePapers:
    """To the administrator, who sees every draft; on the day of the last act unless `on` is given."""
    return papers_of(case, person(place.administrator, case.updated_at), on or day_of(case.updated_at))


def due(case: Case, place: World, on: date | None = None) -> set[str]:
    return {offer.kind.code for offer in shown(case, place, on).due}


def others(case: Case, place: World) -> set[str]:
    return {offer.kind.code for offer in papers_of(case, person(place.owner, case.updated_at), TODAY).others}


def test_the_report_of_the_next_month_is_due_though_that_of_the_last_one_stands(place: World) -> None:
    case = take(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS)
    assert "progress_report" in due(case, place)
    first = last_event(case)
    drafted("progress_report", case)
    assert "progress_report" not in due(case, place)
    case = take(case, Action.REPORT_PROGRESS)
    assert "progress_report" in due(case, place)
    drafted("progress_report", case, first)
    assert "progress_report" in due(case, place), "the paper of another month is not that of this one"
    drafted("progress_report", case)
    assert "progress_report" not in due(case, place)


def test_what_was_asked_for_once_more_is_asked_for_in_a_letter_of_its_own(place: World) -> None:
    case = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    issued(case, place.leader.pk, "supplement_request")
    assert "supplement_request" not in due(case, place)
    case = take(case, Action.RESUBMIT, Action.ASK_SUPPLEMENT)
    assert "supplement_request" in due(case, place)


def test_a_request_for_an_advance_serves_until_money_has_come(place: World) -> None:
    case = act(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS, data={"percent": 75})
    assert "advance_request" in due(case, place)
    drafted("advance_request", case)
    case = act(case, Action.REPORT_PROGRESS, data={"percent": 80})
    assert "advance_request" not in due(case, place)
    case = act(case, Action.RECORD_ADVANCE, data={"amount": 50_000_000})
    assert "advance_request" in due(case, place)


def test_more_kinds_of_paper_ask_the_database_no_more_often(
    place: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = take(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS)
    drafted("advance_request", case)
    case = take(case, Action.RECORD_ADVANCE)
    drafted("progress_report", case)
    reader = person(place.administrator, case.updated_at)
    with django_assert_max_num_queries(6):
        papers_of(case, reader, TODAY)


# --- what the law asks of some projects only --------------------------------------------------------------------


def test_groups_and_trainings_plan_their_work_once_they_have_the_money(place: World) -> None:
    for fields in ({"kind": ProjectKind.GROUP}, {"content_type": ContentType.TRAINING}):
        assert "implementation_plan" in due(walk_to(draft(place, **fields), State.CONTRACTING), place)
    ordinary = walk_to(draft(place), State.CONTRACTING)
    assert "implementation_plan" not in due(ordinary, place)
    assert "implementation_plan" in others(ordinary, place)


def test_new_enterprises_are_accepted_in_another_form(place: World) -> None:
    new = walk_to(draft(place, content_type=ContentType.NEW_ENTERPRISE), State.ACCEPTANCE)
    assert due(new, place) & FORMS_OF_ACCEPTANCE == {"acceptance_5b"}
    assert due(walk_to(draft(place), State.ACCEPTANCE), place) & FORMS_OF_ACCEPTANCE == {"acceptance_5a"}


@pytest.mark.parametrize(
    ("content", "programme", "wanted"),
    [
        (ContentType.MACHINERY, Programme.NATIONAL, True),
        (ContentType.SEMINAR, Programme.NATIONAL, False),
        (ContentType.MACHINERY, Programme.LOCAL, False),
    ],
)
def test_what_is_supported_by_a_share_lists_the_vouchers_of_every_purse(
    place: World, content: ContentType, programme: Programme, wanted: bool
) -> None:
    case = walk_to(draft(place, content_type=content, programme=programme), State.SETTLEMENT_DOSSIER)
    assert "voucher_list_8a" in due(case, place)
    assert ("voucher_list_8b" in due(case, place)) is wanted


def test_an_advance_on_work_done_is_asked_for_once_the_work_is_shown(place: World) -> None:
    case = act(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS, data={"percent": 70})
    assert "advance_request" not in due(case, place)
    case = act(case, Action.REPORT_PROGRESS, data={"percent": 71})
    assert "advance_request" in due(case, place)
    assert "advance_request" not in due(take(case, Action.RECORD_ADVANCE), place)


def test_each_inspection_has_its_minutes(place: World) -> None:
    case = walk_to(draft(place), State.EXECUTION)
    assert "inspection" not in due(case, place)
    for _ in range(2):
        case = take(case, Action.RECORD_INSPECTION)
        assert "inspection" in due(case, place)
        drafted("inspection", case)
        assert "inspection" not in due(case, place)


def test_a_longer_term_of_the_work_is_put_into_a_decision_or_an_annex(place: World) -> None:
    case = walk_to(draft(place), State.EXECUTION)
    changes = {"contract_annex", "adjustment_decision"}
    assert not changes & due(case, place)
    case = take(case, Action.EXTEND)
    assert changes <= due(case, place)
    (annex,) = [offer for offer in shown(case, place).due if offer.kind.code == "contract_annex"]
    assert annex.or_else == "Quyết định điều chỉnh đề án"
    drafted("adjustment_decision", case)
    assert not changes & due(case, place)


def test_a_longer_term_of_another_stage_changes_no_contract(place: World) -> None:
    case = act(walk_to(draft(place), State.ACCEPTANCE), Action.EXTEND)
    assert not {"contract_annex", "adjustment_decision"} & due(case, place)


def test_a_stage_past_its_deadline_calls_for_a_reminder_until_one_is_written(place: World) -> None:
    case = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    stay = case.visits.get(closed_at=None)
    assert stay.due_on is not None
    assert "reminder" not in due(case, place, stay.due_on)
    late = stay.due_on + timedelta(days=1)
    assert "reminder" in due(case, place, late)
    drafted("reminder", case, on=late)
    assert "reminder" not in due(case, place, late)
    case = take(case, Action.RESUBMIT)
    stay = case.visits.get(closed_at=None)
    assert stay.due_on is not None
    assert "reminder" in due(case, place, stay.due_on + timedelta(days=1))


def test_a_batch_says_of_which_projects_the_law_asks_the_paper(place: World) -> None:
    group = walk_to(draft(place, kind=ProjectKind.GROUP), State.CONTRACTING)
    ordinary = walk_to(draft(place), State.CONTRACTING)
    kind = case_kind("implementation_plan")
    assert kind in batch_kinds()
    found = {one.case: one.why_not for one in foresee(kind, Plan(Programme.NATIONAL, 2027), place.implementer)}
    assert found[group] == ""
    assert found[ordinary].startswith("“Kế hoạch thực hiện đề án” lập cho đề án nhóm và đề án đào tạo nghề")
