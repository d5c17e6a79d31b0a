"""Days of the year: the last day in time, the road still ahead, the forecast, and what it means for a đề án."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.deadlines.milestones import (
    Ahead,
    Milestone,
    Outlook,
    Reckoning,
    forecast,
    later,
    outlook,
    usual_days,
    working_days_left,
)
from workflow.deadlines.rules import rules_for
from workflow.deadlines.shipped import shipped_calendar, shipped_milestones, shipped_rules
from workflow.lifecycle import TABLES, table_of
from workflow.lifecycle.road import ahead, main_road, off_road
from workflow.vocabulary import Programme, State

CALENDAR = shipped_calendar()
TODAY = date(2026, 11, 25)


def shipped(code: str) -> Milestone:
    return next(milestone for milestone in shipped_milestones() if milestone.code == code)


# --- the shipped table ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "year", "last"),
    [
        ("national-registration", 2027, "2026-06-19"),
        ("national-registration-to-2019", 2019, "2018-06-14"),
        ("national-spending", 2026, "2026-12-31"),
        ("national-liquidation", 2026, "2027-01-22"),
        ("national-year-books", 2026, "2027-01-31"),
        ("national-advances", 2026, "2027-02-14"),
        ("national-monthly-report", 2026, "2026-11-24"),
    ],
)
def test_each_day_of_the_law_has_its_last_day_in_time(code: str, year: int, last: str) -> None:
    assert shipped(code).last_day(year, TODAY) == date.fromisoformat(last)


def test_what_is_not_confirmed_law_is_never_a_legal_milestone() -> None:
    assert all(milestone.mark == "CONFIRMED" for milestone in shipped_milestones() if milestone.legal)
    assert any(not milestone.legal for milestone in shipped_milestones())


@pytest.mark.parametrize("programme", list(Programme))
def test_for_every_plan_year_each_title_is_valid_once(programme: Programme) -> None:
    for year in range(2014, 2035):
        titles = [m.title for m in shipped_milestones() if m.programme == programme and m.valid_for(year)]
        assert len(titles) == len(set(titles)) >= 5, year


def test_every_milestone_reaches_a_stage_of_its_own_road() -> None:
    for milestone in shipped_milestones():
        assert milestone.reaches in main_road(milestone.programme), milestone.code


# --- the road ---------------------------------------------------------------------------------------------------------
def test_the_main_road_goes_through_every_phase_in_its_order() -> None:
    for programme, table in TABLES.items():
        phases = [table.stage(state).phase for state in main_road(programme)[:-1]]
        assert phases == sorted(phases)
        assert set(phases) == set(range(1, len(table.phases) + 1))


def test_a_stage_beside_the_road_leads_back_to_it_first() -> None:
    assert ahead(Programme.NATIONAL, State.LOCAL_SUPPLEMENT, State.REGISTERED) == (
        State.LOCAL_SUPPLEMENT,
        State.SUBMITTED,
        State.LOCAL_APPRAISAL,
        State.LOCAL_PASSED,
    )
    assert ahead(Programme.NATIONAL, State.MINISTRY_SUPPLEMENT, State.REGISTERED) == (State.MINISTRY_SUPPLEMENT,)


def test_nothing_lies_ahead_of_what_is_behind_over_or_off_the_road() -> None:
    assert ahead(Programme.NATIONAL, State.EXECUTION, State.REGISTERED) == ()
    assert ahead(Programme.NATIONAL, State.WITHDRAWN, State.LIQUIDATED) == ()
    assert ahead(Programme.NATIONAL, State.RECOVERY, State.LIQUIDATED) == ()
    assert off_road(Programme.NATIONAL, State.RECOVERY)
    assert not off_road(Programme.NATIONAL, State.EXECUTION)


def test_from_every_running_stage_of_the_road_its_end_is_ahead() -> None:
    for programme in Programme:
        for stage in table_of(programme).stages:
            if not stage.terminal and not off_road(programme, stage.state):
                way = ahead(programme, stage.state, State.CLOSED)
                assert way[0] == stage.state
                assert way[-1] == State.LIQUIDATED


# --- the forecast -----------------------------------------------------------------------------------------------------
def test_the_present_stage_ends_when_it_is_due_and_each_other_takes_its_target() -> None:
    steps = [Ahead("submitted", 3), Ahead("local_appraisal", 10), Ahead("local_passed", 1)]
    due = date(2026, 11, 27)
    assert forecast(TODAY, due, steps, CALENDAR) == CALENDAR.add_working_days(due, 11)


def test_late_already_means_any_day_now_and_the_work_lasts_as_long_as_the_contract() -> None:
    steps = [Ahead("contracting"), Ahead("execution", 1, date(2027, 3, 31)), Ahead("acceptance", 15)]
    assert forecast(TODAY, None, steps, CALENDAR) == CALENDAR.add_working_days(date(2027, 3, 31), 15)


def test_usual_days_come_from_the_counted_target() -> None:
    def usual(state: State, year: int = 2026) -> int:
        legal, target = rules_for(state, Programme.NATIONAL, year, shipped_rules())
        return usual_days(target or legal)

    assert usual(State.LOCAL_APPRAISAL) == 10
    assert usual(State.SETTLEMENT_DOSSIER) == 11, "15 days are eleven working days"
    assert usual(State.LOCAL_PASSED) == 1, "a date, no count"
    assert usual_days(None) == 1


@given(st.integers(0, 400), st.integers(0, 60), st.lists(st.integers(1, 30), max_size=12))
def test_a_longer_road_never_arrives_earlier_and_no_year_is_too_far(offset: int, due: int, days: list[int]) -> None:
    today = TODAY + timedelta(days=offset)
    steps = [Ahead("x", n) for n in days]
    found = forecast(today, today + timedelta(days=due), steps, CALENDAR)
    assert found >= today
    assert forecast(today, today + timedelta(days=due), [*steps, Ahead("y", 5)], CALENDAR) >= found


def test_days_left_go_on_where_the_calendar_ends() -> None:
    assert working_days_left(TODAY, date(2026, 12, 31), CALENDAR) == 26
    assert working_days_left(date(2027, 12, 30), date(2028, 1, 4), CALENDAR) == 3
    assert working_days_left(date(2028, 1, 4), date(2027, 12, 30), CALENDAR) == -3
    assert later(date(2027, 12, 30), 3, CALENDAR) == date(2028, 1, 4)


@pytest.mark.parametrize(
    ("last", "arrives", "left", "found"),
    [
        ("2026-11-24", None, -1, Outlook.MISSED),
        ("2026-11-24", "2026-11-20", -1, Outlook.MISSED),
        ("2026-12-31", "2027-01-04", 26, Outlook.WILL_MISS),
        ("2026-12-31", "2026-12-31", 26, Outlook.SAFE),
        ("2026-12-10", "2026-12-01", 11, Outlook.NEAR),
        ("2026-11-25", None, 0, Outlook.NEAR),
    ],
)
def test_missed_will_miss_near_or_safe(last: str, arrives: str | None, left: int, found: Outlook) -> None:
    day = date.fromisoformat(arrives) if arrives else None
    assert outlook(TODAY, date.fromisoformat(last), day, left, near_days=15) is found


def test_every_outlook_has_its_words_and_its_chip() -> None:
    assert len({kind.label for kind in Outlook}) == len({kind.token for kind in Outlook}) == len(Outlook)
    assert Reckoning("before_date") is Reckoning.BEFORE_DATE
