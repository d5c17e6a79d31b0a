"""The ladder, without a database: which one a stage has, the day of a rung, what is reached and what comes next."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.hours import Hours, digest_is_due
from notifications.ladder import Days, Ladder, Rung, leads, next_day, reached
from notifications.shipped import shipped_rungs
from notifications.vocabulary import Audience, Channel, Loudness
from tests.days import morning
from workflow.deadlines.shipped import shipped_calendar
from workflow.lifecycle.print import as_markdown

DAYS = Days(shipped_calendar())
FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


def rung(code: str, programme: str = "", state: str = "", offset: int = 1, **more: object) -> Rung:
    made = Rung(
        code, offset, (Audience.MUST_ACT,), Channel.DIGEST, Loudness.OVERDUE, code, programme=programme, state=state
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_the_most_specific_ladder_replaces_the_general_one_as_a_whole() -> None:
    ladder = Ladder(
        [
            rung("any-1"),
            rung("any-2", offset=2),
            rung("programme", "national"),
            rung("state", state="submitted"),
            rung("both", "local", "submitted"),
        ]
    )
    assert [one.code for one in ladder.of("local", "execution")] == ["any-1", "any-2"]
    assert [one.code for one in ladder.of("national", "execution")] == ["programme"]
    assert [one.code for one in ladder.of("national", "submitted")] == ["state"]
    assert [one.code for one in ladder.of("local", "submitted")] == ["both"]
    assert Ladder([]).of("local", "submitted") == ()


def test_a_ladder_is_another_one_when_anything_in_it_changes_and_only_for_its_stages() -> None:
    before = Ladder([rung("any"), rung("state", state="submitted")])
    after = Ladder([rung("any"), rung("state", state="submitted", title="Khác")])
    assert before.fingerprint("national", "submitted") != after.fingerprint("national", "submitted")
    assert before.fingerprint("national", "execution") == after.fingerprint("national", "execution")


@pytest.mark.parametrize(
    ("due", "offset", "expected", "why"),
    [
        (FRIDAY, 1, MONDAY, "a weekend is not counted"),
        (FRIDAY, -2, date(2026, 3, 4), "two working days before"),
        (MONDAY, -2, date(2026, 3, 5), "over a weekend"),
        (FRIDAY, 0, FRIDAY, "the day itself"),
        (date(2026, 3, 7), 0, FRIDAY, "a fixed date on a Saturday is due, for people, on the Friday before"),
        (date(2026, 2, 13), 1, date(2026, 2, 23), "Tết lies between"),
        (date(2026, 8, 21), 1, date(2026, 8, 22), "a Saturday that is worked in place of 31/8 counts"),
        (date(2031, 5, 2), 1, date(2031, 5, 5), "a year without a calendar counts by its weekends"),
    ],
)
def test_a_rung_falls_on_a_working_day(due: date, offset: int, expected: date, why: str) -> None:
    assert DAYS.of(due, offset) == expected, why


def test_a_rung_stays_reached_and_an_acknowledgement_stops_only_those_that_wait_for_one() -> None:
    rungs = shipped_rungs()
    late = DAYS.of(FRIDAY, 40)
    told = [one.rung.code for one in reached(rungs, FRIDAY, late, DAYS, acknowledged=False)]
    assert told == ["due-soon", "due-today", "overdue", "breach", "leader-above", "next-level"]
    known = [one.rung.code for one in reached(rungs, FRIDAY, late, DAYS, acknowledged=True)]
    assert known == ["due-soon", "due-today", "overdue", "breach"]


@given(st.dates(date(2025, 1, 2), date(2027, 9, 1)), st.integers(-40, 60))
def test_looking_on_each_next_day_misses_no_rung(due: date, start: int) -> None:
    rungs, on, met = shipped_rungs(), date.fromordinal(due.toordinal() + start), set()
    first = reached(rungs, due, on, DAYS, acknowledged=False)
    met |= {one.rung.code for one in first}
    while (following := next_day(rungs, due, on, DAYS)) is not None:
        assert following > on
        on = following
        here = {one.rung.code for one in reached(rungs, due, on, DAYS, acknowledged=False)}
        assert here > met, "every look finds something new"
        met = here
    assert met == {one.code for one in rungs}


def test_no_shipped_rung_lets_a_manager_be_muted_and_those_that_climb_wait_for_an_acknowledgement() -> None:
    for one in shipped_rungs():
        managers = any(map(leads, one.audiences))
        assert not (managers and one.mutable), one
        assert one.stops_when_acknowledged == (managers and one.offset > 1), one


def test_the_page_for_lawyers_shows_every_shipped_rung() -> None:
    text = as_markdown()
    assert "## Thang cảnh báo" in text
    for one in shipped_rungs():
        assert f"| {one.title} | mọi chương trình, mọi giai đoạn | {one.when} |" in text


# --- hours ------------------------------------------------------------------------------------------------------------
OFFICE = Hours(morning(FRIDAY, 7).time(), morning(FRIDAY, 19).time())


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (morning(FRIDAY, 7), morning(FRIDAY, 7)),
        (morning(FRIDAY, 18, 59), morning(FRIDAY, 18, 59)),
        (morning(FRIDAY, 19), morning(MONDAY, 7)),
        (morning(FRIDAY, 6, 59), morning(FRIDAY, 7)),
        (morning(date(2026, 3, 8), 12), morning(MONDAY, 7)),
        (morning(date(2026, 2, 14), 12), morning(date(2026, 2, 23), 7)),
    ],
)
def test_outside_the_hours_of_an_office_a_letter_waits_for_the_next_opening(at: object, expected: object) -> None:
    assert OFFICE.opening(at, shipped_calendar()) == expected  # type: ignore[arg-type]
    assert Hours().opening(at, shipped_calendar()) == at  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (morning(FRIDAY, 7, 29), False),
        (morning(FRIDAY, 7, 30), True),
        (morning(FRIDAY, 18, 59), True),
        (morning(FRIDAY, 19), False),
        (morning(date(2026, 3, 7), 8), False),
        (morning(date(2026, 2, 17), 8), False),
        (morning(date(2026, 8, 22), 8), True),
    ],
)
def test_a_digest_is_due_from_half_past_seven_to_seven_in_the_evening_of_a_working_day(at: object, due: bool) -> None:
    assert digest_is_due(at, shipped_calendar()) == due  # type: ignore[arg-type]
