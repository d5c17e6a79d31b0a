"""The shipped calendar 2023–2027, checked against the law, the letters and an independent library."""

from collections.abc import Callable
from datetime import date, timedelta

import holidays
import pytest

from workflow.deadlines.calendar import Calendar, CalendarMissing, Day, DayKind
from workflow.deadlines.shipped import shipped_calendar, shipped_years

CALENDAR = shipped_calendar()

#: Where the library is known to be wrong: the swap of letter 12729/VPCP-KGVX (25/12/2025) came too late for it.
LIBRARY_IS_WRONG = {date(2026, 1, 2): False, date(2026, 1, 10): True}


def every_day(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def weekdays_off(year: int) -> list[str]:
    return [f"{d:%d/%m}" for d in every_day(year) if d.weekday() < 5 and not CALENDAR.is_working(d)]


def test_the_years_2023_to_2027_are_declared_and_only_2027_is_an_estimate() -> None:
    assert CALENDAR.official_years == {2023, 2024, 2025, 2026}
    assert CALENDAR.provisional_years == {2027}
    assert all(year.basis for year in shipped_years())


@pytest.mark.parametrize("year", range(2023, 2028))
def test_it_agrees_with_an_independent_library_but_for_one_swap(year: int) -> None:
    library = holidays.country_holidays("VN", years=range(2022, 2029))
    differing = {
        d: CALENDAR.is_working(d) for d in every_day(year) if CALENDAR.is_working(d) != library.is_working_day(d)
    }
    assert differing == {d: works for d, works in LIBRARY_IS_WRONG.items() if d.year == year}


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2023, "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09"),
        (2024, "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09"),
        (2025, "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09"),
        (2026, "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11"),
        (2027, "01/01 04/02 05/02 08/02 09/02 10/02 16/04 30/04 03/05 02/09 03/09 24/11"),
    ],
)
def test_the_weekdays_off_of_a_year_are_those_of_the_letters(year: int, off: str) -> None:
    assert weekdays_off(year) == off.split()


@pytest.mark.parametrize(("year", "count"), [(2023, 249), (2024, 251), (2025, 250), (2026, 249), (2027, 249)])
def test_a_year_has_its_known_number_of_working_days(year: int, count: int) -> None:
    assert sum(map(CALENDAR.is_working, every_day(year))) == count
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        ("2024-04-29", "2024-05-04"),
        ("2025-05-02", "2025-04-26"),
        ("2026-01-02", "2026-01-10"),
        ("2026-08-31", "2026-08-22"),
    ],
)
def test_a_swap_frees_a_weekday_and_works_a_saturday(off: str, worked: str) -> None:
    free, saturday = date.fromisoformat(off), date.fromisoformat(worked)
    assert free.weekday() < 5
    assert saturday.weekday() == 5
    assert not CALENDAR.is_working(free)
    assert CALENDAR.is_working(saturday)
    assert CALENDAR.why_off(saturday) is None


def test_every_swap_has_both_halves() -> None:
    for year in CALENDAR.years:
        kinds = [day.kind for day in CALENDAR.days if day.date.year == year]
        assert kinds.count(DayKind.SWAPPED_OFF) == kinds.count(DayKind.SWAPPED_WORKING)


def test_every_named_day_has_a_name_and_a_basis() -> None:
    assert [day for day in CALENDAR.days if not day.name or not day.basis] == []


def test_a_compensatory_day_is_a_weekday_paid_for_by_a_holiday_on_a_weekly_rest() -> None:
    for year in CALENDAR.years:
        days = [day for day in CALENDAR.days if day.date.year == year]
        on_rest = [day for day in days if day.kind is DayKind.HOLIDAY and day.date.weekday() >= 5]
        compensatory = [day for day in days if day.kind is DayKind.COMPENSATORY]
        assert all(day.date.weekday() < 5 for day in compensatory)
        assert len(compensatory) == len(on_rest)


