"""Sổ đăng ký văn bản as a page: the numbers given, searched and filtered, always within what a person may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict

from accounts.models import Organisation
from accounts.people import Person
from documents.models import RegisterEntry
from documents.naming import label_of
from documents.queries import visible_documents

SERIES_NAMES = {
    "HĐ": "Hợp đồng", "QĐ": "Quyết định", "TTr": "Tờ trình", "BC": "Báo cáo", "BB": "Biên bản", "TB": "Thông báo",
    "KH": "Kế hoạch", "CV": "Công văn", "P": "Phiếu", "PL": "Phụ lục", "ĐN": "Giấy đề nghị", "BK": "Bảng kê", "B": "Biểu",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """Values that are not known are dropped: a hand-made address never breaks a page."""

    text: str = ""
    unit: int | None = None
    series: str = ""
    year: int | None = None
    voided: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "RegisterFilters":
        def number(name: str) -> int | None:
            value = query.get(name, "")
            return int(value) if value.isdecimal() and len(value) < 10 else None

        return cls(
            " ".join(query.get("q", "").replace("\x00", "").split())[:100],
            number("unit"),
            query.get("series", "").replace("\x00", "")[:10],
            number("year"),
            query.get("voided") == "1",
        )

    @property
    def active(self) -> bool:
        return self != RegisterFilters()

    def apply(self, entries: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
        if self.unit:
            entries = entries.filter(register__organisation=self.unit)
        if self.series:
            entries = entries.filter(register__series=self.series)
        if self.year:
            entries = entries.filter(register__year=self.year)
        if self.voided:
            entries = entries.filter(voided_at__isnull=False)
        if self.text:
            entries = entries.filter(
                Q(symbol__icontains=self.text)
                | Q(subject__icontains=self.text)
                | Q(document__case__code__icontains=self.text)
                | Q(document__case__name__icontains=self.text)
            )
        return entries


def visible_entries(person: Person) -> QuerySet[RegisterEntry]:
    """The newest first."""
    found = RegisterEntry.objects.filter(document__in=visible_documents(person))
    related = ("register__organisation", "document__case", "given_by")
    return found.select_related(*related).order_by("-on", "-given_at", "-id")


def choices(entries: QuerySet[RegisterEntry]) -> dict[str, list[tuple[object, str]]]:
    """What the filters offer: only what occurs."""
    units = Organisation.objects.filter(pk__in=entries.order_by().values("register__organisation"))
    series = sorted(set(entries.order_by().values_list("register__series", flat=True)))
    years = sorted(set(entries.order_by().values_list("register__year", flat=True)), reverse=True)
    return {
        "units": [(unit.pk, str(unit)) for unit in units.order_by("name")],
        "series": [(one, SERIES_NAMES.get(one, one)) for one in series],
        "years": [(year, f"Năm {year}") for year in years],
    }


def row_of(entry: RegisterEntry) -> tuple[str | int | date | None, ...]:
    """A line of the Excel file."""
    document = entry.document
    return (
        entry.number, entry.symbol, entry.on, label_of(document), entry.subject,
        document.case.code if document.case else "", str(entry.register.organisation), str(entry.given_by),
        document.get_state_display(), entry.void_reason,
    )  # fmt: skip
