"""A letter is written once: whatever it holds, its HTML and its text say the same words in the same order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.letters.content import (
    Content,
    Fact,
    FactList,
    Line,
    Link,
    Paragraph,
    Quote,
    Row,
    Steps,
    Strong,
    Table,
    Tone,
    plain,
)
from notifications.letters.html import html_of
from notifications.letters.text import text_of
from tests.letters import words_of_html, words_of_text

CASE = "https://khuyencong.example.vn/de-an/KCQG-2027-25-0001/"
DIGEST = Content(
    headline="2 đề án quá hạn",
    tone=Tone.LATE,
    reader="Hoàng Minh Giám",
    blocks=(
        Paragraph(("Đơn vị do Ông/Bà phụ trách có ", Strong("2 đề án"), " quá hạn.")),
        Quote("Lý do", "Thiếu báo giá.\r\nThiếu <chữ ký> & dấu."),
        FactList((Fact("Hạn xử lý", (Line((Strong("05/03/2026"),)), Line(("Căn cứ: Đ.8",), soft=True))),)),
        Steps("Vì sao hạn là ngày 05/03/2026?", ("Tính từ thứ Hai 02/03/2026.", "Đếm 3 ngày làm việc.")),
        Table(
            "Quá hạn",
            ("Đề án", "Hạn", "Đang ở"),
            (Row(("KCQG-2027-25-0001", "05/03/2026", "Sở"), CASE), Row(("KCQG-2027-25-0002", "06/03/2026", "Cục"))),
        ),
    ),
    button=Link("Mở Tổng quan", "https://khuyencong.example.vn/tong-quan/"),
    why_you="Ông/Bà nhận thư này vì là lãnh đạo của đơn vị.",
    choices=Link("Đổi cách nhận thư", "https://khuyencong.example.vn/tuy-chon-thu/"),
)

#: A busy machine is no fault of the letters.
PATIENTLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: What people write, hostile or not; control characters never reach a case.
anything = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
hrefs = st.sampled_from([CASE, f"{CASE}?a=1&b=2"])
runs = st.lists(anything | st.builds(Strong, anything), max_size=3).map(tuple)
tables = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        Table,
        anything,
        st.tuples(*[anything] * width),
        st.lists(st.builds(Row, st.tuples(*[anything] * width), st.just("") | hrefs), max_size=3).map(tuple),
    )
)
blocks = st.one_of(
    st.builds(Paragraph, runs),
    st.builds(Quote, anything, anything),
    st.builds(Steps, anything, st.lists(anything, max_size=3).map(tuple)),
    st.builds(
        FactList,
        st.lists(
            st.builds(Fact, anything, st.lists(st.builds(Line, runs, st.booleans()), max_size=3).map(tuple)), max_size=3
        ).map(tuple),
    ),
    tables,
)
contents = st.builds(
    Content,
    headline=anything,
    tone=st.sampled_from(Tone),
    reader=anything,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    button=st.builds(Link, anything, hrefs),
    why_you=anything,
    choices=st.none() | st.builds(Link, anything, hrefs),
)


def test_a_letter_with_everything_says_the_same_twice() -> None:
    text, html = text_of(DIGEST), html_of(DIGEST, subject="x")
    assert words_of_html(html) == words_of_text(text)
    for words in ("2 đề án quá hạn", "Thiếu <chữ ký> & dấu.", f"KCQG-2027-25-0001\n  {CASE}\n  Hạn: 05/03/2026"):
        assert words in text
    assert "Thiếu &lt;chữ ký&gt; &amp; dấu." in html


@PATIENTLY
@given(contents)
def test_no_content_can_make_the_two_differ(content: Content) -> None:
    assert words_of_html(html_of(content, subject="x")) == words_of_text(text_of(content))


def test_the_comparison_sees_a_word_that_only_one_of_them_says() -> None:
    html = html_of(DIGEST, subject="x")
    for gone in ("Hoàng Minh", "05/03/2026", 'data-label="Hạn"', CASE, "Thiếu báo giá", "tuy-chon-thu"):
        assert gone in html
        assert words_of_html(html.replace(gone, "", 1)) != words_of_text(text_of(DIGEST)), gone


def test_a_row_with_a_cell_too_few_is_a_fault_of_whoever_wrote_it() -> None:
    with pytest.raises(ValueError, match="a cell for each column"):
        Table("x", ("a", "b"), (Row(("1",)),))


def test_a_tone_never_speaks_by_colour_alone() -> None:
    assert len({tone.symbol for tone in Tone}) == len(Tone)
    assert f"{DIGEST.tone.symbol} {DIGEST.headline}" in text_of(DIGEST)


def test_bold_words_are_words() -> None:
    assert plain(("Quá hạn ", Strong("3 ngày"), ".")) == "Quá hạn 3 ngày."
