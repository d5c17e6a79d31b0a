"""Visitors under fire: the web server, the database and the queue are killed under people who click twice."""

import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db.models import Sum

from tests.faults.storm.facts import assert_nothing_is_half, effects_done
from tests.faults.storm.load import Clicks, Visitor
from tests.faults.storm.patience import asked, pause
from tests.faults.storm.redis import Redis
from tests.faults.storm.settings import TICK
from tests.faults.storm.stage import Stage, blow, children, kill_database, restart_database
from tests.faults.storm.table import row
from tests.world import World, draft, sensible_data, walk_to
from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import day_of, now
from workflow.models import Case, Event, OutboxRow
from workflow.vocabulary import Action, State

VISITORS, WEB_KILLS = 6, 100
PATIENT = 5.0  # seconds that a visitor may wait longer than one whose queue is there, on a machine busy with a storm
TICKS = 8  # so long is a queue away
WITHIN = 60.0  # seconds that work may wait for a tick when its wake-up was lost

pytestmark = pytest.mark.storm


@pytest.fixture
def cases(place: World) -> list[Case]:
    """In execution, where advances are recorded any number of times; what followed from the way there is done."""
    clocks = load_clocks()
    found = [walk_to(draft(place, clocks=clocks), State.EXECUTION, clocks=clocks) for _ in range(VISITORS)]
    OutboxRow.objects.update(status=OutboxRow.Status.DONE)
    return found


def fields_of(case: Case) -> dict[str, str]:
    """An advance so small that thousands of them fit, each told to the people concerned."""
    found = case.table.row(State.EXECUTION, Action.RECORD_ADVANCE)
    assert found is not None
    filled = sensible_data(case, found, day_of(now()))
    return {name: str(value) for name, value in filled.items()} | {"amount": "1000"}


@contextmanager
def visitors(stage: Stage, place: World, cases: list[Case]) -> Iterator[Clicks]:
    """Every second one clicks twice, for as long as the block lasts."""
    clicks, stop = Clicks(), threading.Event()
    threads = [
        threading.Thread(
            target=Visitor(stage, place.agency_accountant, case).record_until,
            args=(stop, clicks, fields_of(case)),
            kwargs={"twice": number % 2 == 0},
        )
        for number, case in enumerate(cases)
    ]
    for thread in threads:
        thread.start()
    try:
        yield clicks
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def verdict(clicks: Clicks) -> str:
    """Each form that was acknowledged is one event, no form is two, and the money adds up."""
    keys = asked(lambda: Counter(Event.objects.filter(action=Action.RECORD_ADVANCE).values_list("key", flat=True)))
    acked = set(clicks.acked)
    lost, doubled = len(acked - keys.keys()), sum(number - 1 for number in keys.values())
    assert (lost, doubled) == (0, 0)
    assert asked(lambda: Case.objects.aggregate(paid=Sum("advanced_amount"))["paid"]) == 1000 * len(keys)
    assert_nothing_is_half()
    return f"{len(acked)} việc được xác nhận, {lost} mất, {doubled} lặp"


def test_web_workers_killed_under_double_clicks_lose_and_double_nothing(
    stage: Stage, place: World, cases: list[Case]
) -> None:
    """Figure 2."""
    web, kills = stage.web(workers=3), 0
    with visitors(stage, place, cases) as clicks:
        while kills < WEB_KILLS or len(clicks.acked) < WEB_KILLS:
            before = len(clicks.acked)
            stage.until(lambda seen=before: len(clicks.acked) > seen, "somebody is answered")  # type: ignore[misc]
            pause(stage.chance.uniform(0, 0.15))
            pids = children(web)
            kills += blow(stage.chance.sample(pids, min(1, len(pids))), signal.SIGKILL)
    seen = verdict(clicks)
    row(f"tiến trình web bị kill -9 {kills} lần, người dùng bấm đúp", "xác nhận = dòng, 0 lặp", seen)
    assert clicks.unanswered, "the kills hit someone"


