"""The sweep over ever more open stages of which some have just become overdue; and over the same again, which adds nothing.

Two days, told apart. An ordinary one: the sweeps of the days before have run and their digests have been read, so each
stage reaches only the rungs of today. A first sweep after a gap: nobody was ever told, and every rung is written down.

What counts is how the time grows: with the newly overdue, whose rows are written, not with all that stand open.
"""

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing import get_context

from django.db import connection, connections

from accounts.models import User
from accounts.vocabulary import Region
from bench.crowd import crowd
from bench.measure import number, show, used
from notifications.models import Alert, Mail
from notifications.services import bring_up_to_date
from notifications.speaking import speak
from notifications.vocabulary import AlertState, MailKind, MailState, Topic
from tests.days import working
from tests.world import START, World, world
from workflow.deadlines.tables import load_calendar
from workflow.engine.clock import VIETNAM
from workflow.models import Case, Visit

SIZES = (10_000, 100_000, 1_000_000)
TENTH = 10
#: Newly overdue on one day in the whole country.
A_FEW = 10_000
TODAY: date = START.date() + timedelta(days=28)
DUE, FAR = TODAY - timedelta(days=4), TODAY + timedelta(days=60)
NORTH = (
    ("Phú Thọ", "25"),
    ("Bắc Ninh", "24"),
    ("Hà Nội", "01"),
    ("Lào Cai", "15"),
    ("Hưng Yên", "33"),
    ("Nghệ An", "40"),
)
HEAD = (
    "ngày",
    "đang mở",
    "vừa quá hạn",
    "tiến trình",
    "giây",
    "giây CPU",
    "giai đoạn/giây",
    "dòng sổ",
    "dòng/giây",
    "lần hai, giây",
)
#: At most so many, to see how long one takes.
LETTERS = 500


@dataclass(frozen=True, slots=True)
class Night:
    """A day on which the sweep runs. `watched_since`: the stays have waited for it from then on."""

    name: str
    on: date
    watched_since: date

    @property
    def at(self) -> datetime:
        return datetime.combine(self.on, datetime.min.time(), VIETNAM) + timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Swept:
    """`cpu`: seconds of CPU of all processes of ours and their servers' together; None where those cannot be read."""

    seconds: float
    cpu: float | None
    visits: int
    rows: int
    again: float
    added: int


def places() -> list[World]:
    """Six provinces: the people of one are enough for a few hundred cases, not for a million."""
    return [world(name, code, f"p{code}", Region.NORTH) for name, code in NORTH]


def run(sizes: tuple[int, ...] = SIZES) -> bool:
    """False when a second sweep told anyone anything: then the sweep is broken, not slow."""
    there, open_now, rows, quiet = places(), 0, [], True
    gap = Night("sau gián đoạn", TODAY, START.date())
    ordinary = Night("ngày thường", working(DUE, 1), working(DUE, 1))
    letters = ""
    for size in sizes:
        overdue = size // TENTH
        crowd(there, count=size - open_now - overdue, due=FAR, watch_on=FAR - timedelta(days=2))
        crowd(there, count=overdue, due=DUE, watch_on=None)
        open_now = size
        new = list(Visit.objects.filter(due_on=DUE).order_by("-pk").values_list("pk", flat=True)[:overdue])
        rounds = [(gap, overdue, 1), (ordinary, overdue, 1)]
        if size == sizes[-1]:
            few = min(A_FEW, overdue)
            rounds += [(gap, overdue, 2), (ordinary, overdue, 2), (ordinary, few, 1), (ordinary, few, 2)]
        for night, count, crew in rounds:
            swept = _measured(night, new[:count], crew)
            quiet = quiet and not swept.added
            rows.append(_row(night, size, count, crew, swept))
        letters = _letters(ordinary)
        _settle()
    show("RÀ THỜI HẠN – sổ cảnh báo của những giai đoạn vừa quá hạn; lần hai ngay sau đó", HEAD, rows)
    print("  Lần thứ hai không thêm gì." if quiet else "  SAI: lần thứ hai còn báo thêm.")
    print(letters)
    return quiet


