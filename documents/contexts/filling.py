"""Filling in a paper: every value by its name, cleaned, and every gap written down as what is missing, never left in silence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from documents.contexts.deputies import for_the_head
from documents.text import CLAUSE, clean, clean_line, paragraphs
from documents.wording.values import Card, Column, Row, Signer, Table, Values
from documents.words import amount_in_words, date_in_words, grouped

#: Printed where a value is not known, for a hand to fill in.
DOTS = "………………………………"
NO_DAY = "ngày …… tháng …… năm ………"
IN_WORDS = "bằng chữ"
DONG = "Đơn vị tính: đồng"


class Bold(tuple[object, ...]):
    """A row of a table that stands out: the heading of a group, with its sums."""

    __slots__ = ()


class Filling:
    """Collects what a wording may call. A `missing` sentence names the gap: “Mã số thuế của Trung tâm …”."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.flags: dict[str, bool] = {}
        self.lists: dict[str, tuple[str, ...]] = {}
        self.tables: dict[str, Table] = {}
        self.cards: dict[str, Card] = {}
        self.missing: list[str] = []
        self.warnings: list[str] = []

    def text(self, name: str, value: str, missing: str = "", limit: int = CLAUSE) -> None:
        """Without a value and with a `missing` sentence: a dotted line; without both it stays empty, for `@nếu`."""
        shown = clean_line(value, limit)
        self.fields[name] = shown or self._gap(missing, DOTS)

    def money(self, name: str, amount: int | None, missing: str = "") -> None:
        """Whole đồng: figures under `name`, words under “name bằng chữ”. `holds` is false for nothing."""
        if amount is None:
            self.fields[name] = self._gap(missing, DOTS)
            self.fields[f"{name} {IN_WORDS}"] = DOTS if missing else ""
        else:
            self.fields[name] = grouped(amount)
            self.fields[f"{name} {IN_WORDS}"] = amount_in_words(amount)

    def count(self, name: str, number: int) -> None:
        """Below ten with a leading zero, as papers count; none at all is “0”."""
        self.fields[name] = f"{number:02d}" if number else "0"

    def day(self, name: str, value: date | None, missing: str = "") -> None:
        """“ngày 05 tháng 3 năm 2026”."""
        self.fields[name] = date_in_words(value) if value else self._gap(missing, NO_DAY)

    def flag(self, name: str, value: bool) -> None:
        self.flags[name] = value

    def items(self, name: str, values: Iterable[str], missing: str = "") -> None:
        self.lists[name] = tuple(shown for value in values if (shown := clean_line(value, CLAUSE)))
        if not self.lists[name]:
            self._gap(missing, "")

    def long(self, name: str, value: str, limit: int, missing: str = "") -> None:
        """A text somebody wrote, as its paragraphs."""
        self.lists[name] = tuple(paragraphs(value, limit))
        if not self.lists[name]:
            self._gap(missing, "")

    def table(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]], *,
        total: Sequence[object] = (), unit: str = "", missing: str = "",
    ) -> None:  # fmt: skip
        """Cells: texts with their lines; whole numbers with dots; days as dd/mm/yyyy; None empty. `total`: a last row in bold."""
        made = [Row(tuple(cell(value) for value in row), total=isinstance(row, Bold)) for row in rows]
        if not made:
            self._gap(missing, "")
        if total:
            made.append(Row(tuple(cell(value) for value in total), total=True))
        self.tables[name] = Table(tuple(columns), tuple(made), unit)

    def card(self, name: str, title: str, rows: Iterable[tuple[str, str, str]]) -> None:
        """(label, value, missing): a row without value and without `missing` is left out."""
        shown: list[tuple[str, str]] = []
        for label, value, missing in rows:
            if text := clean_line(value, CLAUSE):
                shown.append((label, text))
            elif missing:
                shown.append((label, self._gap(missing, DOTS)))
        self.cards[name] = Card(clean_line(title), tuple(shown))

    def lacks(self, sentence: str) -> None:
        """A gap that no single value shows."""
        self._gap(sentence, "")

    def doubt(self, sentence: str) -> None:
        """To be checked by a person before signing."""
        if sentence and sentence not in self.warnings:
            self.warnings.append(sentence)

    def ahead(self, what: str, day: date | None, on: date) -> None:
        """A day the paper sets that is past when it is written, `on`: whoever signs must know."""
        if day and day < on:
            self.doubt(f"{what} ({day:%d/%m/%Y}) đã qua khi lập văn bản ({on:%d/%m/%Y}): xem lại trước khi ký.")

    def values(
        self, *, title: str, kind: str, subject: str, parent: str, issuer: str, symbol: str, place: str,
        written_on: date, signers: Sequence[Signer], recipients: Sequence[str] = (), addressees: Sequence[str] = (),
        facts: Mapping[str, Any],
    ) -> Values:  # fmt: skip
        return Values(
            title=title, kind=kind, subject=subject, parent=parent, issuer=issuer, symbol=symbol, place=place,
            written_on=written_on, fields=self.fields, flags=self.flags, lists=self.lists, tables=self.tables,
            cards=self.cards, addressees=tuple(addressees), signers=tuple(map(for_the_head, signers)),
            recipients=tuple(recipients), missing=tuple(self.missing), warnings=tuple(self.warnings), facts=facts,
        )  # fmt: skip

    def _gap(self, missing: str, shown: str) -> str:
        if not missing:
            return ""
        if missing not in self.missing:
            self.missing.append(missing)
        return shown


def cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "Có" if value else "Không"
        case int():
            return grouped(value)
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            return clean(str(value), CLAUSE)
