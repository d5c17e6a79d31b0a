"""Tổng quan: every number opens the list it counts, and that list is as long as the number says."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.visitors import NOW, said, visitor
from tests.world import START, World, act, draft, person, take, ticking, walk_to, world
from workflow.deadlines.tables import load_calendar
from workflow.queries.period import PeriodFilters, whole
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
PAGE = "/tong-quan/"
CELL = re.compile(r'<td class="kc-num"[^>]*>(.*?)</td>', re.S)
LINK = re.compile(r'<a href="([^"]+)">(?:<strong>)?([\d.]+)(?:</strong>)?( đề án kết thúc trong năm \d+)?</a>')
TILE = re.compile(r'<a class="kc-stat [^"]*" href="([^"]+)">.*?<span class="kc-stat-value">(.*?)</span>', re.S)


@pytest.fixture(autouse=True)
def two_weeks_later() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        yield


@pytest.fixture
def place() -> World:
    """Open stays of every class, each kind of end, two plan years, another province, and one year of closed books."""
    place = world()
    other = world("Hà Nội", "01", "hanoi")
    march = START.replace(hour=10)
    walk_to(draft(place), State.CLOSED)
    walk_to(draft(place, plan_year=2026), State.EXECUTION)
    take(draft(place, at=march.replace(day=20)), Action.SUBMIT, Action.WITHDRAW)
    take(draft(place), Action.SUBMIT, Action.REJECT)
    act(act(draft(other), Action.SUBMIT, at=march), Action.ASK_SUPPLEMENT, at=march.replace(day=12))
    stopped = act(draft(place), Action.SUBMIT, at=march)
    act(stopped, Action.PAUSE_CLOCK, data={"pause": "other", "party": "beneficiary"})
    take(walk_to(draft(place), State.EXECUTION), Action.SUSPEND)
    for day in (2, 18, 19, 20):
        act(draft(place, programme=Programme.LOCAL), Action.SUBMIT, at=march.replace(day=day))
    take(draft(place, plan_year=2024), Action.SUBMIT)
    take(draft(other, plan_year=2024), Action.SUBMIT, Action.WITHDRAW, clock=ticking(march))
    return place


def length(client: Client, address: str) -> int:
    answer = client.get(html.unescape(address))
    assert answer.status_code == 200, address
    count: int = answer.context["page"].paginator.count
    return count


@pytest.mark.parametrize("who", ["administrator", "leader", "agency_leader", "ministry_auditor"])
def test_every_number_opens_a_list_of_so_many(place: World, who: str) -> None:
    client = visitor(getattr(place, who))
    source = client.get(PAGE).content.decode()
    links = [(address, number.replace(".", "")) for address, number, _ in LINK.findall(source)]
    assert len(links) > 10
    for address, number in links:
        assert length(client, address) == int(number), address
    cells = [cell.strip() for cell in CELL.findall(source)]
    bare = [cell for cell in cells if re.fullmatch(r"[\d.]+", cell) and cell != "0"]
    assert not bare, "a number that counts đề án and opens nothing"


def test_the_tiles_open_what_they_count_and_the_rate_opens_its_denominator(place: World) -> None:
    client = visitor(place.administrator)
    answer = client.get(PAGE)
    tiles = TILE.findall(answer.content.decode())
    assert len(tiles) == 5
    for address, value in tiles:
        rate = re.search(r"\((\d+)/(\d+)\)", value)
        assert length(client, address) == int(rate[2] if rate else value), address
    done, counted = answer.context["done"], html.unescape(tiles[-1][0])
    assert f"({done.in_time}/{done.counted})" in tiles[-1][1]
    assert length(client, counted.replace("/counted/", "/in_time/")) == done.in_time
    assert done.late and done.in_time, "both kinds are there"


def test_the_rate_is_that_of_the_period_report_since_new_year(place: World) -> None:
    client = visitor(place.administrator)
    shown = client.get(PAGE).context["done"]
    assert shown == client.get(f"{PAGE}bao-cao-ky/").context["report"].total


def test_without_anything_finished_the_rate_is_a_dash_and_opens_nothing() -> None:
    answer = visitor(world().administrator).get(PAGE)
    assert "Tỷ lệ đúng hạn —" in said(answer)
    assert not TILE.findall(answer.content.decode())


def test_the_total_alone_is_asked_of_the_database_once(place: World, django_assert_num_queries: Any) -> None:
    calendar, who = load_calendar(), person(place.administrator, NOW)
    chosen = PeriodFilters(START.date().replace(month=1, day=1), (NOW + timedelta(days=14)).date())
    with django_assert_num_queries(1):
        assert whole(who, chosen, calendar).holds


def test_a_year_that_no_calendar_holds_narrows_nothing(place: World) -> None:
    client = visitor(place.administrator)
    every = length(client, "/de-an/")
    for word in ("0", "99999", "-1", "²", "1e3"):
        assert length(client, f"/de-an/?ended={word}") == every
    assert length(client, "/de-an/?only=nonsense") == every
    assert "Kết thúc năm 2026" in said(client.get("/de-an/?ended=2026"))
