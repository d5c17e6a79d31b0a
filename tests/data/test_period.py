"""Báo cáo kỳ: every stay of the period counted once on each side, the sum that must hold, the list behind each number."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from python_calamine import CalamineWorkbook

from accounts.people import Person
from accounts.vocabulary import Region
from tests.visitors import NOW, said, visitor
from tests.world import START, World, act, draft, person, take, ticking, walk_to, world
from workflow.deadlines.tables import load_calendar
from workflow.lifecycle import ENDS
from workflow.models import Visit
from workflow.queries import period
from workflow.queries.period import SHOWN, Counts, PeriodFilters, behind, report
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "/tong-quan/bao-cao-ky/"


@pytest.fixture(autouse=True)
def later_in_march() -> Iterator[None]:
    with time_machine.travel(NOW + 7 * DAY, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def at(day: int) -> Any:
    """Ten o'clock on a day of March 2026."""
    return START.replace(day=day, hour=10)


def march(place: World) -> None:
    """At the Sở (three working days): early, punctual, late, withdrawn, stopped, overdue, in time; one suspended."""
    for sent, left in ((2, 4), (2, 5), (2, 10)):
        act(act(draft(place), Action.SUBMIT, at=at(sent)), Action.ASK_SUPPLEMENT, at=at(left))
    act(act(draft(place), Action.SUBMIT, at=at(2)), Action.WITHDRAW, at=at(3))
    stopped = act(draft(place), Action.SUBMIT, at=at(9))
    act(stopped, Action.PAUSE_CLOCK, at=at(10), data={"pause": "other", "party": "beneficiary"})
    act(draft(place), Action.SUBMIT, at=at(6))
    act(draft(place, programme=Programme.LOCAL), Action.SUBMIT, at=at(13))
    running = walk_to(draft(place), State.EXECUTION, clock=ticking(START, timedelta(minutes=30)))
    act(running, Action.SUSPEND, at=at(12))


def seen(place: World) -> Person:
    return person(place.administrator, NOW)


def filters(first: int, last: int, **more: Any) -> PeriodFilters:
    return PeriodFilters(date(2026, 3, first), date(2026, 3, last), **more)


def test_the_sum_holds_for_every_period_and_every_line(place: World) -> None:
    march(place)
    calendar = load_calendar()
    for first in range(1, 17, 3):
        for last in range(first, 17, 2):
            found = report(seen(place), filters(first, last), calendar)
            assert found.holds, (first, last)
            assert found.total.came == found.total.done + found.total.left


def test_each_stay_is_counted_where_it_belongs(place: World) -> None:
    march(place)
    found = report(seen(place), filters(5, 16, state=State.SUBMITTED), load_calendar())
    assert found.total == Counts(carried=2, received=3, punctual=1, late=1, on_time=1, overdue=1, paused=1)
    whole = report(seen(place), filters(1, 16, state=State.SUBMITTED), load_calendar()).total
    assert (whole.carried, whole.received, whole.punctual, whole.late, whole.withdrawn) == (0, 8, 1, 1, 1)
    assert (whole.on_time, whole.overdue, whole.paused, whole.untimed) == (1, 1, 1, 0)
    assert whole.counted == whole.early + 2
    assert report(seen(place), filters(1, 16, state=State.SUSPENDED), load_calendar()).total.paused == 1


def test_what_one_period_leaves_the_next_one_finds(place: World) -> None:
    march(place)
    calendar = load_calendar()
    for last in range(3, 15):
        before = report(seen(place), filters(2, last), calendar)
        after = report(seen(place), filters(last + 1, 16), calendar)
        assert before.total.left == after.total.carried, last


def test_an_extension_after_the_period_leaves_its_figures_and_its_lists_as_they_were(place: World) -> None:
    """Due on the 5th; the report to the 6th said "quá hạn". Extended on the 9th, it is in time from then on."""
    case = act(draft(place), Action.SUBMIT, at=at(2))
    calendar, sixth = load_calendar(), filters(1, 6, state=State.SUBMITTED)
    before = report(seen(place), sixth, calendar).total
    assert (before.overdue, before.on_time) == (1, 0)
    act(case, Action.EXTEND, at=at(9), data={"clock": "target", "days": 2})
    assert report(seen(place), sixth, calendar).total == before
    listed = visitor(place.leader).get(f"{PAGE}overdue/", {"from": "2026-03-01", "to": "2026-03-06"})
    assert "05/03/2026 nay là 09/03/2026" in said(listed)
    today = report(seen(place), filters(1, 9, state=State.SUBMITTED), calendar).total
    assert (today.overdue, today.on_time) == (0, 1)


