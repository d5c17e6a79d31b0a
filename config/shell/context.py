"""What the header of every page needs: who is signed in, for which unit, and where one can go."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Membership, User
from accounts.people import Person
from accounts.queries import person_of, valid_on
from config.shell.navigation import Place, Visitor, address, places_for
from notifications.incidents import count_open

#: So many entries fit beside the name of the visitor at 1280 px.
BAR_HOLDS = 7
#: Where things wait for a person, and how many.
WAITING = {"notifications:incidents": count_open}


def waiting_at(url_name: str) -> int:
    return WAITING[url_name]() if url_name in WAITING else 0


@dataclass(frozen=True, slots=True)
class Identity:
    """`holdings`: one line per role held today, "Thẩm định viên Sở – Sở Công Thương Phú Thọ"; `stands_in_for`: one per
    role exercised for somebody else, "Thay mặt Nguyễn Văn A: Văn thư"."""

    name: str
    initials: str
    unit: str
    holdings: tuple[str, ...]
    stands_in_for: tuple[str, ...] = ()


class Shell:
    """Read by the header only; asks the database nothing on a page without a header or without a person."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.demo = bool(settings.DEMO)

    @cached_property
    def _user(self) -> User | None:
        user = getattr(self._request, "user", None)
        return user if isinstance(user, User) else None

    @cached_property
    def person(self) -> Identity | None:
        return identity_of(self._user, self._facts) if self._user and self._facts else None

    @cached_property
    def _facts(self) -> Person | None:
        return person_of(self._user, timezone.localdate()) if self._user else None

    @cached_property
    def places(self) -> list[Place]:
        if self._user is None or self._facts is None:
            return []
        return places_for(Visitor(self._facts, self._user.is_staff, self.demo), self._request.path, waiting_at)

    @property
    def main_places(self) -> list[Place]:
        """Those that stand in the bar; where there are more than it holds, the last of them wait behind "Khác"."""
        return self.places if len(self.places) <= BAR_HOLDS else self.places[: BAR_HOLDS - 1]

    @property
    def more_places(self) -> list[Place]:
        return self.places[len(self.main_places) :]

    @property
    def more_waits(self) -> int:
        return sum(place.count for place in self.more_places)

    @property
    def more_current(self) -> bool:
        return any(place.current for place in self.more_places)

    @property
    def logout_href(self) -> str:
        return address("dang-xuat")

    @property
    def mail_choices_href(self) -> str:
        return address("notifications:choices")

    @property
    def absences_href(self) -> str:
        return address("vang-mat")

    @property
    def password_href(self) -> str:
        return address("doi-mat-khau")


def identity_of(user: User, facts: Person) -> Identity:
    held = list(Membership.objects.filter(valid_on(timezone.localdate()), user=user).select_related("organisation"))
    units = list(dict.fromkeys(one.organisation.short_name or one.organisation.name for one in held))
    lines = tuple(f"{one.get_role_display()} – {one.organisation.name}" for one in held)
    lent = sorted(f"Thay mặt {h.for_name}: {h.role.label}" for h in facts.holdings if h.for_user_id)
    return Identity(str(user), initials(str(user)), ", ".join(units), lines, tuple(lent))


def initials(name: str) -> str:
    """ "Nguyễn Văn Anh" → "NA": family name and given name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor."""
    return {"shell": Shell(request)}
