"""Loading the demo: every story through the engine, in several processes, then history and peace for the workers."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from django.db import connections, transaction

from accounts.queries import provinces_on
from accounts.vocabulary import Region
from workflow.deadlines.tables import load_clocks
from workflow.demo import live, past
from workflow.demo.cast import Cast, places
from workflow.demo.player import Stage, Story
from workflow.engine.clock import day_of
from workflow.engine.wake import let_sleep
from workflow.importing.reading import read_file
from workflow.importing.saving import save_preview
from workflow.models import OutboxRow

REAL_PROJECTS = Path(__file__).resolve().parents[1] / "data" / "real_projects.csv"
CALM = timedelta(minutes=5)
SPACING = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Played:
    stories: int
    acts: int


def play_all(*, today: date, jobs: int, tell: Callable[[str], object]) -> Played:
    """Plays both the past and the running plans. With several jobs each commits its own share."""
    if jobs <= 1:
        return play_share(today, 0, 1, tell)
    connections.close_all()  # a connection must never be shared across a fork
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        shares = list(pool.map(partial(play_share, today, of=jobs), range(jobs)))
    return Played(sum(share.stories for share in shares), sum(share.acts for share in shares))


def play_share(today: date, part: int = 0, of: int = 1, tell: Callable[[str], object] | None = None) -> Played:
    """Every `of`-th story, from `part` on, in one transaction: whole or not at all, and one flush to disk instead of
    thousands. Stories never touch each other's rows, so shares may run side by side."""
    with let_sleep(), transaction.atomic():
        clocks = load_clocks()
        stage = Stage(Cast(), clocks)
        running = live.Live.on(today, clocks)
        todo = [*_past(), *_running(running)][part::of]
        acts = 0
        for number, (story, first, last) in enumerate(todo, 1):
            acts += stage.play(story, first=first, last=last)
            if tell and number % 50 == 0:
                tell(f"  {number}/{len(todo)} đề án …")
    return Played(len(todo), acts)


def _past() -> list[tuple[Story, date, date]]:
    north = provinces_on(date(2024, 1, 1)).filter(region=Region.NORTH).order_by("code")
    return [(story, past.FIRST, past.LAST) for story in past.stories(places(north))]


def _running(running: live.Live) -> list[tuple[Story, date, date]]:
    everywhere = places(provinces_on(running.today).order_by("code"))
    return [(story, live.FIRST, running.last) for story in live.stories(everywhere, running)]


def load_history(*, at: datetime) -> int:
    """The published grants of the past, by the importer that offices use. Returns how many are new."""
    preview = read_file(REAL_PROJECTS.name, REAL_PROJECTS.read_bytes(), person=None, on=day_of(at))
    return save_preview(preview=preview, person=None, at=at, skip_errors=False).created


def spread_old_effects(*, at: datetime, plan_year: int) -> int:
    """What follows from acts of years gone by (contracts to draw, news too old to send) waits until the start is over and
    then comes one by one, so that the first minutes belong to whoever signs in. Returns how many."""
    old = OutboxRow.objects.filter(status=OutboxRow.Status.WAITING, event__case__plan_year__lt=plan_year)
    rows = list(old.order_by("-event__at", "id"))
    for number, row in enumerate(rows):
        row.next_at = at + CALM + number * SPACING
    OutboxRow.objects.bulk_update(rows, ["next_at"], batch_size=500)
    return len(rows)
