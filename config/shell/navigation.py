"""The places of the program and for whom each is meant. A menu shows the way; the page itself decides who may enter."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from accounts.people import Person
from accounts.vocabulary import Role
from workflow.timetable.own_targets import led_by

MANAGERS = frozenset(
    {Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER, Role.MINISTRY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}
)


@dataclass(frozen=True, slots=True)
class Visitor:
    person: Person
    is_staff: bool
    demo: bool

    @property
    def manages(self) -> bool:
        """Leads a unit, or answers for figures."""
        return self.person.is_superuser or bool(MANAGERS & self.person.roles) or self.heads_a_unit

    @property
    def leads(self) -> bool:
        """May set targets for a unit."""
        return bool(led_by(self.person))

    @property
    def heads_a_unit(self) -> bool:
        return any(holding.is_head for holding in self.person.holdings)


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    icon: str
    url_name: str
    meant_for: Callable[[Visitor], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry for this visitor on this page; `count`: of what waits there, 0 where nothing does."""

    label: str
    icon: str
    href: str
    current: bool
    count: int = 0


def everyone(visitor: Visitor) -> bool:
    return True


ENTRIES = (
    Entry("Việc của tôi", "worklist", "workflow:worklist", everyone),
    Entry("Đề án", "cases", "workflow:cases", everyone),
    Entry("Tổng quan", "overview", "workflow:overview", lambda visitor: visitor.manages),
    Entry("Việc quá hạn", "overdue", "notifications:breaches", lambda visitor: visitor.manages),
    Entry("Thư gửi đi", "send", "notifications:outgoing", lambda visitor: visitor.person.is_administrator),
    Entry("Sổ văn bản", "document", "documents:register", everyone),
    Entry("Văn bản kế hoạch", "folder", "documents:plan-papers", everyone),
    Entry("Lịch sử hỗ trợ", "history", "workflow:past-grants", everyone),
    Entry("Lời văn", "edit", "documents:wordings", lambda visitor: visitor.person.is_administrator),
    Entry("Chỉ tiêu nội bộ", "flag", "workflow:own-targets", lambda visitor: visitor.leads),
    Entry("Lịch làm việc", "calendar", "workflow:calendar", lambda visitor: visitor.person.is_administrator),
    Entry("Sự cố", "warning", "notifications:incidents", lambda visitor: visitor.person.is_administrator),
    Entry("Hộp thư thử nghiệm", "mailbox", "notifications:mailbox", lambda visitor: visitor.demo),
    Entry("Quản trị", "admin", "admin:index", lambda visitor: visitor.is_staff),
)


def nothing_waits(url_name: str) -> int:
    return 0


def places_for(visitor: Visitor, path: str, count: Callable[[str], int] = nothing_waits) -> list[Place]:
    """What the menu shows; the longest address that begins this path is where the visitor is.

    `count` is asked, for each entry shown, how many things wait there.
    """
    ways = [(entry, href) for entry in ENTRIES if entry.meant_for(visitor) and (href := address(entry.url_name))]
    around = [href for _, href in ways if path == href or (href != "/" and path.startswith(href))]
    here = max(around, key=len, default="")
    return [Place(entry.label, entry.icon, href, href == here, count(entry.url_name)) for entry, href in ways]


def address(url_name: str) -> str:
    """Empty when no room brings such a page to this installation."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