def test_every_number_leads_to_a_list_of_so_many_stays(place: World) -> None:
    march(place)
    calendar = load_calendar()
    client = visitor(place.administrator)
    chosen = filters(4, 16)
    found = report(seen(place), chosen, calendar)
    for name in SHOWN:
        assert behind(seen(place), chosen, calendar, name).count() == getattr(found.total, name), name
    page = client.get(PAGE, {"from": "2026-03-04", "to": "2026-03-16"})
    source = page.content.decode()
    for line in found.units:
        address = f"{PAGE}late/?from=2026-03-04&amp;to=2026-03-16&amp;unit={line.key}"
        assert (address in source) == bool(line.counts.late)
        listed = client.get(f"{PAGE}late/", {"from": "2026-03-04", "to": "2026-03-16", "unit": line.key})
        assert listed.context["page"].paginator.count == line.counts.late
    assert client.get(f"{PAGE}xyz/").status_code == 404


def test_the_page_says_that_the_sum_holds_and_shouts_when_it_does_not(
    place: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    march(place)
    client = visitor(place.leader)
    assert "khớp , từng dòng" in said(client.get(PAGE)).replace("khớp,", "khớp ,")
    whole = period.columns

    def with_a_hole(*given: Any) -> dict[str, Any]:
        return whole(*given) | {"late": whole(*given)["early"]}

    monkeypatch.setattr(period, "columns", with_a_hole)
    broken = client.get(PAGE)
    assert "Số liệu không khớp" in said(broken)
    assert 'role="alert"' in broken.content.decode()


def test_a_rate_never_stands_without_its_fraction(place: World) -> None:
    march(place)
    found = report(seen(place), filters(1, 16, state=State.SUBMITTED), load_calendar()).total
    assert (found.in_time, found.counted) == (3, 4)
    assert "75,0 % (3/4)" in said(visitor(place.administrator).get(PAGE, {"state": State.SUBMITTED}))
    nothing = visitor(place.administrator).get(PAGE, {"state": State.SUBMITTED, "from": "2026-03-16"})
    assert nothing.context["report"].total.counted == 0
    assert "Tỷ lệ đúng hạn —" in said(nothing)


def test_filters_by_unit_and_programme_and_a_hand_made_address_change_what_is_counted_and_break_nothing(
    place: World,
) -> None:
    march(place)
    client = visitor(place.administrator)

    def came(**query: object) -> int:
        total: Counts = client.get(PAGE, query).context["report"].total
        return total.came

    everything = came()
    assert everything == Visit.objects.exclude(state__in=ENDS).count()
    assert came(programme=Programme.LOCAL) == 2
    units = [came(unit=line.key) for line in client.get(PAGE).context["report"].units]
    assert sum(units) == everything
    for nonsense in (
        {"from": "x", "to": "y"}, {"unit": "²"}, {"programme": "'"}, {"state": "?"}, {"to": "2999-01-01"},
        {"from": "2026-12-31"}, {"from": "0001-01-01"},
    ):  # fmt: skip
        assert came(**nonsense) == everything, nonsense


def test_what_hangs_in_a_year_of_closed_books_is_left_out_until_it_is_asked_for(place: World) -> None:
    march(place)
    take(draft(place, plan_year=2024), Action.SUBMIT)
    client = visitor(place.administrator)
    without, whole = (client.get(PAGE, query) for query in ({}, {"old": "1"}))
    assert whole.context["report"].total.came == without.context["report"].total.came + 2
    assert whole.context["report"].holds
    assert "Không kể 2 lượt còn treo" in said(without)
    assert "old=1" in whole.content.decode()


def test_nobody_counts_the_stays_of_another_province(place: World) -> None:
    march(place)
    elsewhere = world("Hà Nội", "01", "hanoi", Region.NORTH)
    assert visitor(elsewhere.leader).get(PAGE).context["report"].total == Counts()
    assert "Không có lượt xử lý nào trong kỳ" in said(visitor(elsewhere.leader).get(PAGE))


def test_the_file_holds_both_tables_with_their_totals(place: World) -> None:
    march(place)
    answer = visitor(place.administrator).get(PAGE, {"from": "2026-03-04", "file": "xlsx"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Theo giai đoạn", "Theo đơn vị"]
    found = report(seen(place), filters(4, 16), load_calendar())
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        assert rows[-1][0] == "Cộng"
        assert rows[-1][1:3] == [found.total.carried, found.total.received]
        assert rows[3][0] == "Tồn đầu + tiếp nhận = đã xong + còn lại: khớp."


def test_a_longer_report_asks_the_database_no_more_often(place: World, django_assert_num_queries: Any) -> None:
    take(draft(place), Action.SUBMIT)
    chosen, who, calendar = filters(1, 16), seen(place), load_calendar()
    with django_assert_num_queries(3):
        report(who, chosen, calendar)
    march(place)
    with django_assert_num_queries(3):
        report(who, chosen, calendar)
