"""From wording and values to blocks: what is counted, what is left out, and values that stay text whatever they hold."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.canonical import canonical, content_hash
from documents.wording.blocks import Grid, Paper, Paragraph, Run, Sheet, Style
from documents.wording.composing import Issue, compose, letter, roman
from documents.wording.language import WordingError, read
from documents.wording.values import LEFT, RIGHT, Card, Column, Row, Signer, Table, Values
from tests.papers import contract

PLAIN = Values(
    title="Công văn", kind="", subject="bổ sung hồ sơ", parent="Bộ Công Thương", issuer="Cục Khuyến công", symbol="ĐCK",
    place="Hà Nội", written_on=date(2026, 3, 5), fields={"tên": "Hạt điều", "rỗng": ""}, flags={"có": True, "không có": False},
    lists={"việc": ("một", "hai"), "trống": ()}, cards={"bên": Card("BÊN A", (("Địa chỉ", "Hà Nội"),))},
    tables={
        "bảng": Table((Column("TT", 10), Column("Tiền", 30, RIGHT)), (Row(("1", "5.000")),), "Đơn vị tính: đồng"),
        "bảng trống": Table((Column("TT"),), ()),
    },
)  # fmt: skip
#: What somebody might type to make a wording do more than print it.
SPELLS = (
    "**đậm**",
    "[[tên]]",
    "@bảng bảng",
    "## Điều",
    "+ khoản",
    "@hết",
    "<b>x</b>",
    "{{ 7 }}",
    "{% now %}",
    "%s {0}",
)


def composed(text: str, values: Values = PLAIN, issue: Issue | None = None) -> Paper:
    return compose(read(text), values, issue)


def lines(text: str, **changed: Any) -> list[str]:
    return [block.text for block in composed(text, replace(PLAIN, **changed)).blocks if isinstance(block, Paragraph)]


# --- counting ----------------------------------------------------------------------------------------------------


def test_articles_go_on_clauses_begin_anew_in_each_article_and_points_in_each_clause() -> None:
    text = "## Một\n+ a\n* x\n* y\n+ b\n* z\n## Hai\n+ c\n# Mục\n# Mục nữa\n+ d"
    assert lines(text) == [
        "Điều 1. Một", "1. a", "a) x", "b) y", "2. b", "a) z", "Điều 2. Hai", "1. c", "I. Mục", "II. Mục nữa", "1. d",
    ]  # fmt: skip


def test_points_are_counted_with_the_letters_of_vietnamese() -> None:
    assert [letter(n) for n in (1, 4, 5, 6, 7, 8, 9, 10)] == ["a", "d", "đ", "e", "g", "h", "i", "k"]
    assert [letter(n) for n in (23, 24, 46, 47)] == ["y", "aa", "yy", "aaa"]
    assert not {"f", "j", "w", "z"} & {letter(n) for n in range(1, 24)}


@pytest.mark.parametrize(("number", "sign"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (19, "XIX"), (39, "XXXIX")])
def test_sections_and_annexes_are_counted_in_roman(number: int, sign: str) -> None:
    assert roman(number) == sign


def test_one_annex_has_no_number_several_have_and_each_counts_for_itself() -> None:
    one = composed("Thân.\n@phụ lục Dự toán [[tên]]\n+ một")
    assert [(a.heading, a.title, a.landscape) for a in one.annexes] == [("Phụ lục", "DỰ TOÁN HẠT ĐIỀU", False)]
    two = composed("## Một\n@phụ lục A\n## Trong\n@phụ lục ngang B\n## Trong nữa")
    assert [(a.heading, a.landscape) for a in two.annexes] == [("Phụ lục I", False), ("Phụ lục II", True)]
    assert [block.text for a in two.annexes for block in a.blocks if isinstance(block, Paragraph)] == [
        "Điều 1. Trong", "Điều 1. Trong nữa",
    ]  # fmt: skip
    assert one.annexes[0].reference == "(Kèm theo Công văn số ……/ĐCK ngày …… tháng …… năm 2026)"


# --- what is left out --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["có", "tên", "việc", "bảng", "bên"])
def test_what_holds_is_said_and_its_contrary_is_not(name: str) -> None:
    assert lines(f"@nếu {name}\ncó\n@hết\n@nếu không {name}\nkhông\n@hết") == ["có"]


@pytest.mark.parametrize("name", ["không có", "rỗng", "trống", "bảng trống"])
def test_nothing_holds_where_there_is_nothing(name: str) -> None:
    assert lines(f"@nếu {name}\ncó\n@hết\n@nếu không {name}\nkhông\n@hết") == ["không"]


def test_inside_what_does_not_hold_nothing_is_said() -> None:
    assert lines("@nếu không có\na\n@nếu có\nb\n@hết\nc\n@hết\nd") == ["d"]
    assert composed("Thân.\n@nếu không có\n@phụ lục A\nx\n@hết").annexes == ()


def test_what_is_left_out_is_not_counted() -> None:
    assert lines("+ a\n@nếu không có\n+ b\n@hết\n+ c") == ["1. a", "2. c"]


# --- blocks ------------------------------------------------------------------------------------------------------


def test_lists_become_bases_dashes_or_paragraphs() -> None:
    assert lines("@căn cứ việc\n@liệt kê việc\n@đoạn việc\n@đoạn trống") == [
        "Căn cứ một;", "Căn cứ hai;", "- một;", "- hai.", "một", "hai",
    ]  # fmt: skip


def test_a_table_and_a_card_stand_as_they_are() -> None:
    grid, sheet = composed("@bảng bảng\n@thẻ bên").blocks
    assert isinstance(grid, Grid) and grid.table == PLAIN.tables["bảng"]
    assert isinstance(sheet, Sheet) and (sheet.title, sheet.rows) == ("BÊN A", (("Địa chỉ", "Hà Nội"),))
    assert list(composed("x\n@phụ lục A\n@bảng bảng").grids()) == [PLAIN.tables["bảng"]]


def test_bold_is_what_stands_between_two_pairs_of_stars() -> None:
    (block,) = composed("**A** b **[[tên]]**").blocks
    assert isinstance(block, Paragraph)
    assert block.runs == (Run("A", True), Run(" b "), Run("Hạt điều", True))


def test_a_paragraph_that_ends_with_a_colon_stays_with_what_follows() -> None:
    styles = [block.style for block in composed("Gồm:\nHết.").blocks if isinstance(block, Paragraph)]
    assert styles == [Style.LEAD, Style.BODY]


@pytest.mark.parametrize("text", ["[[việc]]", "[[bảng]]", "[[có]]"])
def test_a_list_a_table_or_a_flag_is_no_word_of_a_sentence(text: str) -> None:
    with pytest.raises(WordingError, match=r"là danh sách hoặc bảng"):
        composed(text)


@pytest.mark.parametrize("text", ["x\n@bảng tên", "x\n@thẻ bảng", "x\n@liệt kê tên", "x\n@đoạn bên", "x\n@căn cứ có"])
def test_a_verb_asked_for_the_wrong_thing_says_so_with_its_line(text: str) -> None:
    with pytest.raises(WordingError, match=r"Dòng 2: “.*” không phải thứ mà “@.*” viết ra được"):
        composed(text)


def test_an_unknown_name_is_refused_also_where_it_would_be_left_out() -> None:
    with pytest.raises(WordingError, match="Dòng 2: không có giá trị nào tên là “lạ”"):
        composed("@nếu không có\n[[lạ]]\n@hết")


# --- head and foot -----------------------------------------------------------------------------------------------


def test_a_draft_has_dots_where_the_register_will_write() -> None:
    draft = composed("Số [[số văn bản]], [[ngày văn bản]], tại [[địa danh]].")
    assert draft.draft
    assert draft.head.number == "Số: ……/ĐCK"
    assert draft.head.place_and_day == "Hà Nội, ngày …… tháng …… năm 2026"
    assert [b.text for b in draft.blocks if isinstance(b, Paragraph)] == [
        "Số ……/ĐCK, ngày …… tháng …… năm 2026, tại Hà Nội."
    ]


def test_an_issued_paper_bears_number_and_day_wherever_it_says_them() -> None:
    paper = composed("[[số văn bản]], [[ngày văn bản]].\n@phụ lục A\nx", issue=Issue("05/ĐCK", date(2026, 2, 9)))
    assert not paper.draft
    assert paper.created == date(2026, 2, 9)
    assert paper.head.number == "Số: 05/ĐCK"
    assert [b.text for b in paper.blocks if isinstance(b, Paragraph)] == ["05/ĐCK, ngày 09 tháng 02 năm 2026."]
    assert paper.annexes[0].reference == "(Kèm theo Công văn số 05/ĐCK ngày 09 tháng 02 năm 2026)"


def test_a_letter_has_its_subject_under_the_number_every_other_paper_under_its_kind() -> None:
    assert (composed("x").kind, composed("x").subject, composed("x").head.about) == ("", "", "V/v bổ sung hồ sơ")
    decision = composed("x\n@phụ lục A\ny", replace(PLAIN, kind="Quyết định"))
    assert (decision.kind, decision.subject, decision.head.about) == ("QUYẾT ĐỊNH", "bổ sung hồ sơ", "")
    assert decision.annexes[0].reference.startswith("(Kèm theo Quyết định số ")


# --- values stay text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spell", SPELLS)
def test_what_a_value_holds_is_text_and_never_wording(spell: str) -> None:
    fields, lists = {"tên": spell, "rỗng": ""}, {"việc": (spell,), "trống": ()}
    paper = composed(
        "- [[tên]] **[[tên]]**\n@đoạn việc\n@phụ lục [[tên]]\nx", replace(PLAIN, fields=fields, lists=lists)
    )
    first, second = paper.blocks
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert first.runs == (Run(f"- {spell} "), Run(spell, bold=True))
    assert second.runs == (Run(spell),)
    assert paper.annexes[0].title == spell.upper()
    assert len(paper.blocks) == 2


@given(st.text(max_size=80))
def test_any_text_stands_in_a_paper_as_one_paragraph_with_its_own_letters(text: str) -> None:
    paper = composed("[[tên]].", replace(PLAIN, fields={"tên": text, "rỗng": ""}))
    (block,) = paper.blocks
    assert isinstance(block, Paragraph)
    assert [run.bold for run in block.runs] == [False]
    assert "".join(block.text.split()) == "".join(f"{text}.".split())


# --- frozen ------------------------------------------------------------------------------------------------------

NAMES = st.text(min_size=1, max_size=8)
TEXTS = st.text(max_size=12)
COLUMNS = st.builds(Column, TEXTS, st.integers(0, 80), st.sampled_from([LEFT, RIGHT]))
TABLES = st.builds(
    Table,
    st.lists(COLUMNS, min_size=1, max_size=3).map(tuple),
    st.lists(st.builds(Row, st.lists(TEXTS, max_size=3).map(tuple), st.booleans()), max_size=3).map(tuple),
    TEXTS,
)
CARDS = st.builds(Card, TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple))
SEVERAL = st.lists(TEXTS, max_size=3).map(tuple)
VALUES = st.builds(
    Values, title=TEXTS, kind=TEXTS, subject=TEXTS, parent=TEXTS, issuer=TEXTS, symbol=TEXTS, place=TEXTS,
    written_on=st.dates(), fields=st.dictionaries(NAMES, TEXTS, max_size=3),
    flags=st.dictionaries(NAMES, st.booleans(), max_size=3), lists=st.dictionaries(NAMES, SEVERAL, max_size=3),
    tables=st.dictionaries(NAMES, TABLES, max_size=2), cards=st.dictionaries(NAMES, CARDS, max_size=2),
    addressees=SEVERAL, signers=st.lists(st.builds(Signer, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    recipients=SEVERAL, missing=SEVERAL, warnings=SEVERAL,
    facts=st.dictionaries(NAMES, st.none() | st.integers() | TEXTS, max_size=3),
)  # fmt: skip


@given(VALUES)
def test_values_come_back_from_their_json_as_they_were(values: Values) -> None:
    assert Values.from_json(values.to_json()) == values


def test_the_values_of_a_contract_survive_a_database_that_knows_only_json() -> None:
    values = contract()
    assert Values.from_json(json.loads(json.dumps(values.to_json()))) == values


@pytest.mark.parametrize(
    ("data", "spelled"),
    [
        ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
        ({"a\u0302": "e\u0302\u0301"}, '{"â":"ế"}'),
        (("x", 10**18), '["x",1000000000000000000]'),
        ({2: "hai"}, '{"2":"hai"}'),
    ],
)
def test_the_same_data_have_one_spelling(data: Any, spelled: str) -> None:
    assert canonical(data) == spelled


@pytest.mark.parametrize("data", [1.5, {"a": [0.0]}, float("nan")])
def test_a_fraction_is_no_money_and_has_no_spelling(data: Any) -> None:
    with pytest.raises(TypeError, match="whole đồng"):
        canonical(data)


def test_the_fingerprint_of_a_paper_follows_its_content_and_its_wording() -> None:
    first = content_hash(contract().to_json(), "w1")
    assert first == content_hash(dict(reversed(contract().to_json().items())), "w1")
    assert (
        len({first, content_hash(contract().to_json(), "w2"), content_hash(contract(name="Khác").to_json(), "w1")}) == 3
    )
