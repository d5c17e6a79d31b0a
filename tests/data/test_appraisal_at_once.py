"""Several people at the same instant, each on a connection of their own: one true state is left."""

from functools import partial

import pytest
from django.db import OperationalError, transaction
from viewflow.workflow import PROCESS, STATUS
from viewflow.workflow.models import Task

from accounts.models import User
from tests.at_once import at_once, raised
from tests.councils import open_duties, open_tasks
from tests.world import act, draft, fresh, person, sensible_data, take, walk_to, world
from workflow.appraisal.flow import CouncilFlow
from workflow.engine.advance import Outcome, advance, key_from
from workflow.engine.clock import day_of
from workflow.engine.refusals import EngineError, Refused
from workflow.models import Case, Council, Score
from workflow.vocabulary import Action, State

S, A = State, Action


def ready(case: Case, action: Action, by: User) -> "partial[Outcome]":
    """An act with everything decided beforehand, as several people press the button on the same page."""
    case = fresh(case)
    row = case.table.row(State(case.state), action)
    assert row is not None
    return partial(
        advance,
        case_id=case.pk,
        action=action,
        actor=person(by, case.updated_at),
        seen_version=case.version,
        key=key_from(case.pk, action, by.pk),
        data=sensible_data(case, row, day_of(case.updated_at)),
        at=case.updated_at,
    )


@pytest.mark.django_db(transaction=True)
def test_two_members_submitting_at_the_same_instant_leave_both_sheets_and_one_task_for_the_chair() -> None:
    place = world()
    one, two, three = place.appraisers
    case = act(walk_to(draft(place), S.LOCAL_APPRAISAL), A.SCORE, by=three)
    answers = at_once(ready(case, A.SCORE, one), ready(case, A.SCORE, two))
    assert not raised(answers)
    assert Score.objects.filter(council__case=case).count() == 3
    assert open_tasks(case) == ["conclude"]
    assert open_duties(case) == [("Kết luận của hội đồng – đủ 3/3 phiếu", place.chair)]
    assert Task.objects.filter(flow_task=CouncilFlow.join, status=STATUS.DONE).count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_member_pressing_twice_with_two_browsers_leaves_one_sheet() -> None:
    place = world()
    case = walk_to(draft(place), S.LOCAL_APPRAISAL)
    press = ready(case, A.SCORE, place.appraisers[0])
    answers = at_once(partial(press, key="trình duyệt 1"), partial(press, key="trình duyệt 2"))
    assert len(raised(answers, Refused)) == 1
    assert Score.objects.filter(council__case=case).count() == 1
    assert open_tasks(case) == ["score"] * 2


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_and_a_conclusion_at_the_same_instant_leave_one_true_state() -> None:
    place = world()
    for _ in range(5):
        case = take(walk_to(draft(place), S.LOCAL_APPRAISAL), A.SCORE, A.SCORE, A.SCORE)
        answers = at_once(ready(case, A.CONCLUDE, place.chair), ready(case, A.WITHDRAW, place.owner))
        concluded, withdrawn = (isinstance(answer, Outcome) for answer in answers)
        assert concluded != withdrawn, answers
        assert all(isinstance(error, EngineError) for error in raised(answers))
        case = fresh(case)
        assert (case.state == S.WITHDRAWN) == withdrawn
        assert open_tasks(case) == ([] if withdrawn else ["decide"])
        assert bool(Council.objects.get(case=case).concluded_by_id) == concluded


@pytest.mark.django_db(transaction=True)
def test_twenty_councils_in_parallel_are_all_decided_and_none_is_stuck() -> None:
    place = world()
    cases = [walk_to(draft(place), S.LOCAL_APPRAISAL) for _ in range(20)]
    sheets = [ready(case, A.SCORE, user) for case in cases for user in place.appraisers]
    for start in range(0, len(sheets), 15):
        assert not raised(at_once(*sheets[start : start + 15]))
    assert {tuple(open_tasks(case)) for case in cases} == {("conclude",)}
    for start in range(0, 20, 10):
        some = cases[start : start + 10]
        assert not raised(at_once(*[ready(case, A.CONCLUDE, place.chair) for case in some]))
        assert not raised(at_once(*[ready(case, A.PASS_APPRAISAL, place.leader) for case in some]))
    assert set(Case.objects.values_list("state", flat=True)) == {S.LOCAL_PASSED}
    assert set(Council.objects.values_list("status", flat=True)) == {PROCESS.DONE}
    assert not Task.objects.filter(finished=None).exists()


@pytest.mark.django_db(transaction=True)
def test_the_lock_of_the_flow_is_the_row_of_the_case() -> None:
    case = walk_to(draft(world()), S.LOCAL_APPRAISAL)
    council = Council.objects.get(case=case)

    def take_the_row() -> None:
        with transaction.atomic():
            Case.objects.select_for_update(nowait=True, no_key=True).get(pk=case.pk)

    with CouncilFlow.lock(council.pk):
        (answer,) = at_once(take_the_row)
        assert isinstance(answer, OperationalError)
    assert at_once(take_the_row) == [None]
