"""The filters of every list, from the address bar and back: the URL is the view."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from workflow.deadlines.calendar import Calendar
from workflow.deadlines.status import DueClass
from workflow.lifecycle import ENDS
from workflow.models import Visit
from workflow.money.books import oldest_open_year
from workflow.queries.timeclass import classes
from workflow.vocabulary import ContentType, Party, Programme, State

#: The classes a list may be narrowed to, by the word in the address; each visit on a list is in exactly one.
CLASSES = {
    "late": DueClass.OVERDUE,
    "today": DueClass.DUE_TODAY,
    "soon": DueClass.DUE_SOON,
    "open": DueClass.ON_TIME,
    "paused": DueClass.PAUSED,
    "none": DueClass.UNTIMED,
    "ended": DueClass.WITHDRAWN,
}
LATENESS = {word: kind.label for word, kind in CLASSES.items()}
#: What a figure is summed over, where it is not every đề án in view.
OPEN, PLANNED = "open", "planned"
ONLY = {OPEN: "Đang xử lý", PLANNED: "Có trong kế hoạch"}
YEARS = {str(year) for year in range(2005, 2100)}
#: Ends that leave a đề án out of every plan, and out of the plan's sums.
UNPLANNED = (State.REJECTED, State.WITHDRAWN, State.NOT_PLANNED)


@dataclass(frozen=True, slots=True)
class Filters:
    """Values that are not in the vocabulary are dropped: a hand-made address never breaks a page."""

    text: str = ""
    state: str = ""
    programme: str = ""
    content: str = ""
    organisation: int | None = None
    province: str = ""
    plan_year: int | None = None
    late: str = ""
    holder: str = ""
    only: str = ""
    ended: int | None = None
    """The calendar year in which it ended."""
    old_books: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        def number(name: str) -> int | None:
            value = query.get(name, "")
            return int(value) if value.isdecimal() and len(value) < 10 else None

        def known(name: str, values: object) -> str:
            value = query.get(name, "")
            return value if value in values else ""  # type: ignore[operator]

        return cls(
            text=" ".join(query.get("q", "").replace("\x00", "").split())[:100],
            state=known("state", State.values),
            programme=known("programme", Programme.values),
            content=known("content", ContentType.values),
            organisation=number("organisation"),
            province=query.get("province", "")[:60].replace("\x00", ""),
            plan_year=number("year"),
            late=known("late", LATENESS),
            holder=known("holder", Party.values),
            only=known("only", ONLY),
            ended=int(known("ended", YEARS) or 0) or None,
            old_books=query.get("old") == "1",
        )

    @property
    def active(self) -> bool:
        return self != Filters(old_books=self.old_books)

    def query(self) -> str:
        """The address of this very view."""
        names = {
            "q": self.text, "state": self.state, "programme": self.programme, "content": self.content,
            "organisation": self.organisation, "province": self.province, "year": self.plan_year, "late": self.late,
            "holder": self.holder, "only": self.only, "ended": self.ended, "old": "1" if self.old_books else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in names.items() if value})

    def apply(self, visits: QuerySet[Visit], on: date, calendar: Calendar) -> QuerySet[Visit]:
        visits = self._apply_names(visits)
        if self.plan_year:
            visits = visits.filter(case__plan_year=self.plan_year)
        elif not (self.old_books or self.ended):
            visits = visits.filter(case__plan_year__gte=oldest_open_year(on))
        if self.late:
            visits = visits.filter(classes(on, calendar)[CLASSES[self.late]])
        return visits

    def _apply_names(self, visits: QuerySet[Visit]) -> QuerySet[Visit]:
        for word in self.text.split():
            visits = visits.filter(
                Q(case__code__icontains=word)
                | Q(case__name__unaccent__icontains=word)
                | Q(case__implementer__name__unaccent__icontains=word)
            )
        if self.state:
            visits = visits.filter(state=self.state)
        if self.programme:
            visits = visits.filter(case__programme=self.programme)
        if self.content:
            visits = visits.filter(case__content_type=self.content)
        if self.province:
            visits = visits.filter(case__province__name=self.province)
        if self.holder:
            visits = visits.filter(holder=self.holder)
        if self.only == OPEN:
            visits = visits.filter(closed_at=None)
        if self.only == PLANNED:
            visits = visits.exclude(state__in=UNPLANNED)
        if self.ended:
            visits = visits.filter(state__in=ENDS, case__closed_on__year=self.ended)
        if self.organisation:
            visits = visits.filter(Q(case__department=self.organisation) | Q(case__implementer=self.organisation))
        return visits
