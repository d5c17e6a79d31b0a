"""The little language of wordings: what it reads, and every fault named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.kinds import all_kinds
from documents.wording.language import (
    LINE_CHARACTERS,
    MOST_CHARACTERS,
    MOST_LINES,
    Call,
    Line,
    Mark,
    Verb,
    WordingError,
    read,
)
from documents.wordings import shipped_text


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(WordingError) as refused:
        read(text)
    return refused.value.faults


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("## Điều khoản", Mark.ARTICLE), ("# Mục", Mark.SECTION), ("+ Khoản", Mark.CLAUSE), ("* Điểm", Mark.POINT),
        ("- Gạch", Mark.DASH), ("> Căn cứ", Mark.BASIS), ("= Giữa", Mark.CENTRE), ("~ Ghi chú", Mark.NOTE),
        ("Đoạn thường", Mark.PLAIN), ("   + Khoản thụt vào", Mark.CLAUSE),
    ],
)  # fmt: skip
def test_a_line_is_what_it_begins_with(written: str, mark: Mark) -> None:
    (line,) = read(written).statements
    assert isinstance(line, Line)
    assert line.mark is mark
    assert line.text == written.strip().removeprefix(mark)


def test_a_mark_without_its_space_is_no_mark() -> None:
    assert [line.mark for line in read("#Mục\n-5 độ\n+84 24").statements if isinstance(line, Line)] == [Mark.PLAIN] * 3


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb not in (Verb.IF, Verb.UNLESS, Verb.END)])
def test_every_verb_takes_the_name_that_follows_it(verb: Verb) -> None:
    assert read(f"@{verb} nguồn vốn").statements == (Call(1, verb, "nguồn vốn"),)


def test_the_longer_verb_is_heard_before_the_shorter() -> None:
    verbs = [statement.verb for statement in read("@nếu không a\n@hết\n@phụ lục ngang B").statements]  # type: ignore[union-attr]
    assert verbs == [Verb.UNLESS, Verb.END, Verb.ANNEX_WIDE]


def test_empty_lines_say_nothing_and_lines_keep_their_numbers() -> None:
    assert [statement.at for statement in read("\nMột\n\n\n@bảng hai\n").statements] == [2, 5]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "Lời văn còn trống."),
        (" \n\n", "Lời văn còn trống."),
        ("Tốt\n@hết", "Dòng 2: “@hết” không đóng “@nếu” nào."),
        ("@nếu a\nTốt", "Dòng 1: “@nếu a” chưa có “@hết”."),
        ("@nếu không a\nTốt", "Dòng 1: “@nếu không a” chưa có “@hết”."),
        ("@nếu a\n@hết a", "Dòng 2: sau “@hết” không viết gì thêm."),
        ("Tốt\n@bảng", "Dòng 2: sau “@bảng” còn thiếu tên."),
        ("@phụ lục", "Dòng 1: sau “@phụ lục” còn thiếu tên."),
        ("Tốt\n\n@viết x", "Dòng 3: không hiểu “@viết x”."),
        ("@include /etc/passwd", "Dòng 1: không hiểu “@include /etc/passwd”."),
        ("Chào [[tên", "Dòng 1: “[[” và “]]” phải đi thành cặp"),
        ("Chào tên]]", "Dòng 1: “[[” và “]]” phải đi thành cặp"),
        ("Chào [[a[[b]]c]]", "Dòng 1: “[[” và “]]” phải đi thành cặp"),
        ("@phụ lục Bảng [[tên", "Dòng 1: “[[” và “]]” phải đi thành cặp"),
        ("Tốt\nchữ **đậm", "Dòng 2: “**” mở chữ đậm"),
        ("x" * (LINE_CHARACTERS + 1), f"Dòng 1: dài {LINE_CHARACTERS + 1} ký tự"),
        ("x\n" * (MOST_LINES + 1), f"Lời văn có {MOST_LINES + 1} dòng"),
        ("x" * (MOST_CHARACTERS + 1), f"Lời văn dài {MOST_CHARACTERS + 1} ký tự"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(text: str, fault: str) -> None:
    first, *_ = faults_of(text)
    assert first.startswith(fault)


def test_a_wording_whose_lines_are_all_at_fault_is_not_called_empty() -> None:
    assert len(faults_of("@viết x")) == 1


def test_all_faults_are_named_at_once_in_one_answer() -> None:
    text = "@viết\n**đậm\n@nếu a\n@hết\n@hết"
    assert [fault.split(":")[0] for fault in faults_of(text)] == ["Dòng 1", "Dòng 2", "Dòng 5"]
    with pytest.raises(WordingError, match=r"Dòng 1: .* Dòng 2: .* Dòng 5: "):
        read(text)


def test_conditions_nest_and_each_end_closes_the_last_that_opened() -> None:
    assert len(read("@nếu a\n@nếu không b\nx\n@hết\ny\n@hết\nz").statements) == 7
    assert faults_of("@nếu a\n@nếu b\nx\n@hết") == ("Dòng 1: “@nếu a” chưa có “@hết”.",)


def test_an_unknown_name_is_told_with_every_line_that_calls_it() -> None:
    wording = read("Chào [[tên]] và [[ai]]\n@bảng bảng lạ\n@nếu cờ\n@hết\n@phụ lục Của [[ai]]")
    assert wording.names == {"tên", "ai", "bảng lạ", "cờ"}
    assert wording.unknown(frozenset({"tên", "cờ"})) == [
        "Dòng 1: không có giá trị nào tên là “ai”.",
        "Dòng 2: không có giá trị nào tên là “bảng lạ”.",
        "Dòng 5: không có giá trị nào tên là “ai”.",
    ]


@pytest.mark.parametrize("text", ["[[case.pk]]", "[[__class__]]", "[[7*7]]", "[[a|b]]", "[[ tên ]]", "[[]]"])
def test_a_name_is_nothing_but_a_name(text: str) -> None:
    """No attribute, no filter, no sum, not even a space more: it is looked up as it stands."""
    (name,) = read(text).names
    assert name == text[2:-2]
    assert read(text).unknown(frozenset({"case", "a", "b", "tên"})) == [
        f"Dòng 1: không có giá trị nào tên là “{name}”."
    ]


@given(st.text(max_size=400))
def test_whatever_is_typed_it_is_read_or_refused_with_sentences(text: str) -> None:
    try:
        wording = read(text)
    except WordingError as refused:
        assert refused.faults
        assert all(fault.endswith((".", "hết”.")) or "Có thể viết" in fault for fault in refused.faults)
    else:
        assert wording.statements


@pytest.mark.parametrize("kind", list(all_kinds()))
def test_every_shipped_wording_can_be_read(kind: str) -> None:
    assert read(shipped_text(kind)).statements
