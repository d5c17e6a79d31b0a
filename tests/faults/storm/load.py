"""What the storm falls upon: đề án that are late, letters that wait, visitors who click twice."""

import re
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from notifications import hours
from notifications.digests import write_digests
from notifications.models import Mail
from notifications.services import sweep
from tests.faults.storm.stage import Stage
from tests.world import World, draft, take
from workflow.deadlines.tables import load_clocks
from workflow.engine import clock
from workflow.engine.clock import VIETNAM
from workflow.models import Case, Visit
from workflow.vocabulary import Action

FAR = timedelta(days=30)
HIDDEN = re.compile(r'name="(key|version)" value="([^"]*)"')


def late_cases(place: World, count: int) -> list[Case]:
    """They wait at the Sở since March, each late by months."""
    clocks = load_clocks()
    return [take(draft(place, clocks=clocks), Action.SUBMIT, clocks=clocks) for _ in range(count)]


def letters(place: World, *, cases: int, due: bool = True) -> int:
    """Letters about so many late đề án, as the first sweep after their deadline writes them; returns how many.

    `due=False`: none may be taken yet, see `release`. What later sweeps would say of them is left out.
    """
    late_cases(place, cases)
    day = Visit.objects.filter(closed_at=None).aggregate(last=Max("due_on"))["last"]
    sweep(at=datetime.combine(day + timedelta(days=1), datetime.min.time(), VIETNAM))
    Visit.objects.update(watch_on=None)
    if not due:
        Mail.objects.update(next_at=timezone.now() + FAR)
    return Mail.objects.count()


def release(count: int) -> int:
    """Lets so many more of the letters fall due; returns how many there were."""
    far = Mail.objects.filter(next_at__gt=timezone.now() + FAR / 2).order_by("pk")
    return Mail.objects.filter(pk__in=list(far.values_list("pk", flat=True)[:count])).update(next_at=timezone.now())


def days_late(place: World, days: int) -> Case:
    """A đề án at the Sở whose deadline passed so many days ago (or comes in so many, when negative), untold so far."""
    today = timezone.localdate()
    for back in range(max(days, 1), days + 40):
        begun = datetime.combine(today - timedelta(days=back), datetime.min.time(), VIETNAM) + timedelta(hours=9)
        with transaction.atomic():
            case = take(draft(place, at=begun), Action.SUBMIT, clock=lambda at=begun: at + timedelta(hours=1))  # type: ignore[misc]
            due = Visit.objects.get(case=case, closed_at=None).due_on
            if due is not None and due <= today - timedelta(days=days):
                return case
            transaction.set_rollback(True)  # another day must do; this one never was
    raise AssertionError("no day of the calendar makes a đề án so late")


def morning_comes() -> None:
    """What was told late is told in the digest of a morning: of this one when the office is open, else of the next;
    and of the one after where that has come already, as nobody gets two of one day."""
    office = hours.Hours(hours.DIGEST_FROM, hours.DIGEST_UNTIL)
    last = Mail.objects.aggregate(last=Max("digest_on"))["last"]
    after = datetime.combine(last + timedelta(days=1), datetime.min.time(), VIETNAM) if last else clock.now()
    write_digests(at=office.opening(max(after, clock.now()), load_clocks().calendar))
    Mail.objects.filter(next_at__gt=clock.now()).update(next_at=clock.now())


# --- visitors over HTTP ------------------------------------------------------------------------------------------


@dataclass
class Clicks:
    """What the visitors were told. `acked`: keys of forms whose answer was "done", with the longest wait for one."""

    acked: list[str] = field(default_factory=list)
    unanswered: int = 0
    refused: int = 0
    slowest: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, key: str, status: int, seconds: float) -> None:
        with self.lock:
            self.slowest = max(self.slowest, seconds)
            if status == 302:
                self.acked.append(key)
            elif status == 0:
                self.unanswered += 1
            else:
                self.refused += 1


class Visitor:
    """Signed in, with one đề án to record advances of, over and over."""

    def __init__(self, stage: Stage, user: User, case: Case) -> None:
        self.port, self.path = stage.web_port, f"/de-an/{case.code}/lam/{Action.RECORD_ADVANCE}/"
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session_of(user)}; {settings.CSRF_COOKIE_NAME}={'c' * 32}"

    def form(self) -> dict[str, str]:
        """The hidden fields of the page as the browser got it; empty when nobody answered."""
        status, page, _ = self._ask("GET", "")
        return dict(HIDDEN.findall(page)) if status == 200 else {}

    def send(self, form: dict[str, str], fields: dict[str, str]) -> tuple[int, float]:
        """(status, seconds); status 0 when the connection broke."""
        status, _, seconds = self._ask("POST", urlencode(form | fields | {"csrfmiddlewaretoken": "c" * 32}))
        return status, seconds

    def _ask(self, method: str, body: str) -> tuple[int, str, float]:
        began = time.monotonic()
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request(method, self.path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode(errors="replace"), time.monotonic() - began
        except (OSError, HTTPException):
            return 0, "", time.monotonic() - began
        finally:
            line.close()

    def record_until(self, stop: threading.Event, clicks: Clicks, fields: dict[str, str], *, twice: bool) -> None:
        """Again and again; an unanswered form is sent again as it was, as people do."""
        while not stop.is_set():
            form = self.form()
            if not form:
                stop.wait(0.02)
                continue
            if twice:
                second = threading.Thread(target=self._click, args=(form, clicks, fields))
                second.start()
            self._click(form, clicks, fields)
            if twice:
                second.join()

    def _click(self, form: dict[str, str], clicks: Clicks, fields: dict[str, str]) -> None:
        for _ in range(200):
            status, seconds = self.send(form, fields)
            clicks.note(form["key"], status, seconds)
            if status and status < 500:
                return
            threading.Event().wait(0.02)


def session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key
