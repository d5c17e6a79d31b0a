"""What beat and the web wake in this room. It may run late, twice, beside itself, or never."""

from celery import shared_task

from documents.drawing import BATCH, draw_due
from documents.works import PAPERS
from workflow.engine import clock
from workflow.engine.waker import wake
from workflow.heartbeats import beating


@shared_task
def draw_papers() -> int:
    """Draws what lacks its file. Several workers may run this at the same time: they share what there is to do."""
    with beating(PAPERS):
        made = draw_due(at=clock.now())
    if made >= BATCH:
        wake(draw_papers)
    return made
