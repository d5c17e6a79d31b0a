"""Who asks, and when: the one place where views read the person and the clock."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.people import Person
from accounts.queries import person_of
from workflow.engine.clock import day_of
from workflow.models import Case
from workflow.queries import visible_cases


@dataclass(frozen=True, slots=True)
class Asking:
    user: User
    person: Person
    at: datetime
    on: date


def asking(request: HttpRequest) -> Asking:
    """Call behind `login_required`."""
    user = request.user
    assert isinstance(user, User)
    at = timezone.now()
    on = day_of(at)
    return Asking(user, person_of(user, on), at, on)


def key_in(request: HttpRequest) -> str:
    """The idempotency key of a form; empty when there is none. PostgreSQL stores no NUL in a text."""
    return request.POST.get("key", "").replace("\x00", "")[:64]


def case_or_404(code: str, person: Person) -> Case:
    """The only way from an address to a case: what a person may not see does not exist for them."""
    found = (
        visible_cases(person)
        .select_related("province", "department", "implementer")
        .prefetch_related("budget_lines", "beneficiaries")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404("Không có đề án này, hoặc đề án không thuộc phạm vi của bạn.")
    return found
