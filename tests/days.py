"""Days of a deadline, for tests of what happens before and after one."""

from datetime import date, datetime, time

from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import VIETNAM
from workflow.models import Case, Visit


def morning(day: date, hour: int = 8, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), VIETNAM)


def stay(case: Case) -> Visit:
    return Visit.objects.get(case=case, closed_at=None)


def due(case: Case) -> date:
    found = stay(case).due_on
    assert found is not None, "the stage has a deadline"
    return found


def working(day: date, count: int) -> date:
    """So many working days after a day, or before it."""
    calendar = load_clocks().calendar
    if count > 0:
        return calendar.add_working_days(day, count)
    for _ in range(-count):
        day = calendar.previous_working(day)
    return day
