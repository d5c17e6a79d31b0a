"""A đề án walks the whole road of its table through the engine, and what it leaves behind is whole."""

import pytest

from tests.world import act, draft, road, take, walk_to, world
from workflow.engine.verify import verify_chains
from workflow.models import Duty, Visit
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("programme", Programme)
def test_a_project_walks_from_the_first_draft_to_the_closed_file(programme: Programme) -> None:
    case = draft(world(), programme=programme)
    states = [row.target for action in road(case, State.CLOSED) for row in case.table.rows if row.action == action]
    case = walk_to(case, State.CLOSED)
    assert set(case.visits.values_list("state", flat=True)) <= {State.DRAFT, *states}
    assert case.paid_amount == case.accepted_amount == case.requested_amount
    assert not Visit.objects.filter(case=case, closed_at=None).exists()
    assert not Duty.objects.filter(case=case, done_at=None).exists()
    assert verify_chains().fault == ""


def test_a_project_suspended_and_resumed_goes_on_where_it_was() -> None:
    case = walk_to(draft(world()), State.EXECUTION)
    assert take(case, Action.SUSPEND, Action.RESUME).state == State.EXECUTION


def test_the_last_progress_report_counts() -> None:
    case = walk_to(draft(world(), programme=Programme.LOCAL), State.EXECUTION)
    for percent in (30, 45):
        case = act(case, Action.REPORT_PROGRESS, data={"percent": percent})
    assert case.progress_percent == 45
