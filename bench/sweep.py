"""The sweep over ever more open stages of which a tenth has just become overdue; and over the same again, which adds nothing.

What counts is how the time grows: with the newly overdue, whose rows are written, not with all that stand open.
"""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing import get_context

from django.db import connection, connections

from accounts.vocabulary import Region
from bench.crowd import crowd
from bench.measure import number, show
from notifications.models import Alert
from notifications.services import sweep
from tests.world import START, World, world
from workflow.engine.clock import VIETNAM
from workflow.models import Visit

SIZES = (10_000, 100_000, 1_000_000)
TENTH = 10
#: A sweep told late speaks in the digest: so the ledger is measured, and no thousands of letters to eight managers.
TODAY: date = START.date() + timedelta(days=28)
DUE, FAR = TODAY - timedelta(days=4), TODAY + timedelta(days=60)
AT = datetime.combine(TODAY, datetime.min.time(), VIETNAM) + timedelta(hours=8)
NORTH = (
    ("Phú Thọ", "25"),
    ("Bắc Ninh", "24"),
    ("Hà Nội", "01"),
    ("Lào Cai", "15"),
    ("Hưng Yên", "33"),
    ("Nghệ An", "40"),
)
HEAD = (
    "đang mở",
    "vừa quá hạn",
    "tiến trình",
    "giây",
    "giai đoạn/giây",
    "dòng sổ",
    "dòng/giây",
    "bộ nhớ MB",
    "lần hai, giây",
)


def places() -> list[World]:
    """Six provinces: the people of one are enough for a few hundred cases, not for a million."""
    return [world(name, code, f"p{code}", Region.NORTH) for name, code in NORTH]


@dataclass(frozen=True, slots=True)
class Swept:
    seconds: float
    visits: int
    rows: int
    again: float
    added: int
    memory: float


def run(sizes: tuple[int, ...] = SIZES) -> bool:
    """False when a second sweep told anyone anything: then the sweep is broken, not slow."""
    there, open_now, rows, quiet = places(), 0, [], True
    for size in sizes:
        overdue = size // TENTH
        crowd(there, count=size - open_now - overdue, due=FAR, watch_on=FAR - timedelta(days=2))
        crowd(there, count=overdue, due=DUE, watch_on=START.date())
        open_now = size
        crews = (1, 2) if size == sizes[-1] else (1,)
        new = list(Visit.objects.filter(due_on=DUE, watch_on=START.date()).values_list("pk", flat=True))
        for crew in crews:
            swept = _measured(crew)
            quiet = quiet and not swept.added
            rows.append(_row(size, overdue, crew, swept))
            _forget(new)
        _settle_all()
    show("RÀ THỜI HẠN – một phần mười vừa quá hạn; lần hai ngay sau đó", HEAD, rows)
    print("  Lần thứ hai không thêm gì." if quiet else "  SAI: lần thứ hai còn báo thêm.")
    return quiet


def _measured(crew: int) -> Swept:
    before = Alert.objects.count()
    start = time.perf_counter()
    visits = _all_together(crew)
    seconds = time.perf_counter() - start
    rows = Alert.objects.count() - before
    start = time.perf_counter()
    sweep(at=AT)
    again = time.perf_counter() - start
    kind = resource.RUSAGE_CHILDREN if crew > 1 else resource.RUSAGE_SELF
    memory = resource.getrusage(kind).ru_maxrss / 1024
    return Swept(seconds, visits, rows, again, Alert.objects.count() - before - rows, memory)


def _all_together(crew: int) -> int:
    if crew == 1:
        return _to_the_end(0)
    connections.close_all()
    with ProcessPoolExecutor(crew, mp_context=get_context("fork")) as pool:
        return sum(pool.map(_to_the_end, range(crew)))


def _to_the_end(_: int) -> int:
    """Run after run, as beat would wake it, until there is nothing more to look at."""
    seen = 0
    while (report := sweep(at=AT)).visits:
        seen += report.visits
    return seen


def _forget(new: list[int]) -> None:
    """As if nobody had been told: for the next crew over the same crowd."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Alert._meta.db_table} CASCADE")
    Visit.objects.filter(pk__in=new).update(watch_on=START.date())


def _settle_all() -> None:
    """The overdue of this size are told already when the next size comes."""
    Visit.objects.filter(closed_at=None, due_on=DUE).update(watch_on=None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _row(size: int, overdue: int, crew: int, swept: Swept) -> tuple[str, ...]:
    return (
        number(size, 0),
        number(overdue, 0),
        str(crew),
        number(swept.seconds, 1),
        number(swept.visits / swept.seconds, 0),
        number(swept.rows, 0),
        number(swept.rows / swept.seconds, 0),
        number(swept.memory, 0),
        number(swept.again, 2),
    )
