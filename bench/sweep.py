"""The sweep over many open stages of which some have just become overdue; and over the same again, which adds nothing."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from bench.crowd import crowd
from bench.measure import number, show
from notifications.models import Alert, Mail
from notifications.services import SweepReport, sweep
from tests.world import START, world
from workflow.engine.clock import VIETNAM

OPEN, OVERDUE = 2000, 500
TODAY: date = START.date() + timedelta(days=28)
#: The last working day before: what was due then is told of today.
YESTERDAY = TODAY - timedelta(days=3)
AT = datetime.combine(TODAY, datetime.min.time(), VIETNAM) + timedelta(hours=8)


def run() -> bool:
    """False when the second sweep told anyone anything: then the sweep is broken, not slow."""
    places = [world()]
    crowd(places, count=OPEN - OVERDUE, due=TODAY + timedelta(days=60), watch_on=TODAY + timedelta(days=56))
    crowd(places, count=OVERDUE, due=YESTERDAY, watch_on=TODAY)
    before = Mail.objects.count(), Alert.objects.count()
    rows = [_measured("Lần thứ nhất"), _measured("Lần thứ hai, ngay sau đó")]
    added = Mail.objects.count() - before[0], Alert.objects.count() - before[1]
    show(
        f"RÀ THỜI HẠN – {number(OPEN, 0)} giai đoạn đang mở, {OVERDUE} vừa quá hạn",
        ("", "giây", "CPU giây", "giai đoạn xem", "cảnh báo", "thư", "SQL", "giai đoạn/giây"),
        [row for row, _ in rows],
    )
    first, second = (report for _, report in rows)
    rows_written = first.alerts.total() + first.quiet
    quiet = second.mails == 0 and not second.alerts and added == (first.mails, rows_written)
    print("  Lần thứ hai không thêm gì." if quiet else "  SAI: lần thứ hai còn báo thêm.")
    return quiet


def _measured(name: str) -> tuple[tuple[str, ...], SweepReport]:
    seen = 0

    def counted(execute: Callable[..., Any], *call: Any) -> Any:
        nonlocal seen
        seen += 1
        return execute(*call)

    cpu, start = time.process_time(), time.perf_counter()
    with connection.execute_wrapper(counted):
        report = sweep(at=AT)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    return (
        name,
        number(wall, 2),
        number(cpu, 2),
        number(report.visits, 0),
        number(sum(report.alerts.values()), 0),
        number(report.mails, 0),
        number(seen, 0),
        number(report.visits / wall, 0) if report.visits else "–",
    ), report
