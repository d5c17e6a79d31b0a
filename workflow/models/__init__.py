from workflow.models.calendar import CalendarDay, CalendarYear, DeadlineRule, Milestone
from workflow.models.case import Beneficiary, BudgetLine, Case
from workflow.models.draft import DraftSave
from workflow.models.event import Event, OutboxRow
from workflow.models.heartbeat import Heartbeat
from workflow.models.history import PastGrant
from workflow.models.timing import Extension, Pause, Slip
from workflow.models.visit import Duty, Visit

from workflow.appraisal.models import Council, CouncilMember, Score  # isort: skip - after the models it builds on
from workflow.timetable.models import CalendarChange, CalendarLine  # isort: skip

__all__ = [
    "Beneficiary",
    "BudgetLine",
    "CalendarChange",
    "CalendarDay",
    "CalendarLine",
    "CalendarYear",
    "Case",
    "Council",
    "CouncilMember",
    "DeadlineRule",
    "DraftSave",
    "Duty",
    "Event",
    "Extension",
    "Heartbeat",
    "Milestone",
    "OutboxRow",
    "PastGrant",
    "Pause",
    "Score",
    "Slip",
    "Visit",
]
