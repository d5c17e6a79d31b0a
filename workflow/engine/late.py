"""Finishing late: whoever lets a stage slip in their own hands says why before it is finished."""

from datetime import date

from accounts.people import Holding
from workflow.lifecycle import Input, Row
from workflow.lifecycle.inputs import LATE_REASON
from workflow.models import Case, Visit
from workflow.permissions import stands_in


def open_visit_of(case: Case) -> Visit:
    """The present stay. Every case that has not ended has one, and only one."""
    return Visit.objects.get(case=case, closed_at=None)


def is_late(visit: Visit, on: date) -> bool:
    """Past the deadline that runs; a stage without one, or standing still, is never late."""
    return visit.due_on is not None and visit.due_on < on


def inputs_of(case: Case, row: Row, visit: Visit, holding: Holding | None, on: date) -> tuple[Input, ...]:
    """What the row asks, and the reason of the slip where this act ends a late stage in the hands of its own unit."""
    if row.stays or holding is None or not is_late(visit, on):
        return row.inputs
    mine = any(stands_in(holding, grant.relation, case) for grant in case.table.stage(row.source).turn)
    return (*row.inputs, LATE_REASON) if mine else row.inputs
