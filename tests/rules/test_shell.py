"""The frame of the pages: numbers as Vietnamese readers write them, colours one can read, no style or script inline."""

import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from accounts.people import Holding, Person
from accounts.vocabulary import OrganisationKind, Role
from config.shell import charts, numbers
from config.shell.context import initials
from config.shell.navigation import Visitor, places_for
from config.vendor import collect
from workflow.deadlines.status import DueClass

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "config/static"
TEMPLATES = sorted(
    path for path in ROOT.glob("*/templates/**/*.html") if not {"mail", "contract"} & set(path.relative_to(ROOT).parts)
)
RATIO = 4.5
"""WCAG 2.2 AA for text of ordinary size."""


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0 đồng"),
        (999_999, "999.999 đồng"),
        (300_000_000, "300 triệu"),
        (1_250_000_000, "1,25 tỷ"),
        (34_700_000_000, "34,7 tỷ"),
        (2_000_000_000, "2 tỷ"),
        (1_234_567_890, "1,23 tỷ"),
        (-1_500_000_000, "-1,5 tỷ"),
    ],
)
def test_a_sum_is_short_where_it_is_read_at_a_glance(amount: int, words: str) -> None:
    assert numbers.compact(amount) == words.replace(" ", numbers.NO_BREAK)


def test_money_has_dots_between_thousands_and_decimals_a_comma() -> None:
    assert numbers.dong(170_800_000_000) == f"170.800.000.000{numbers.NO_BREAK}đồng"
    assert numbers.in_ty(170_800_000_000) == "170,8"
    assert numbers.decimal(Decimal("12345.67"), 1) == "12.345,7"


def test_halves_are_rounded_away_from_zero_as_accountants_do() -> None:
    assert [numbers.in_ty(amount) for amount in (50_000_000, 150_000_000, 250_000_000)] == ["0,1", "0,2", "0,3"]


def test_a_share_of_nothing_is_a_dash_not_a_fault() -> None:
    assert numbers.percent(1, 0) == numbers.ABSENT
    assert numbers.percent(347, 1708) == f"20,3{numbers.NO_BREAK}%"


def test_a_moment_is_told_in_the_time_of_hanoi() -> None:
    hanoi = timezone(timedelta(hours=7))
    assert numbers.moment(datetime(2026, 3, 4, 18, 5, tzinfo=UTC), hanoi) == "01:05 ngày 05/03/2026"
    assert numbers.weekday(date(2026, 11, 24)) == "Thứ Ba"


def test_initials_are_those_of_the_family_name_and_the_given_name() -> None:
    assert [initials(name) for name in ("Nguyễn Văn Anh", "Đặng", "")] == ["NA", "Đ", ""]


def test_the_menu_shows_each_person_the_places_meant_for_them() -> None:
    owner = _visitor(Role.OWNER)
    leader = _visitor(Role.DEPARTMENT_LEADER)
    clerk_in_charge = _visitor(Role.CLERK, is_head=True)
    assert _labels(owner) == ["Việc của tôi", "Đề án", "Sổ văn bản", "Văn bản kế hoạch", "Lịch sử hỗ trợ"]
    assert "Tổng quan" in _labels(leader)
    assert "Tổng quan" in _labels(clerk_in_charge)


def test_the_trial_mailbox_is_in_the_menu_of_a_demo_only_and_the_admin_in_that_of_staff() -> None:
    visitor = _visitor(Role.ADMINISTRATOR)
    assert {"Hộp thư thử nghiệm", "Quản trị"}.isdisjoint(_labels(visitor))
    assert {"Hộp thư thử nghiệm", "Quản trị"} <= set(_labels(replace(visitor, is_staff=True, demo=True)))


@pytest.mark.parametrize(
    ("path", "here"),
    [("/", ["Việc của tôi"]), ("/de-an/KCQG-2027-25-0001/", ["Đề án"]), ("/dang-nhap/", [])],
)
def test_the_menu_marks_where_one_is(path: str, here: list[str]) -> None:
    places = places_for(_visitor(Role.OWNER), path)
    assert [place.label for place in places if place.current] == here


