"""The language in which the wording of a paper is written and edited: a line is a block, a name in brackets a value.

    # Mục            I. Mục                       > căn cứ          nghiêng
    ## Điều          Điều 1. Điều                 = dòng giữa, đậm
    + khoản          1. khoản                     ~ ghi chú bên phải, nghiêng
    * điểm           a) điểm                      dòng thường: một đoạn
    - gạch đầu dòng                               [[tên]] giá trị, **đậm**

    @căn cứ tên · @đoạn tên · @liệt kê tên · @bảng tên · @thẻ tên
    @nếu tên · @nếu không tên · @hết
    @phụ lục Tiêu đề · @phụ lục ngang Tiêu đề

There is nothing else: no expression, no attribute, no call. Whoever edits a wording can only choose among the values
that a paper already has. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from documents.text import clean_line

MOST_CHARACTERS = 60_000
MOST_LINES = 600
LINE_CHARACTERS = 4_000
#: Code points that composing (NFC) may make of one.
LONGEST_LETTER = 3

NAME = re.compile(r"\[\[([^\[\]]*)\]\]")


class WordingError(ValueError):
    """The wording cannot be used; each of `faults` is a sentence with its line."""

    def __init__(self, *faults: str) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


class Mark(StrEnum):
    """What a line begins with, and so what it becomes."""

    ARTICLE = "## "
    SECTION = "# "
    CLAUSE = "+ "
    POINT = "* "
    DASH = "- "
    BASIS = "> "
    CENTRE = "= "
    NOTE = "~ "
    PLAIN = ""


class Verb(StrEnum):
    BASES = "căn cứ"
    PARAGRAPHS = "đoạn"
    DASHES = "liệt kê"
    TABLE = "bảng"
    CARD = "thẻ"
    UNLESS = "nếu không"
    IF = "nếu"
    END = "hết"
    ANNEX_WIDE = "phụ lục ngang"
    ANNEX = "phụ lục"


CONDITIONS = frozenset({Verb.IF, Verb.UNLESS})
ANNEXES = frozenset({Verb.ANNEX, Verb.ANNEX_WIDE})


@dataclass(frozen=True, slots=True)
class Line:
    """A text of its own: a mark and words."""

    at: int
    mark: Mark
    text: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(NAME.findall(self.text))


@dataclass(frozen=True, slots=True)
class Call:
    """A value drawn as a whole, a condition, or the beginning of an annex."""

    at: int
    verb: Verb
    name: str

    @property
    def names(self) -> tuple[str, ...]:
        if self.verb in ANNEXES:
            return tuple(NAME.findall(self.name))
        return (self.name,) if self.name else ()


Statement = Line | Call


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that was read: statements in order, conditions properly nested."""

    statements: tuple[Statement, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for statement in self.statements for name in statement.names)

    def unknown(self, known: frozenset[str]) -> list[str]:
        """What it calls by a name that no value has, each as a sentence."""
        return [
            f"Dòng {statement.at}: không có giá trị nào tên là “{name}”."
            for statement in self.statements
            for name in statement.names
            if name not in known
        ]


def read(text: str) -> Wording:
    """Raises WordingError with every fault found."""
    if len(text) > MOST_CHARACTERS:
        raise WordingError(f"Lời văn dài {len(text)} ký tự, tối đa {MOST_CHARACTERS}.")
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise WordingError(f"Lời văn có {len(lines)} dòng, tối đa {MOST_LINES}.")
    statements: list[Statement] = []
    faults: list[str] = []
    for at, line in enumerate(lines, start=1):
        try:
            statements.extend(_read_line(at, line.strip()))
        except WordingError as error:
            faults.extend(error.faults)
    faults.extend(_nesting(statements))
    if not statements and not faults:
        faults.append("Lời văn còn trống.")
    if faults:
        raise WordingError(*faults)
    return Wording(tuple(statements))


def _read_line(at: int, line: str) -> Iterator[Statement]:
    if not line:
        return
    if len(line) > LINE_CHARACTERS:
        raise WordingError(f"Dòng {at}: dài {len(line)} ký tự, tối đa {LINE_CHARACTERS}. Xin tách thành nhiều dòng.")
    line = clean_line(line, LINE_CHARACTERS * LONGEST_LETTER)
    if not line:
        return
    if line.startswith("@"):
        yield _call(at, line[1:].strip())
        return
    mark = next(mark for mark in Mark if line.startswith(mark))
    text = line[len(mark) :].strip()
    _check_words(at, text)
    yield Line(at, mark, text)


def _call(at: int, rest: str) -> Call:
    for verb in Verb:
        if rest == verb or rest.startswith(f"{verb} "):
            name = rest[len(verb) :].strip()
            if verb is Verb.END and name:
                raise WordingError(f"Dòng {at}: sau “@hết” không viết gì thêm.")
            if verb is not Verb.END and not name:
                raise WordingError(f"Dòng {at}: sau “@{verb}” còn thiếu tên.")
            if verb in ANNEXES:
                _check_words(at, name)
            return Call(at, verb, name)
    verbs = ", ".join(f"@{verb}" for verb in Verb)
    raise WordingError(f"Dòng {at}: không hiểu “@{rest[:40]}”. Có thể viết: {verbs}.")


def _check_words(at: int, text: str) -> None:
    if not text:
        raise WordingError(f"Dòng {at}: chưa có chữ nào.")
    left = NAME.sub("", text)
    if "[[" in left or "]]" in left:
        raise WordingError(f"Dòng {at}: “[[” và “]]” phải đi thành cặp, giữa chúng là tên một giá trị.")
    if left.count("**") % 2:
        raise WordingError(f"Dòng {at}: “**” mở chữ đậm thì phải có “**” đóng lại.")


def _nesting(statements: list[Statement]) -> Iterator[str]:
    """Conditions close in the order in which they opened, and none reaches over the beginning of an annex."""
    opened: list[Call] = []
    for statement in statements:
        if not isinstance(statement, Call):
            continue
        if statement.verb in CONDITIONS:
            opened.append(statement)
        elif statement.verb is Verb.END:
            if not opened:
                yield f"Dòng {statement.at}: “@hết” không đóng “@nếu” nào."
            else:
                opened.pop()
    yield from (f"Dòng {call.at}: “@{call.verb} {call.name}” chưa có “@hết”." for call in opened)