# --- one sweep --------------------------------------------------------------------------------------------------------
def _measured(night: Night, new: list[int], crew: int) -> Swept:
    _prepare(night, new)
    before = Alert.objects.count()
    start = time.perf_counter()
    shares = _all_together(night, crew)
    seconds = time.perf_counter() - start
    rows = Alert.objects.count() - before
    start = time.perf_counter()
    _to_the_end(night, 0)
    again = time.perf_counter() - start
    cpu = [used for _, used in shares if used is not None]
    return Swept(
        seconds=seconds,
        cpu=sum(cpu) if len(cpu) == crew else None,
        visits=sum(visits for visits, _ in shares),
        rows=rows,
        again=again,
        added=Alert.objects.count() - before - rows,
    )


def _all_together(night: Night, crew: int) -> list[tuple[int, float | None]]:
    if crew == 1:
        return [_to_the_end(night, 0)]
    connections.close_all()
    with ProcessPoolExecutor(crew, mp_context=get_context("fork")) as pool:
        return list(pool.map(_to_the_end, [night] * crew, range(crew)))


def _to_the_end(night: Night, _: int) -> tuple[int, float | None]:
    """Run after run, as beat would wake it, until there is nothing more to look at: (stays, CPU here and in the server)."""
    seen = 0
    with used(connection) as taken:
        while (report := bring_up_to_date(at=night.at, calendar=load_calendar())).visits:
            seen += report.visits
    return seen, taken.cpu


# --- the days before ----------------------------------------------------------------------------------------------------
def _prepare(night: Night, new: list[int]) -> None:
    """An empty ledger, or one in which what was said up to the due day is there and was read."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Alert._meta.db_table} CASCADE")
    if night.on == night.watched_since:
        Visit.objects.filter(pk__in=new).update(watch_on=DUE)
        _to_the_end(Night("", DUE, DUE), 0)
        _tell_all()
    Visit.objects.filter(pk__in=new).update(watch_on=night.watched_since)
    _clean()


def _tell_all() -> None:
    """Each reader's digest of the due day has left."""
    waiting = Alert.objects.filter(state=AlertState.WAITING)
    for reader in User.objects.filter(pk__in=waiting.values("person")).order_by("pk"):
        mail, _ = Mail.objects.get_or_create(
            recipient=reader,
            digest_on=DUE,
            defaults={
                "kind": MailKind.DIGEST,
                "topic": Topic.DUTY,
                "message_id": f"<{reader.pk}@bench>",
                "state": MailState.SENT,
                "sent_at": START,
            },
        )
        waiting.filter(person=reader).update(state=AlertState.TOLD, mail=mail)


def _settle() -> None:
    """The overdue of this size are told already when the next size comes."""
    Visit.objects.filter(closed_at=None, due_on=DUE).update(watch_on=None)
    _clean()


def _clean() -> None:
    """As the server would by itself in the hours between two days."""
    tables = ", ".join(model._meta.db_table for model in (Case, Visit, Alert))
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {tables}")


# --- what is told at once ---------------------------------------------------------------------------------------------
def _letters(night: Night) -> str:
    """The breaches of the last sweep become letters, each drawn alone, in runs of their own."""
    start = time.perf_counter()
    written = speak(at=night.at, calendar=load_calendar(), limit=LETTERS).mails
    seconds = time.perf_counter() - start
    return (
        f"  Việc phải báo ngay thành thư riêng, ngoài thời gian trên: {number(written, 0)} thư trong "
        f"{number(seconds, 1)} giây ({number(written / seconds, 0)} thư/giây)."
    )


def _row(night: Night, size: int, overdue: int, crew: int, swept: Swept) -> tuple[str, ...]:
    return (
        night.name,
        number(size, 0),
        number(overdue, 0),
        str(crew),
        number(swept.seconds, 1),
        number(swept.cpu, 1),
        number(swept.visits / swept.seconds, 0),
        number(swept.rows, 0),
        number(swept.rows / swept.seconds, 0),
        number(swept.again, 2),
    )
