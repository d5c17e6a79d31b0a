"""Whose court, day by day: whatever stays and pauses there are, the days of all parties are the days of the life."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workflow.deadlines.court import Span, Stay, Wait, days_by_party, spans

START = date(2026, 1, 5)
PARTIES = ("implementer", "department", "agency", "finance_ministry", "paused")


def day(n: int) -> date:
    return START + timedelta(days=n)


def test_a_stay_is_cut_by_the_pause_inside_it() -> None:
    stay = Stay("agency", day(0), (Wait("finance_ministry", day(3), day(8)),))
    assert spans([stay], day(10)) == [
        Span("agency", day(0), day(3)),
        Span("finance_ministry", day(3), day(8)),
        Span("agency", day(8), day(10)),
    ]


def test_a_pause_that_still_lasts_has_the_days_up_to_today() -> None:
    stay = Stay("agency", day(0), (Wait("paused", day(3)),))
    assert days_by_party(spans([stay], day(10))) == {"agency": 3, "paused": 7}


def test_a_pause_carried_over_from_an_earlier_stay_counts_once() -> None:
    """The stay that continues another keeps its pauses for the count of days; the bar must not book them again."""
    wait = Wait("finance_ministry", day(2), day(4))
    suspension = Wait("paused", day(6), day(9))
    life = [Stay("agency", day(0), (wait,)), Stay("paused", day(6)), Stay("agency", day(9), (wait, suspension))]
    assert days_by_party(spans(life, day(12))) == {"agency": 7, "finance_ministry": 2, "paused": 3}


def test_neighbours_of_one_party_are_one_span() -> None:
    assert spans([Stay("agency", day(0)), Stay("agency", day(2))], day(5)) == [Span("agency", day(0), day(5))]


def test_the_day_on_which_the_ball_passes_belongs_to_the_receiver_and_a_life_of_one_day_has_no_day() -> None:
    life = [Stay("implementer", day(0)), Stay("department", day(0)), Stay("agency", day(1))]
    assert days_by_party(spans(life, day(1))) == {"department": 1}
    assert spans(life[:1], day(0)) == []


waits = st.builds(
    lambda party, start, length: Wait(party, day(start), None if length is None else day(start + length)),
    st.sampled_from(PARTIES),
    st.integers(-20, 90),
    st.none() | st.integers(0, 40),
)
lives = st.lists(
    st.tuples(st.sampled_from(PARTIES), st.integers(0, 30), st.lists(waits, max_size=4)), min_size=1, max_size=8
)


@given(lives, st.integers(0, 60))
def test_days_per_party_always_sum_to_the_life_of_the_case(life: list[tuple[str, int, list[Wait]]], more: int) -> None:
    """Also where pauses overlap, reach over the ends of their stay, or never end."""
    stays, at = [], 0
    for party, length, pauses in life:
        stays.append(Stay(party, day(at), tuple(pauses)))
        at += length
    found = spans(stays, day(at + more))
    assert sum(days_by_party(found).values()) == at + more
    assert all(span.days > 0 for span in found)
    assert all(before.until_on == after.from_on for before, after in pairwise(found))
    assert all(before.party != after.party for before, after in pairwise(found))
