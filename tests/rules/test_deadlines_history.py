"""Terms that stood still, began anew or were extended: worked out by hand with a wall calendar, and what must always hold."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_deadlines_properties import calendars, lengths, starts, unhurried
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.compute import Deadline, compute, due_from_trace, from_json, to_json
from workflow.deadlines.shipped import shipped_calendar
from workflow.deadlines.terms import (
    BeforeDate,
    ByDate,
    CalendarDays,
    Grant,
    History,
    OnDate,
    Resumption,
    Stop,
    Term,
    WorkingDays,
)

CALENDAR = shipped_calendar()
RESTART = Resumption.RESTART
Span = tuple[str, str]


@dataclass(frozen=True)
class Worked:
    start: str
    term: Term
    due: str
    reason: str
    stops: tuple[Span, ...] = ()
    more: tuple[int, ...] = ()
    on_resume: Resumption = Resumption.CONTINUE

    @property
    def history(self) -> History:
        stops = tuple(Stop(day(a), day(b), "chờ bổ sung hồ sơ") for a, b in self.stops)
        return History(stops, tuple(Grant(days, "12/QĐ-ĐCK") for days in self.more), self.on_resume)


def day(text: str) -> date:
    return date.fromisoformat(text)


TEN, FIFTEEN = WorkingDays(10), CalendarDays(15)
WORKED = (
    # --- ten working days from Monday 1/6/2026 end on 15/6
    Worked("2026-06-01", TEN, "2026-06-18", "2 | dừng 3, 4, 5 | 8–12, 15–18", (("2026-06-03", "2026-06-08"),)),
    Worked("2026-06-01", TEN, "2026-06-15", "dừng rồi tính tiếp trong một ngày", (("2026-06-03", "2026-06-03"),)),
    Worked("2026-06-01", TEN, "2026-06-17", "dừng đúng ngày hạn: 15, 16 không tính", (("2026-06-15", "2026-06-17"),)),
    Worked("2026-06-01", TEN, "2026-06-15", "dừng khi hạn đã qua: không đổi", (("2026-06-16", "2026-06-20"),)),
    Worked("2026-06-01", TEN, "2026-06-15", "dừng trọn trong cuối tuần", (("2026-06-06", "2026-06-08"),)),
    Worked("2026-06-01", TEN, "2026-06-17", "dừng ngay ngày đầu: mất 2, 3", (("2026-06-01", "2026-06-04"),)),
    Worked(
        "2026-06-01", TEN, "2026-06-19", "2, 5, 8, 9, 12 | 15–19",
        (("2026-06-03", "2026-06-05"), ("2026-06-10", "2026-06-12")),
    ),
    Worked(
        "2026-06-01", TEN, "2026-06-18", "hai lần liền nhau là một",
        (("2026-06-03", "2026-06-05"), ("2026-06-05", "2026-06-08")),
    ),
    # --- across Tết
    Worked("2026-02-09", TEN, "2026-03-06", "10, 11 | dừng qua Tết | 25–27/2, 2–6/3", (("2026-02-12", "2026-02-25"),)),
    Worked("2025-01-20", TEN, "2025-02-17", "21, 22 | 6, 7 | 10–14, 17", (("2025-01-23", "2025-02-06"),)),
    Worked("2024-02-05", WorkingDays(5), "2024-02-21", "6 | 16, 19, 20, 21", (("2024-02-07", "2024-02-16"),)),
    Worked("2027-02-01", WorkingDays(5), "2027-02-17", "2 | 12, 15, 16, 17", (("2027-02-03", "2027-02-12"),)),
    # --- swapped days
    Worked("2026-08-20", WorkingDays(5), "2026-08-27", "mất thứ Bảy làm bù 22/8", (("2026-08-22", "2026-08-24"),)),
    Worked("2026-08-19", WorkingDays(5), "2026-08-27", "tính tiếp đúng thứ Bảy làm bù", (("2026-08-20", "2026-08-22"),)),
    Worked("2026-08-26", WorkingDays(5), "2026-09-09", "27 | dừng qua Quốc khánh | 4, 7, 8, 9", (("2026-08-28", "2026-09-04"),)),
    Worked("2024-04-25", WorkingDays(3), "2024-05-07", "26/4 | dừng 2, 3, 4/5 | 6, 7", (("2024-05-02", "2024-05-06"),)),
    # --- the new holiday, year ends, 29 February
    Worked("2026-11-20", WorkingDays(5), "2026-12-01", "25, 26, 27, 30, 1", (("2026-11-23", "2026-11-25"),)),
    Worked("2026-12-28", WorkingDays(5), "2027-01-11", "29 | 6, 7, 8, 11/1", (("2026-12-30", "2027-01-06"),)),
    Worked("2024-02-26", WorkingDays(5), "2024-03-06", "27 | mất 28, 29/2 | 1, 4, 5, 6/3", (("2024-02-28", "2024-03-01"),)),
    Worked("2024-02-20", CalendarDays(10), "2024-03-04", "mất 28, 29/2; ngày thứ 10 là Chủ nhật 3/3", (("2024-02-28", "2024-03-01"),)),
    # --- running days
    Worked("2026-06-01", FIFTEEN, "2026-06-22", "dừng 5 ngày: Chủ nhật 21, dời sang 22", (("2026-06-03", "2026-06-08"),)),
    Worked("2026-02-02", FIFTEEN, "2026-02-23", "có dừng hay không đều rơi vào kỳ nghỉ Tết", (("2026-02-05", "2026-02-10"),)),
    Worked("2026-06-05", FIFTEEN, "2026-06-24", "hết ngày thứ 15, dừng trên ngày được dời đến", (("2026-06-22", "2026-06-24"),)),
    Worked("2026-06-05", FIFTEEN, "2026-06-23", "dừng từ Chủ nhật giữa ngày cuối và ngày dời", (("2026-06-21", "2026-06-23"),)),
    Worked("2026-06-01", FIFTEEN, "2026-06-16", "dừng khi hạn đã qua", (("2026-06-17", "2026-06-25"),)),
    # --- begun anew
    Worked("2026-06-01", TEN, "2026-06-24", "11, 12 | 15–19 | 22, 23, 24", (("2026-06-05", "2026-06-10"),), on_resume=RESTART),
    Worked(
        "2026-06-01", TEN, "2026-06-30", "chỉ lần cuối còn giá trị: 17–19, 22–26, 29, 30",
        (("2026-06-05", "2026-06-10"), ("2026-06-12", "2026-06-16")), on_resume=RESTART,
    ),
    Worked("2026-06-01", FIFTEEN, "2026-06-25", "15 ngày từ 10/6", (("2026-06-05", "2026-06-10"),), on_resume=RESTART),
    Worked("2026-02-02", WorkingDays(5), "2026-02-27", "đếm lại từ 13/2, sau Tết", (("2026-02-04", "2026-02-13"),), on_resume=RESTART),
    Worked("2026-06-01", TEN, "2026-06-15", "dừng khi hạn đã qua thì không đếm lại", (("2026-06-17", "2026-06-19"),), on_resume=RESTART),
    # --- extended
    Worked("2026-06-01", TEN, "2026-06-22", "mười lăm ngày làm việc", more=(5,)),
    Worked("2026-06-01", TEN, "2026-06-22", "gia hạn hai lần, 2 rồi 3", more=(2, 3)),
    Worked("2026-06-01", TEN, "2026-06-22", "dừng 3 ngày, rồi gia hạn 2: 19, 22", (("2026-06-03", "2026-06-08"),), (2,)),
    Worked("2026-06-01", FIFTEEN, "2026-06-22", "hai mươi ngày: Chủ nhật 21", more=(5,)),
    Worked("2026-04-17", WorkingDays(5), "2026-05-04", "24/4 thêm 28, 29 | 4/5", more=(3,)),
    Worked("2026-06-01", TEN, "2026-06-26", "đếm lại mười hai ngày từ 10/6", (("2026-06-05", "2026-06-10"),), (2,), RESTART),
    # --- a date named by the law or the contract
    Worked("2026-03-02", ByDate(12, 31, 2026), "2026-12-31", "dừng không dời ngày đã ấn định", (("2026-12-01", "2026-12-20"),)),
    Worked("2026-03-02", BeforeDate(6, 20, 2026), "2026-06-24", "ngày cuối 19/6, gia hạn 5 ngày", more=(5,)),
    Worked("2026-03-02", OnDate(date(2026, 10, 30)), "2026-11-19", "hợp đồng gia hạn 20 ngày", more=(20,)),
)  # fmt: skip


@pytest.mark.parametrize("worked", WORKED, ids=[f"{w.start}+{w.term} {w.reason}" for w in WORKED])
def test_a_term_with_a_history_ends_on_the_day_a_clerk_would_count(worked: Worked) -> None:
    deadline = compute(day(worked.start), worked.term, CALENDAR, history=worked.history)
    assert deadline.due == day(worked.due), worked.reason
    assert due_from_trace(from_json(to_json(deadline.trace))) == deadline.due


def test_a_term_that_stands_still_has_no_date_and_says_what_is_left() -> None:
    stopped = History((Stop(day("2026-06-08"), None, "Chờ Bộ Tài chính; Lê Thị Vụ ghi"),))
    deadline = compute(day("2026-06-01"), TEN, CALENDAR, history=stopped)
    assert (deadline.due, deadline.stopped, deadline.left) == (None, True, 6)
    assert deadline.trace[-1].text == (
        "Tạm dừng tính hạn từ thứ Hai 08/06/2026: Chờ Bộ Tài chính; Lê Thị Vụ ghi. Khi tính tiếp, còn 6 ngày làm việc."
    )
    assert due_from_trace(deadline.trace) is None


def test_a_term_that_will_begin_anew_says_so_while_it_stands_still() -> None:
    stopped = History((Stop(day("2026-06-08"), None, "chờ giải trình"),), on_resume=RESTART)
    deadline = compute(day("2026-06-01"), TEN, CALENDAR, history=stopped)
    assert (deadline.due, deadline.left) == (None, 10)
    assert "đếm lại từ đầu" in deadline.trace[-1].text


def test_the_trace_tells_each_pause_with_who_and_why_and_each_extension_with_its_decision() -> None:
    history = History(
        (Stop(day("2026-06-03"), day("2026-06-08"), "Chờ bổ sung hồ sơ; Phạm Văn A ghi"),),
        (Grant(2, "41/QĐ-SCT ngày 09/06/2026"),),
    )
    texts = [step.text for step in compute(day("2026-06-01"), TEN, CALENDAR, history=history).trace]
    paused = "Tạm dừng từ 03/06/2026 đến hết 07/06/2026, không tính: Chờ bổ sung hồ sơ; Phạm Văn A ghi."
    assert paused in texts
    assert "Gia hạn lần 1: thêm 2 ngày làm việc, theo 41/QĐ-SCT ngày 09/06/2026." in texts


def test_stops_that_overlap_or_end_before_they_begin_cannot_be_written_down() -> None:
    with pytest.raises(ValueError, match="sớm hơn ngày tạm dừng"):
        Stop(day("2026-06-08"), day("2026-06-07"), "")
    with pytest.raises(ValueError, match="không được chồng lên nhau"):
        History((Stop(day("2026-06-01"), day("2026-06-05"), ""), Stop(day("2026-06-04"), day("2026-06-06"), "")))
    with pytest.raises(ValueError, match="không được chồng lên nhau"):
        History((Stop(day("2026-06-01"), None, ""), Stop(day("2026-06-04"), None, "")))


# --- what must always hold
def due_of(deadline: Deadline) -> date:
    assert deadline.due is not None
    return deadline.due


@st.composite
def histories(draw: st.DrawFn, start: date) -> History:
    """Up to three stops after the start, each ended, and up to two grants."""
    stops, at = [], start
    for _ in range(draw(st.integers(0, 3))):
        begin = at + timedelta(days=draw(st.integers(0, 25)))
        at = begin + timedelta(days=draw(st.integers(0, 25)))
        stops.append(Stop(begin, at, "dừng"))
    grants = tuple(Grant(n, "QĐ") for n in draw(st.lists(st.integers(1, 15), max_size=2)))
    return History(tuple(stops), grants, draw(st.sampled_from(Resumption)))


counted_terms = st.one_of(st.builds(WorkingDays, lengths), st.builds(CalendarDays, lengths))


@unhurried
@given(starts, counted_terms, calendars(), st.data())
def test_the_trace_of_any_history_recomputes_the_date(
    start: date, term: Term, calendar: Calendar, data: st.DataObject
) -> None:
    deadline = compute(start, term, calendar, history=data.draw(histories(start)))
    assert due_from_trace(from_json(to_json(deadline.trace))) == deadline.due
    assert calendar.is_working(due_of(deadline))


@unhurried
@given(starts, st.integers(1, 60), st.integers(0, 40), st.integers(0, 40), calendars())
def test_a_pause_moves_the_date_by_exactly_the_working_days_it_took_out(
    start: date, n: int, wait: int, length: int, calendar: Calendar
) -> None:
    plain = due_of(compute(start, WorkingDays(n), calendar))
    stop = Stop(start + timedelta(days=wait), start + timedelta(days=wait + length), "dừng")
    paused = due_of(compute(start, WorkingDays(n), calendar, history=History((stop,))))
    if stop.from_on > plain:
        assert paused == plain
        return
    assert stop.until_on is not None
    first = max(stop.from_on, start + timedelta(days=1))
    taken = sum(calendar.is_working(first + timedelta(days=i)) for i in range(max((stop.until_on - first).days, 0)))
    assert calendar.working_days_between(plain, paused) == taken


@unhurried
@given(starts, st.integers(1, 60), st.integers(1, 40), calendars(), st.data())
def test_a_pause_of_n_days_moves_a_running_term_by_n_days_at_least(
    start: date, n: int, length: int, calendar: Calendar, data: st.DataObject
) -> None:
    begin = start + timedelta(days=data.draw(st.integers(1, n)))
    stop = Stop(begin, begin + timedelta(days=length), "dừng")
    paused = due_of(compute(start, CalendarDays(n), calendar, history=History((stop,))))
    assert paused >= start + timedelta(days=n + length)


@unhurried
@given(starts, lengths, calendars(), st.data())
def test_a_pause_that_is_still_open_leaves_what_was_not_counted_yet(
    start: date, n: int, calendar: Calendar, data: st.DataObject
) -> None:
    due = due_of(compute(start, WorkingDays(n), calendar))
    begin = start + timedelta(days=data.draw(st.integers(1, (due - start).days)))
    stopped = compute(start, WorkingDays(n), calendar, history=History((Stop(begin, None, "dừng"),)))
    done = calendar.working_days_between(start, begin - timedelta(days=1))
    assert (stopped.due, stopped.left) == (None, n - done)


@unhurried
@given(starts, counted_terms, calendars(), st.integers(1, 30), st.data())
def test_more_days_never_bring_a_date_forward_and_add_up(
    start: date, term: Term, calendar: Calendar, more: int, data: st.DataObject
) -> None:
    history = data.draw(histories(start))
    plain = due_of(compute(start, term, calendar, history=history))
    longer = History(history.stops, (*history.grants, Grant(more, "QĐ")), history.on_resume)
    assert due_of(compute(start, term, calendar, history=longer)) >= plain
    if isinstance(term, WorkingDays) and not history.stops:
        together = WorkingDays(term.n + history.granted + more)
        assert due_of(compute(start, term, calendar, history=longer)) == due_of(compute(start, together, calendar))


@unhurried
@given(starts, lengths, calendars(), st.data())
def test_a_term_begun_anew_is_the_term_from_the_day_of_resumption(
    start: date, n: int, calendar: Calendar, data: st.DataObject
) -> None:
    plain = due_of(compute(start, WorkingDays(n), calendar))
    begin = start + timedelta(days=data.draw(st.integers(1, (plain - start).days)))
    until = begin + timedelta(days=data.draw(st.integers(0, 30)))
    history = History((Stop(begin, until, "dừng"),), on_resume=RESTART)
    anew = compute(start, WorkingDays(n), calendar, history=history)
    assert anew.due == compute(until, WorkingDays(n), calendar).due
