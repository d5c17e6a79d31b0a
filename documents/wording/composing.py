"""Wording + values + what the register gave (number, day, proof) = the paper, as blocks. Pure; the same always gives the same."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from documents.wording.blocks import Annex, Block, Grid, Head, Paper, Paragraph, Proof, Run, Runs, Sheet, Style
from documents.wording.language import ANNEXES, CONDITIONS, NAME, Call, Line, Mark, Verb, Wording, WordingError
from documents.wording.values import Values
from documents.words import date_in_words

T = TypeVar("T")

#: Vietnamese order; f, j, w, z are no letters of it.
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
NO_NUMBER = "……"
#: Values every paper has, from the register.
NUMBER, DAY = "số văn bản", "ngày văn bản"
PLACE = "địa danh"
BUILT_IN = frozenset({NUMBER, DAY, PLACE})
SPACE = re.compile(r"\s+")
#: A wording may call a long value a thousand times: nobody signs such a paper, and no page could show it.
MOST_CHARACTERS = 500_000


@dataclass(frozen=True, slots=True)
class Issue:
    """What the register gave: the number whole (“05/HĐ-ĐCK”), its day, where it may be checked."""

    number: str
    on: date
    proof: Proof | None = None


def compose(wording: Wording, values: Values, issue: Issue | None = None, *, data: str = "") -> Paper:
    """Without an issue a draft: no number, no day. Raises WordingError for a name that no value has."""
    if unknown := wording.unknown(values.names | BUILT_IN):
        raise WordingError(*unknown)
    known = dict(values.fields)
    known[NUMBER] = number_of(values, issue)
    known[DAY] = day_of_paper(values, issue)
    known[PLACE] = values.place
    parts = _Parts(values, known)
    for statement in _kept(wording, values):
        parts.take(statement)
    kind = values.kind
    return Paper(
        title=values.title,
        author=values.issuer,
        created=issue.on if issue else values.written_on,
        draft=issue is None,
        head=Head(
            parent=values.parent.upper(),
            issuer=values.issuer.upper(),
            number=f"Số: {known[NUMBER]}",
            place_and_day=f"{values.place}, {known[DAY]}",
            about="" if kind else f"V/v {values.subject}",
        ),
        kind=kind.upper(),
        subject=values.subject if kind else "",
        addressees=values.addressees,
        blocks=tuple(parts.body),
        signers=values.signers,
        recipients=values.recipients,
        annexes=parts.finished(f"(Kèm theo {kind.capitalize() or 'Công văn'} số {known[NUMBER]} {known[DAY]})"),
        proof=issue.proof if issue else None,
        data=data,
    )


def number_of(values: Values, issue: Issue | None) -> str:
    return issue.number if issue else f"{NO_NUMBER}/{values.symbol}"


def day_of_paper(values: Values, issue: Issue | None) -> str:
    return date_in_words(issue.on) if issue else f"ngày …… tháng …… năm {values.written_on.year}"


def _kept(wording: Wording, values: Values) -> Iterator[Line | Call]:
    """Without the conditions and what they leave out."""
    open_conditions: list[bool] = []
    for statement in wording.statements:
        if isinstance(statement, Call) and statement.verb in CONDITIONS:
            open_conditions.append(values.holds(statement.name) is (statement.verb is Verb.IF))
        elif isinstance(statement, Call) and statement.verb is Verb.END:
            open_conditions.pop()
        elif all(open_conditions):
            yield statement


@dataclass(slots=True)
class _Begun:
    """An annex as far as it has come."""

    title: str
    landscape: bool
    blocks: list[Block] = field(default_factory=list)


class _Parts:
    """Takes the statements one by one, counting what is to be counted."""

    def __init__(self, values: Values, fields: dict[str, str]) -> None:
        self.values, self.fields = values, fields
        self.body: list[Block] = []
        self.annexes: list[_Begun] = []
        self.here = self.body
        self.written = 0
        self._start()

    def _start(self) -> None:
        self.section = self.article = self.clause = self.point = 0

    def take(self, statement: Line | Call) -> None:
        if isinstance(statement, Line):
            self.here.append(self._line(statement))
        elif statement.verb in ANNEXES:
            title = "".join(run.text for run in self.runs(statement.name))
            self.annexes.append(_Begun(title, statement.verb is Verb.ANNEX_WIDE))
            self.here = self.annexes[-1].blocks
            self._start()
        else:
            self.here.extend(self._whole(statement))

    def finished(self, reference: str) -> tuple[Annex, ...]:
        several = len(self.annexes) > 1
        return tuple(
            Annex(
                heading=f"Phụ lục {roman(number)}" if several else "Phụ lục",
                title=begun.title.upper(),
                reference=reference,
                landscape=begun.landscape,
                blocks=tuple(begun.blocks),
            )
            for number, begun in enumerate(self.annexes, start=1)
        )

    def runs(self, text: str, before: str = "") -> Runs:
        """Bold parts alternate with plain ones; a value never opens or closes one, whatever it contains."""
        parts = text.split("**")
        parts[0] = before + parts[0]
        found = tuple(Run(self._filled(part), bold=bool(place % 2)) for place, part in enumerate(parts) if part)
        self.written += sum(len(run.text) for run in found)
        if self.written > MOST_CHARACTERS:
            raise WordingError(f"Văn bản dài quá {MOST_CHARACTERS} ký tự: lời văn gọi một giá trị dài quá nhiều lần.")
        return found

    def _filled(self, text: str) -> str:
        return NAME.sub(lambda match: SPACE.sub(" ", self._text(match[1])), text)

    def _text(self, name: str) -> str:
        found = self.fields.get(name)
        if found is None:
            raise WordingError(f"“{name}” là danh sách hoặc bảng: dùng @liệt kê, @đoạn, @bảng hoặc @thẻ.")
        return found

    def _line(self, line: Line) -> Paragraph:
        match line.mark:
            case Mark.SECTION:
                self.section, self.clause = self.section + 1, 0
                return Paragraph(self.runs(line.text, f"{roman(self.section)}. "), Style.SECTION)
            case Mark.ARTICLE:
                self.article, self.clause = self.article + 1, 0
                return Paragraph(self.runs(line.text, f"Điều {self.article}. "), Style.ARTICLE)
            case Mark.CLAUSE:
                self.clause, self.point = self.clause + 1, 0
                return self._body(line.text, f"{self.clause}. ")
            case Mark.POINT:
                self.point += 1
                return self._body(line.text, f"{letter(self.point)}) ")
            case Mark.DASH:
                return self._body(line.text, "- ")
            case Mark.BASIS:
                return Paragraph(self.runs(line.text), Style.BASIS)
            case Mark.CENTRE:
                return Paragraph(self.runs(line.text), Style.CENTRE)
            case Mark.NOTE:
                return Paragraph(self.runs(line.text), Style.NOTE)
            case Mark.PLAIN:
                return self._body(line.text)

    def _body(self, text: str, before: str = "") -> Paragraph:
        runs = self.runs(text, before)
        leads = bool(runs) and runs[-1].text.endswith(":")
        return Paragraph(runs, Style.LEAD if leads else Style.BODY)

    def _whole(self, call: Call) -> Iterator[Block]:
        name, values = call.name, self.values
        match call.verb:
            case Verb.TABLE:
                yield Grid(_known(values.tables, name, call))
            case Verb.CARD:
                card = _known(values.cards, name, call)
                yield Sheet(card.title, card.rows)
            case Verb.BASES:
                for item in _known(values.lists, name, call):
                    yield Paragraph((Run(f"Căn cứ {item};"),), Style.BASIS)
            case Verb.PARAGRAPHS:
                for item in _known(values.lists, name, call):
                    yield Paragraph((Run(item),))
            case _:
                items = _known(values.lists, name, call)
                for place, item in enumerate(items, start=1):
                    yield Paragraph((Run(f"- {item}{'.' if place == len(items) else ';'}"),))


def _known(found: Mapping[str, T], name: str, call: Call) -> T:
    if name not in found:
        raise WordingError(f"Dòng {call.at}: “{name}” không phải thứ mà “@{call.verb}” viết ra được.")
    return found[name]


def roman(number: int) -> str:
    """1 → I; papers do not go beyond 39."""
    text = ""
    for value, sign in ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def letter(number: int) -> str:
    """1 → a, 5 → đ; after the alphabet it begins again with two letters."""
    rounds, place = divmod(number - 1, len(LETTERS))
    return LETTERS[place] * (rounds + 1)
