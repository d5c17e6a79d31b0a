"""What beat and the web wake in this room. It may run late, twice, beside itself, or never."""

from celery import shared_task

from documents.batches.working import work
from documents.drawing import draw_due
from documents.works import BATCHES, PAPERS
from workflow.engine import clock
from workflow.heartbeats import beating
from workflow.ticks import Tick


@shared_task(base=Tick)
def draw_papers() -> int:
    """Draws what lacks its file. Several workers may run this at the same time: they share what there is to do.

    It wakes nobody: that takes a thread, and only a process with one thread forks its renders warm. What is left is the
    next tick's.
    """
    with beating(PAPERS):
        return draw_due(at=clock.now())


@shared_task(base=Tick)
def write_batches() -> bool:
    """Writes the next papers of the batches that people have confirmed; several workers share the rows. Wakes nobody either."""
    with beating(BATCHES):
        return work(clock=clock.now)