def test_bars_are_scaled_to_the_longest_and_a_small_value_stays_visible() -> None:
    drawn = charts.draw_bars([charts.Bar("a", 1_000_000), charts.Bar("b", 1, of=2_000_000), charts.Bar("c", 0)])
    assert [bar.width for bar in drawn] == [500, 6, 0]
    assert drawn[1].of_width == charts.WIDTH
    assert charts.draw_bars([]) == []


def test_the_parts_of_a_stack_fill_its_whole_width() -> None:
    drawn = charts.draw_stack(
        [charts.Slice("a", 1, "main"), charts.Slice("b", 0, "main"), charts.Slice("c", 2, "main")]
    )
    assert [(part.x, part.x + part.width) for part in drawn] == [(0, 333), (333, 1000)]


def test_a_line_stops_where_time_has_not_come() -> None:
    line = charts.draw_lines([charts.Series("a", (0, 5, None))], 100, 50, 10)[0]
    assert line.points == "0,50 50,25"


@pytest.mark.parametrize(("value", "top"), [(0, 1), (7, 10), (170, 200), (201, 250), (251, 500), (999, 1000)])
def test_an_axis_ends_at_a_round_number(value: int, top: int) -> None:
    assert charts.round_top(value) == top


@pytest.mark.parametrize("kind", DueClass)
def test_the_words_of_every_status_can_be_read_on_its_colour(kind: DueClass) -> None:
    fill, text = _chip_colours(kind)
    assert _contrast(fill, text) >= RATIO


@pytest.mark.parametrize("kind", DueClass)
def test_every_status_has_a_symbol_of_its_own_beside_its_colour(kind: DueClass) -> None:
    assert kind.token in _symbols()


def test_symbols_that_templates_name_are_in_the_sprite() -> None:
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}
    named |= {name for path in TEMPLATES for name in re.findall(r'\bsymbol="([\w-]+)"', path.read_text())}
    assert named - _symbols() == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_carries_style_or_script_inline(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"<style\b|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text) == []
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", text) == [], "every file comes from this server"


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "412", "429", "500", "503"])
def test_an_error_page_is_drawn_without_a_person_or_a_request(name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert f"Mã {name[:3]}" in page
    assert "Về Việc của tôi" in page


def test_third_party_files_are_the_recorded_ones() -> None:
    assert collect.differences() == []
    assert "sourceMappingURL" not in (STATIC / "vendor/bootstrap/bootstrap.min.css").read_text()


def test_a_changed_third_party_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "vendor"
    target.mkdir()
    (target / "a.css").write_text("a")
    (target / "new.css").write_text("n")
    sums = tmp_path / "sums.txt"
    sums.write_text(f"{hashlib.sha256(b'b').hexdigest()}  vendor/a.css\n{'0' * 64}  vendor/lost.css\n")
    for name, value in (("TARGET", target), ("STATIC", tmp_path), ("SUMS", sums)):
        monkeypatch.setattr(collect, name, value)
    assert collect.differences() == [
        "vendor/a.css: not the recorded file",
        "vendor/lost.css: recorded but missing",
        "vendor/new.css: present but not recorded",
    ]


def _visitor(role: Role, *, is_head: bool = False) -> Visitor:
    holding = Holding(role, 1, OrganisationKind.DEPARTMENT, is_head=is_head)
    return Visitor(Person(1, "Nguyễn Văn Anh", "", frozenset({holding})), is_staff=False, demo=False)


def _labels(visitor: Visitor) -> list[str]:
    return [place.label for place in places_for(visitor, "/")]


def _symbols() -> set[str]:
    return set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "vendor/bootstrap-icons/sprite.svg").read_text()))


def _chip_colours(kind: DueClass) -> tuple[str, str]:
    sheet = (STATIC / "kc/status.css").read_text()
    rule = re.search(rf"\.kc-due-{kind.token} {{\s*--fill: (#\w{{6}});\s*--text: (#\w{{6}});", sheet)
    assert rule, f"no colours for {kind.token}"
    return rule[1], rule[2]


def _contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours written #rrggbb."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
