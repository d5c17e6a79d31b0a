"""Who asks, and for what: what the pages of this room read from a request."""

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from accounts.models import User
from accounts.queries import person_of
from accounts.vocabulary import Role
from workflow.engine.clock import day_of


def user_in(request: HttpRequest) -> User:
    """Call behind `login_required`."""
    assert isinstance(request.user, User)
    return request.user


def administrator_in(request: HttpRequest) -> User:
    """For anyone else the page does not exist. Call behind `login_required`."""
    user = user_in(request)
    person = person_of(user, day_of(timezone.now()))
    if not (person.is_superuser or Role.ADMINISTRATOR in person.roles):
        raise Http404
    return user


def words_in(query: QueryDict, name: str) -> str:
    """One line of words; PostgreSQL stores no NUL in a text."""
    return " ".join(query.get(name, "").replace("\x00", "").split())[:100]
