"""What is still open in the council of a case: tasks of the flow, duties of people; and how many rows there are."""

from viewflow.workflow.models import Process, Task

from accounts.models import User
from workflow.models import Case, Council, CouncilMember, Duty, Event, OutboxRow, Score, Visit


def open_tasks(case: Case) -> list[str]:
    """Names of the nodes with an open task of a person, one for each task."""
    tasks = Task.objects.filter(process__council__case=case, finished=None, flow_task_type="HUMAN")
    return sorted(task.flow_task.name for task in tasks)


def unfinished_rows(case: Case) -> int:
    """Rows of the flow, gateways too, that are not finished."""
    tasks: int = Task.objects.filter(process__council__case=case, finished=None).count()
    return tasks


def open_duties(case: Case) -> list[tuple[str, User | None]]:
    """(sentence, whose) of each open duty, in the order in which they were given."""
    return [(duty.sentence, duty.user) for duty in Duty.objects.filter(case=case, done_at=None).order_by("id")]


def rows() -> dict[str, int]:
    """How many rows each table holds that an act could write."""
    tables = (Event, Visit, Duty, OutboxRow, Council, CouncilMember, Score, Process, Task)
    return {table.__name__: table.objects.count() for table in tables}
