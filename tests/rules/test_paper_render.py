"""Hostile text, forbidden addresses, renders that would never end; and the same facts giving the same bytes."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import time_machine

from documents.contexts.filling import Filling
from documents.drawing import MAX_ROWS, drawn
from documents.render.child import beside, draw, forked, may_fork
from documents.render.limits import MIB, STANDARD, Failed, Limits, RenderError, TimedOut, TooLong
from documents.render.page import page_of
from documents.render.press import press
from documents.render.sheet import Drawn, Sheet
from documents.render.word import word_of
from documents.storage import fingerprint
from documents.text import CLAUSE, clean, clean_line
from documents.wordings import shipped_text
from tests.measured import numbers
from tests.papers import ISSUED, LINES, contract, html_of, opened, paper, words_of

ROOT = Path(__file__).resolve().parents[2]
ENDLESS = Sheet("<p>" + "a" * 100_000)
#: A person's text and what may be printed of it.
HOSTILE = [
    ("Ho\u0302\u0303 tro\u031b\u0323", "Hỗ trợ"),
    ("\u202e000.001", "000.001"),
    ("Công\u200b ty\u00ad \ufeffA", "Công ty A"),
    ("một\u00a0hai\tba", "một hai ba"),
    ("máy 😀 mới", "máy □ mới"),
    ("机器", "□□"),
    ("a" + "\u0301" * 40, "á\u0301"),
    ("\ud800x\x00y\x07", "xy"),
    ("\u2066trái\u2069\u200fphải\u061c", "tráiphải"),
]


def sheet(**changes: Any) -> Sheet:
    made = paper(contract(**changes))
    return Sheet(page_of(made), made.data, made.created.isoformat())


# --- what people type --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "printed"), [*HOSTILE, ("1\r\n2\u20283", "1\n2\n3")])
def test_typed_text_is_made_fit_for_paper(typed: str, printed: str) -> None:
    assert clean(typed) == printed


def test_every_way_of_filling_in_cleans_what_it_takes() -> None:
    for typed, printed in HOSTILE:
        filling = Filling()
        filling.text("a", typed)
        filling.items("a", [typed])
        filling.long("b", typed, CLAUSE)
        filling.table("a", (), [(typed,)])
        filling.card("a", typed, [("Tên", typed, "")])
        assert filling.fields["a"] == printed
        assert filling.lists == {"a": (printed,), "b": (printed,)}
        assert filling.tables["a"].rows[0].cells == (printed,)
        assert (filling.cards["a"].title, filling.cards["a"].rows) == (printed, (("Tên", printed),))


def test_a_text_beyond_its_limit_is_cut_and_says_so() -> None:
    long = clean("chữ " * 40_000, 2000)
    assert len(long) <= 2000
    assert long.endswith("(xem toàn văn trong hồ sơ đề án)")
    assert "\n" not in clean_line("a\nb")


def test_markup_in_a_name_stays_text() -> None:
    name = "<img src=x onerror=alert(1)> {{ 7|add:7 }} & </p><script>"
    html = html_of(contract(name=name, subject=name, issuer=name, recipients=(name,), addressees=(name, name)))
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7|add:7 }}" in html


def test_markup_in_a_wording_stays_text_too() -> None:
    wording = '<img src="file:///etc/passwd"> **<b>x</b>**\n## <h1>\n@phụ lục <script>alert(1)</script>\nx'
    html = html_of(contract(), wording=wording)
    assert "<img" not in html
    assert "<script" not in html.lower()
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt;" in html


def test_a_hostile_name_leaves_the_file_whole_and_its_text_readable() -> None:
    typed = "Hô\u0303 trơ\u0323 máy \u202e000.001 😀<b>{{ x }}</b> " + "W" * 200
    text = words_of(opened(drawn(paper(contract(name=typed, scope="a" * 4000))).pdf))
    assert "Hỗ trợ máy 000.001 □<b>{{ x }}</b>" in text
    assert text.replace(" ", "").count("W" * 200) == 2  # in the first article and over the annex
    assert "a" * 4000 in text.replace(" ", "")


def test_a_hundred_thousand_characters_become_a_paper_of_a_few_pages() -> None:
    reader = opened(drawn(paper(contract(objectives="mục tiêu rất dài " * 6_000))).pdf)
    assert len(numbers(reader)) < 12
    assert "(xem toàn văn trong hồ sơ đề án)" in words_of(reader)


def test_a_wording_of_decomposed_letters_does_not_spoil_the_text_of_the_paper() -> None:
    text = words_of(
        opened(drawn(paper(wording="Đê\u0300 a\u0301n \u202e[[tên đề án]]\u202c cu\u0309a \u200bSo\u031b\u0309.")).pdf)
    )
    assert f"Đề án {contract().fields['tên đề án']} của Sở." in text


# --- what a render may load and use ------------------------------------------------------------------------------


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
        "<p style=\"background: url('{0}')\">x</p>",
    ],
)
def test_a_paper_loads_nothing_but_its_own_assets(address: str, markup: str) -> None:
    with pytest.raises(Failed):
        draw(Sheet(markup.format(address)))


@pytest.mark.parametrize("render", [forked, beside])
def test_a_text_that_would_hang_the_layout_is_stopped_by_its_cpu_limit(render: Any) -> None:
    with pytest.raises(TimedOut):
        render(ENDLESS, Limits(cpu_seconds=2))


def test_a_worker_that_catches_the_end_of_its_time_does_not_keep_its_child_from_it() -> None:
    before = signal.signal(signal.SIGXCPU, lambda *_: sys.exit(-1))
    try:
        with pytest.raises(TimedOut):
            forked(ENDLESS, Limits(cpu_seconds=1))
    finally:
        signal.signal(signal.SIGXCPU, before)


@pytest.mark.parametrize("render", [forked, beside])
def test_a_late_render_is_killed_by_the_clock_on_the_wall(render: Any) -> None:
    with pytest.raises(TimedOut):
        render(ENDLESS, Limits(wall_seconds=0.2))


def test_a_render_without_memory_ends_with_a_sentence_whatever_gave_way_first() -> None:
    with pytest.raises(RenderError, match="Không lập được tệp PDF"):
        forked(Sheet("<p>xin chao " * 50_000), Limits(memory=8 * MIB, wall_seconds=5))


@pytest.mark.parametrize(
    "bomb", ["<div>" * 400, '<table><td colspan="1000000">x', '<p style="font-size: 9999999px">x', "<p>x<hr>" * 20_000]
)
def test_a_bomb_takes_its_own_child_down_and_the_next_paper_is_drawn(bomb: str) -> None:
    with pytest.raises(RenderError):
        draw(Sheet(bomb), Limits(cpu_seconds=1, wall_seconds=6))
    assert draw(Sheet("<p>Văn bản sau.")).pdf.startswith(b"%PDF-")


def test_too_much_text_and_too_many_rows_are_refused_before_rendering() -> None:
    with pytest.raises(TooLong):
        draw(Sheet("x" * (STANDARD.html_characters + 1)))
    with pytest.raises(TooLong, match=f"{3 * 101 + 1} dòng, tối đa {MAX_ROWS} dòng"):
        drawn(paper(contract(budget=LINES * 101)))


@pytest.mark.parametrize("render", [forked, beside])
def test_a_paper_of_more_pages_than_one_may_have_is_refused_before_it_is_drawn(render: Any) -> None:
    pages = Sheet('<html lang="vi">' + '<p style="break-after: page">Một trang.</p>' * 4)
    assert len(opened(render(pages, Limits(pages=4)).pdf).pages) == 4
    with pytest.raises(TooLong, match="dài hơn 3 trang"):
        render(pages, Limits(pages=3))


def test_a_press_that_was_killed_is_started_anew() -> None:
    first = beside(sheet(), STANDARD)
    assert press.process is not None
    press.process.kill()
    press.process.wait()
    assert beside(sheet(), STANDARD) == first


def test_a_press_that_dies_over_a_paper_says_so_and_serves_the_next_one() -> None:
    with pytest.raises(TooLong):
        draw(Sheet("x" * (STANDARD.html_characters + 1)))
    beside(sheet(), STANDARD)
    assert press.process is not None
    os.kill(press.process.pid, signal.SIGSTOP)
    killer = threading.Timer(0.3, press.process.kill)
    killer.start()
    with pytest.raises(Failed, match="đã dừng"):
        beside(sheet(), STANDARD)
    killer.join()
    assert beside(sheet(), STANDARD).pdf.startswith(b"%PDF-")


def test_no_secret_goes_with_the_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for paper")
    press.close()
    beside(sheet(), STANDARD)
    assert press.process is not None
    environment = Path(f"/proc/{press.process.pid}/environ").read_bytes()
    assert b"SECRET_KEY" not in environment
    assert b"PATH=" in environment


# --- the same facts, the same bytes ----------------------------------------------------------------------------


def test_the_same_contract_gives_the_same_bytes_in_a_fork_and_in_a_process_of_its_own() -> None:
    first = forked(sheet(), STANDARD)
    assert first == forked(sheet(), STANDARD)
    assert first == beside(sheet(), STANDARD)


def test_beside_another_thread_no_fork_is_made_and_the_paper_is_the_same() -> None:
    go = threading.Event()
    other = threading.Thread(target=go.wait)
    other.start()
    try:
        assert not may_fork()
        beside = draw(sheet())
    finally:
        go.set()
        other.join()
    assert beside == forked(sheet(), STANDARD)


def test_pdf_and_word_are_the_same_bytes_in_any_process_whatever_its_hashes_and_its_time_zone() -> None:
    made, proof = paper(contract(), ISSUED), ISSUED.proof
    assert proof is not None
    frozen = {
        "wording": shipped_text("contract"), "values": contract().to_json(), "number": ISSUED.number,
        "on": ISSUED.on.isoformat(), "code": proof.code, "address": proof.address, "data": made.data,
    }  # fmt: skip
    here = fingerprint(drawn(made).pdf), fingerprint(word_of(made))
    for seed, zone in (("1", "Asia/Ho_Chi_Minh"), ("271828", "America/Anchorage")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "tests.remade"], input=json.dumps(frozen), text=True, capture_output=True, check=True,
            env=environment, cwd=ROOT,
        )  # fmt: skip
        assert tuple(done.stdout.split()) == here, (seed, zone)


def test_the_word_file_bears_no_trace_of_the_clock() -> None:
    with time_machine.travel("2031-05-06 07:08:09", tick=False):
        later = word_of(paper(contract(), ISSUED))
    assert later == word_of(paper(contract(), ISSUED))


def test_where_signatures_go_is_told_with_the_file() -> None:
    made = draw(sheet())
    assert [room.role for room in made.rooms] == ["a", "b"]
    assert len({room.page for room in made.rooms}) == 1
    for room in made.rooms:
        assert 85 < room.x < 553 and 56 < room.y < 785
        assert room.width > 150 and room.height > 60
    assert Drawn.from_bytes(made.to_bytes()) == made