def test_culture_day_is_a_holiday_from_2026_on() -> None:
    assert CALENDAR.is_working(date(2025, 11, 24))
    assert CALENDAR.why_off(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert CALENDAR.why_off(date(2027, 11, 24)) == "Ngày Văn hóa Việt Nam"


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-06-20", "Thứ Bảy"),
        ("2026-06-21", "Chủ nhật"),
        ("2026-02-17", "Tết Âm lịch (mùng 1)"),
        ("2026-04-27", "Nghỉ bù Giỗ Tổ Hùng Vương"),
        ("2026-08-31", "Nghỉ hoán đổi, làm bù thứ Bảy 22/8/2026"),
        ("2026-06-22", None),
    ],
)
def test_a_day_off_says_why(day: str, reason: str | None) -> None:
    assert CALENDAR.why_off(date.fromisoformat(day)) == reason


def test_a_compensatory_day_entered_without_the_word_still_says_nghi_bu() -> None:
    day = Day(date(2026, 4, 27), DayKind.COMPENSATORY, "Giỗ Tổ Hùng Vương")
    assert Calendar([day], frozenset({2026})).why_off(day.date) == "Nghỉ bù Giỗ Tổ Hùng Vương"


def test_next_and_previous_never_answer_the_day_itself() -> None:
    assert CALENDAR.next_working(date(2026, 2, 13)) == date(2026, 2, 23)
    assert CALENDAR.previous_working(date(2026, 2, 23)) == date(2026, 2, 13)
    assert CALENDAR.previous_working(date(2026, 1, 12)) == date(2026, 1, 10)
    assert CALENDAR.previous_working(date(2026, 1, 5)) == date(2025, 12, 31)


def test_days_between_leave_out_the_first_and_are_negative_backwards() -> None:
    friday, monday = date(2026, 2, 13), date(2026, 2, 23)
    assert CALENDAR.working_days_between(friday, monday) == 1
    assert CALENDAR.working_days_between(monday, friday) == -1
    assert CALENDAR.working_days_between(friday, friday) == 0
    assert CALENDAR.working_days_between(friday, date(2026, 2, 20)) == 0


@pytest.mark.parametrize(
    ("ask", "year"),
    [
        (lambda: CALENDAR.is_working(date(2029, 5, 6)), 2029),
        (lambda: CALENDAR.why_off(date(2022, 1, 1)), 2022),
        (lambda: CALENDAR.next_working(date(2027, 12, 31)), 2028),
        (lambda: CALENDAR.previous_working(date(2023, 1, 3)), 2022),
        (lambda: CALENDAR.add_working_days(date(2027, 12, 1), 60), 2028),
        (lambda: CALENDAR.add_working_days(date(2020, 12, 1), 5), 2020),
        (lambda: CALENDAR.working_days_between(date(2027, 1, 1), date(2028, 1, 3)), 2028),
    ],
)
def test_an_unknown_year_is_never_guessed(ask: Callable[[], object], year: int) -> None:
    with pytest.raises(CalendarMissing, match=f"Chưa có lịch làm việc năm {year}") as missing:
        ask()
    assert missing.value.year == year


def test_a_hole_between_two_declared_years_is_not_stepped_over() -> None:
    calendar = Calendar([], frozenset({2023, 2025}))
    with pytest.raises(CalendarMissing, match="2024"):
        calendar.next_working(date(2023, 12, 29))
    with pytest.raises(CalendarMissing, match="2024"):
        calendar.previous_working(date(2025, 1, 1))
    with pytest.raises(CalendarMissing, match="2024"):
        calendar.working_days_between(date(2023, 6, 1), date(2025, 6, 1))


def test_the_same_date_cannot_be_named_twice_nor_a_year_be_both_sure_and_unsure() -> None:
    day = Day(date(2026, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch")
    with pytest.raises(ValueError, match="một lần"):
        Calendar([day, day], frozenset({2026}))
    with pytest.raises(ValueError, match="2026"):
        Calendar([], frozenset({2026}), frozenset({2026}))
