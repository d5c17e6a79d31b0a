"""People who are away and those who stand in for them, through the one verb that hands roles over."""

from datetime import date, datetime, timedelta

from accounts.delegating import Absence, delegate
from accounts.models import Delegation, Membership, Organisation, User
from accounts.vocabulary import Role
from tests.dossiers import START
from tests.places import EMPLOYED_SINCE, person

FIRST = START.date()
LAST = FIRST + timedelta(days=30)


def absence(
    principal: User, substitute: User, role: Role | None = None, first: date = FIRST, last: date = LAST
) -> Absence:
    held = Membership.objects.filter(user=principal, role=role).latest("pk") if role else None
    return Absence(principal, substitute, held, first, last, "12/QĐ-SCT", FIRST)


def lend(
    principal: User,
    substitute: User,
    role: Role | None = None,
    *,
    first: date = FIRST,
    last: date = LAST,
    by: User | None = None,
    at: datetime = START,
) -> Delegation:
    """Hands over every role, or one, from the first day of the tests on; by the principal unless `by` says otherwise."""
    return delegate(absence=absence(principal, substitute, role, first, last), by=person(by or principal, at), at=at)


def employ(
    name: str,
    unit: Organisation,
    role: Role,
    *,
    since: date = EMPLOYED_SINCE,
    until: date | None = None,
    head: bool = False,
) -> User:
    """Somebody of that name, with this role more."""
    username = "".join(letter for letter in name.casefold() if letter.isascii() and letter.isalpha())
    user, _ = User.objects.get_or_create(
        username=username, defaults={"full_name": name, "email": f"{username}@example.vn"}
    )
    Membership.objects.create(user=user, organisation=unit, role=role, valid_from=since, valid_to=until, is_head=head)
    return user