def test_a_database_restarted_and_killed_under_visitors_keeps_what_it_acknowledged(
    stage: Stage, place: World, cases: list[Case]
) -> None:
    stage.web()
    stage.worker()
    stage.beat()
    away = []
    with visitors(stage, place, cases) as clicks:
        stage.until(lambda: len(clicks.acked) > 10, "people work")
        restart_database()
        away.append(_back(stage, clicks))
        for _ in range(2):
            kill_database()
            away.append(_back(stage, clicks))
    seen = verdict(clicks)
    waited = stage.until(lambda: asked(effects_done), "what followed from it has been done")
    row(
        "CSDL khởi động lại một lần, bị kill -9 hai lần, khi đang làm việc",
        "0 mất, 0 lặp, tự nối lại",
        f"{seen}; nối lại sau {max(away):.1f} s; hệ quả xong sau {waited:.1f} s",
    )


def _back(stage: Stage, clicks: Clicks) -> float:
    """Seconds until ten more acts have been acknowledged."""
    before = len(clicks.acked)
    return stage.until(lambda: len(clicks.acked) >= before + 10, "people can work again")


def test_a_queue_that_is_emptied_killed_frozen_or_absent_never_fails_a_visitor_and_delays_work_by_a_tick(
    stage: Stage, place: World, cases: list[Case]
) -> None:
    """Figure 6, with a real Redis that keeps nothing on the disk."""
    queue = Redis(stage)
    stage.broker_url = queue.url
    queue.start()
    stage.web()
    with visitors(stage, place, cases) as clicks:
        stage.until(lambda: len(clicks.acked) > 20, "people work while no worker runs")
    gone = queue.empty()
    stage.worker()
    beat = stage.beat()
    waited = stage.until(lambda: asked(effects_done), "the tick has found the work", within=WITHIN)
    row(
        f"hàng đợi Redis bị FLUSHALL ({gone} tin)",
        "việc xong ≤ 60 s, 0 mất",
        f"xong sau {waited:.1f} s; {verdict(clicks)}",
    )
    assert gone
    queue.kill()
    absent = _work_for_many_ticks(stage, place, cases)
    assert absent.refused == 0
    assert absent.slowest < clicks.slowest + PATIENT, "nobody waits for the queue"
    assert beat.poll() is None
    left = OutboxRow.objects.filter(status=OutboxRow.Status.WAITING).count()
    queue.start()
    waited = stage.until(lambda: asked(effects_done), "the tick has found the work", within=WITHIN)
    row(
        f"Redis bị kill -9 và vắng mặt {TICKS} nhịp ({left} việc chờ)",
        "web không hỏng, không chờ; xong ≤ 60 s",
        f"{len(absent.acked)} duyệt được, 0 hỏng, lâu nhất {absent.slowest:.1f} s; xong sau {waited:.1f} s",
    )
    queue.freeze()
    silent = _work_for_many_ticks(stage, place, cases)
    queue.thaw()
    waited = stage.until(lambda: asked(effects_done), "the tick has found the work", within=WITHIN)
    row(
        f"Redis đứng hình (SIGSTOP) {TICKS} nhịp",
        "web không hỏng, không chờ; xong ≤ 60 s",
        f"{len(silent.acked)} duyệt được, {silent.refused} hỏng, lâu nhất {silent.slowest:.1f} s; xong sau {waited:.1f} s",
    )
    assert silent.refused == 0
    assert silent.slowest < clicks.slowest + PATIENT
    verdict(silent)


def _work_for_many_ticks(stage: Stage, place: World, cases: list[Case]) -> Clicks:
    """What the visitors are told meanwhile."""
    began = time.monotonic()
    with visitors(stage, place, cases) as clicks:
        stage.until(
            lambda: len(clicks.acked) > 30 and time.monotonic() - began > TICKS * TICK, "people work without the queue"
        )
    return clicks


def test_a_queue_of_files_that_is_emptied_delays_work_by_a_tick(stage: Stage, place: World, cases: list[Case]) -> None:
    stage.web()
    with visitors(stage, place, cases) as clicks:
        stage.until(lambda: len(clicks.acked) > 20, "people work while no worker runs")
    messages = list((stage.broker_folder / "queue").glob("*.msg"))
    for message in messages:
        message.unlink()
    stage.worker()
    stage.beat()
    waited = stage.until(lambda: asked(effects_done), "the tick has found the work", within=WITHIN)
    row(f"hàng đợi tệp bị xóa sạch ({len(messages)} tin)", "việc xong ≤ 60 s, 0 mất", f"xong sau {waited:.1f} s")
    assert messages
    verdict(clicks)
