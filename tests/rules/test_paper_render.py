"""Hostile text, forbidden addresses, renders that would never end; and the same facts giving the same bytes."""

import threading
from typing import Any

import pytest
from documents.papers import contract_pdf

from documents.render.child import alone, forked, may_fork, render_pdf
from documents.render.limits import MIB, STANDARD, Failed, Limits, RenderError, TimedOut, TooLong
from documents.text import clean, clean_line
from tests.papers import LINES, contract, html_of


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ho\u0302\u0303 tro\u031b\u0323", "Hỗ trợ"),
        ("\u202e000.001", "000.001"),
        ("Công\u200b ty\u00ad \ufeffA", "Công ty A"),
        ("một\u00a0hai\tba", "một hai ba"),
        ("máy 😀 mới", "máy □ mới"),
        ("机器", "□□"),
        ("a" + "\u0301" * 40, "á\u0301"),
        ("\ud800x\x00y\x07", "xy"),
        ("dòng 1\r\ndòng 2\u2028dòng 3", "dòng 1\ndòng 2\ndòng 3"),
    ],
)
def test_typed_text_is_made_fit_for_paper(typed: str, printed: str) -> None:
    assert clean(typed) == printed


def test_a_text_beyond_its_limit_is_cut_and_says_so() -> None:
    long = clean("chữ " * 40_000, 2000)
    assert len(long) <= 2000
    assert long.endswith("(xem toàn văn trong hồ sơ đề án)")
    assert "\n" not in clean_line("a\nb")


def test_markup_in_a_name_stays_text() -> None:
    name = clean_line("<img src=x onerror=alert(1)> {{ 7|add:7 }} & </p><script>")
    html = html_of(contract(project_name=name))
    assert "<script>" not in html
    assert "<img" not in html
    assert "{{ 7|add:7 }}" in html


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1:9/x.css", "asset:../models.py", "data:text/css,p{}"]
)
@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{0}">',
        '<link rel="stylesheet" href="{0}">',
        '<a rel="attachment" href="{0}">x</a>',
        "<style>@import '{0}';</style>",
    ],
)
def test_a_paper_loads_nothing_but_its_own_assets(address: str, markup: str) -> None:
    with pytest.raises(Failed):
        render_pdf(markup.format(address))


@pytest.mark.parametrize("render", [forked, alone])
def test_a_text_that_would_hang_the_layout_is_stopped_by_its_cpu_limit(render: Any) -> None:
    with pytest.raises(TimedOut):
        render(b"<p>" + b"a" * 100_000, Limits(cpu_seconds=2))


@pytest.mark.parametrize("render", [forked, alone])
def test_a_late_render_is_killed_by_the_clock_on_the_wall(render: Any) -> None:
    with pytest.raises(TimedOut):
        render(b"<p>" + b"a" * 100_000, Limits(wall_seconds=0.2))


def test_a_render_without_memory_ends_with_a_sentence_whatever_gave_way_first() -> None:
    with pytest.raises(RenderError, match="Không lập được tệp PDF"):
        forked(b"<p>" + b"xin chao " * 50_000, Limits(memory=8 * MIB, wall_seconds=5))


def test_too_much_text_and_too_many_rows_are_refused_before_rendering() -> None:
    with pytest.raises(TooLong):
        render_pdf("x" * (STANDARD.html_characters + 1))
    with pytest.raises(TooLong, match="303 dòng"):
        contract_pdf(contract(budget=LINES * 101))


# --- the same facts, the same bytes ----------------------------------------------------------------------------


def test_the_same_contract_gives_the_same_bytes_in_a_fork_and_in_a_process_of_its_own() -> None:
    html = html_of(contract()).encode()
    first = forked(html, STANDARD)
    assert first == forked(html, STANDARD)
    assert first == alone(html, STANDARD)


def test_beside_another_thread_no_fork_is_made_and_the_paper_is_the_same() -> None:
    go = threading.Event()
    other = threading.Thread(target=go.wait)
    other.start()
    try:
        assert not may_fork()
        beside = contract_pdf(contract())
    finally:
        go.set()
        other.join()
    assert beside == forked(html_of(contract()).encode(), STANDARD)
