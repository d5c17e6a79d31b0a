"""Deadlines worked out by hand with a wall calendar, one line of reasoning each. The code was not asked first."""

from datetime import date

import pytest

from workflow.deadlines.compute import compute, due_from_trace
from workflow.deadlines.shipped import shipped_calendar
from workflow.deadlines.terms import BeforeDate, ByDate, CalendarDays, NoTerm, OnDate, Term, WorkingDays
from workflow.deadlines.trace import StepKind

CALENDAR = shipped_calendar()

COUNTED: list[tuple[str, Term, str, str]] = [
    # --- 2023
    ("2022-12-31", WorkingDays(1), "2023-01-03", "1/1 là Chủ nhật, 2/1 nghỉ bù; ngày đầu không cần lịch"),
    ("2023-01-19", WorkingDays(1), "2023-01-27", "Tết 20–24/1, nghỉ bù 25 và 26/1"),
    ("2023-04-28", WorkingDays(1), "2023-05-04", "Giỗ Tổ thứ Bảy, 30/4 Chủ nhật, 1/5, nghỉ bù 2 và 3/5"),
    ("2023-04-14", CalendarDays(15), "2023-05-04", "ngày thứ 15 là Giỗ Tổ 29/4, chuyển qua cả kỳ nghỉ"),
    ("2023-08-31", WorkingDays(1), "2023-09-05", "1–2/9, Chủ nhật 3/9, nghỉ bù 4/9"),
    # --- Tết 2024: nghỉ từ thứ Năm 8/2 đến thứ Tư 14/2
    ("2023-12-29", WorkingDays(1), "2024-01-02", "thứ Sáu; cuối tuần rồi Tết Dương lịch"),
    ("2023-12-17", CalendarDays(15), "2024-01-02", "ngày thứ 15 là 1/1"),
    ("2024-02-07", WorkingDays(1), "2024-02-15", "ngày làm việc cuối trước Tết"),
    ("2024-02-05", WorkingDays(5), "2024-02-19", "6, 7 | 15, 16, 19"),
    ("2024-01-31", WorkingDays(10), "2024-02-21", "1, 2, 5, 6, 7 | 15, 16, 19, 20, 21"),
    ("2024-02-10", WorkingDays(3), "2024-02-19", "bắt đầu mùng 1: 15, 16, 19"),
    ("2024-01-26", CalendarDays(15), "2024-02-15", "ngày thứ 15 là mùng 1"),
    ("2024-01-31", CalendarDays(15), "2024-02-15", "ngày thứ 15 đúng ngày đi làm lại, không dời"),
    ("2024-01-30", CalendarDays(15), "2024-02-15", "ngày thứ 15 là 14/2, ngày nghỉ bù cuối cùng"),
    ("2024-02-08", WorkingDays(10), "2024-02-28", "15, 16 | 19–23 | 26, 27, 28"),
    # --- Giỗ Tổ và hoán đổi 29/4 với thứ Bảy 4/5/2024
    ("2024-04-17", WorkingDays(1), "2024-04-19", "18/4 Giỗ Tổ"),
    ("2024-04-15", WorkingDays(5), "2024-04-23", "16, 17 | 19, 22, 23"),
    ("2024-04-26", WorkingDays(1), "2024-05-02", "29/4 hoán đổi, 30/4, 1/5"),
    ("2024-04-26", WorkingDays(3), "2024-05-04", "2, 3 và thứ Bảy 4/5 làm bù"),
    ("2024-04-26", WorkingDays(4), "2024-05-06", "sau thứ Bảy làm bù là Chủ nhật"),
    ("2024-05-03", WorkingDays(1), "2024-05-04", "thứ Bảy làm bù được tính"),
    ("2024-05-04", WorkingDays(1), "2024-05-06", "bắt đầu từ thứ Bảy làm bù"),
    ("2024-04-14", CalendarDays(15), "2024-05-02", "ngày thứ 15 là 29/4 nghỉ hoán đổi"),
    ("2024-04-19", CalendarDays(15), "2024-05-04", "ngày thứ 15 là thứ Bảy làm bù, không dời"),
    # --- Quốc khánh 2024
    ("2024-08-30", WorkingDays(2), "2024-09-05", "2–3/9 nghỉ: 4, 5"),
    ("2024-08-18", CalendarDays(15), "2024-09-04", "ngày thứ 15 là 2/9"),
    # --- Tết 2025: nghỉ 25/1–2/2
    ("2024-12-31", WorkingDays(1), "2025-01-02", "1/1"),
    ("2025-01-24", WorkingDays(5), "2025-02-07", "ví dụ chuẩn: 3, 4, 5, 6, 7/2"),
    ("2025-01-24", WorkingDays(1), "2025-02-03", "ngày làm việc cuối trước Tết"),
    ("2025-01-20", WorkingDays(10), "2025-02-10", "21–24 | 3–7 | 10"),
    ("2025-01-29", WorkingDays(5), "2025-02-07", "bắt đầu mùng 1"),
    ("2025-01-12", CalendarDays(15), "2025-02-03", "ngày thứ 15 là 28 tháng Chạp"),
    ("2025-01-17", CalendarDays(15), "2025-02-03", "ngày thứ 15 là thứ Bảy 1/2"),
    ("2025-01-24", CalendarDays(10), "2025-02-03", "ngày thứ 10 đúng ngày đi làm lại"),
    # --- Giỗ Tổ và hoán đổi 2/5 với thứ Bảy 26/4/2025
    ("2025-04-04", WorkingDays(1), "2025-04-08", "7/4 Giỗ Tổ"),
    ("2025-04-25", WorkingDays(1), "2025-04-26", "thứ Bảy 26/4 làm bù"),
    ("2025-04-25", WorkingDays(3), "2025-04-29", "26, 28, 29"),
    ("2025-04-25", WorkingDays(4), "2025-05-05", "30/4, 1/5, 2/5 hoán đổi, cuối tuần"),
    ("2025-04-17", CalendarDays(15), "2025-05-05", "ngày thứ 15 là 2/5"),
    ("2025-04-11", CalendarDays(15), "2025-04-26", "ngày thứ 15 là thứ Bảy làm bù"),
    ("2025-08-29", WorkingDays(1), "2025-09-03", "1–2/9"),
    ("2025-11-21", WorkingDays(2), "2025-11-25", "24/11/2025 chưa phải ngày nghỉ: 24, 25"),
    # --- đầu 2026: hoán đổi 2/1 với thứ Bảy 10/1
    ("2025-12-31", WorkingDays(1), "2026-01-05", "1/1, 2/1 hoán đổi, cuối tuần"),
    ("2025-12-31", WorkingDays(6), "2026-01-10", "5–9 và thứ Bảy 10/1 làm bù"),
    ("2026-01-09", WorkingDays(1), "2026-01-10", "thứ Bảy làm bù"),
    ("2026-01-09", WorkingDays(2), "2026-01-12", "thứ Bảy làm bù rồi thứ Hai"),
    ("2025-12-18", CalendarDays(15), "2026-01-05", "ngày thứ 15 là 2/1"),
    # --- Tết 2026: nghỉ 14–22/2
    ("2026-02-13", WorkingDays(1), "2026-02-23", "ngày làm việc cuối trước Tết"),
    ("2026-02-09", WorkingDays(10), "2026-03-02", "10–13 | 23–27 | 2/3"),
    ("2026-02-02", CalendarDays(15), "2026-02-23", "ngày thứ 15 là mùng 1"),
    ("2026-02-20", WorkingDays(1), "2026-02-23", "bắt đầu mùng 4"),
    # --- Giỗ Tổ 2026 rơi vào Chủ nhật, 30/4, 1/5
    ("2026-04-24", WorkingDays(1), "2026-04-28", "27/4 nghỉ bù"),
    ("2026-04-24", WorkingDays(4), "2026-05-05", "28, 29 | 4, 5"),
    ("2026-04-12", CalendarDays(15), "2026-04-28", "ngày thứ 15 là 27/4"),
    # --- Quốc khánh 2026: hoán đổi 31/8 với thứ Bảy 22/8
    ("2026-08-21", WorkingDays(1), "2026-08-22", "thứ Bảy làm bù"),
    ("2026-08-21", WorkingDays(7), "2026-09-03", "22, 24–28 | 3/9"),
    ("2026-08-28", WorkingDays(1), "2026-09-03", "31/8, 1/9, 2/9"),
    ("2026-08-16", CalendarDays(15), "2026-09-03", "ngày thứ 15 là 31/8"),
    # --- Ngày Văn hóa Việt Nam 24/11/2026
    ("2026-11-23", WorkingDays(1), "2026-11-25", "24/11 nghỉ"),
    ("2026-11-23", WorkingDays(10), "2026-12-08", "25–27 | 30/11–4/12 | 7, 8"),
    ("2026-11-09", CalendarDays(15), "2026-11-25", "ngày thứ 15 là 24/11"),
    ("2026-11-23", WorkingDays(30), "2027-01-06", "26 ngày còn lại của 2026, rồi 4, 5, 6/1 sau Tết Dương lịch"),
    # --- 2027, tạm tính
    ("2027-02-03", WorkingDays(1), "2027-02-11", "Tết 4–10/2"),
    ("2027-04-29", WorkingDays(1), "2027-05-04", "30/4, 1/5 thứ Bảy, nghỉ bù 3/5"),
    # --- không có gì đặc biệt
    ("2026-06-01", WorkingDays(10), "2026-06-15", "hai tuần trọn"),
    ("2026-06-06", WorkingDays(1), "2026-06-08", "bắt đầu thứ Bảy"),
    ("2026-06-01", CalendarDays(15), "2026-06-16", "thứ Ba"),
    ("2026-06-05", CalendarDays(15), "2026-06-22", "ngày thứ 15 là thứ Bảy 20/6"),
    ("2026-06-06", WorkingDays(0), "2026-06-08", "không ngày: chính ngày đó, gặp cuối tuần thì dời"),
]

FIXED: list[tuple[Term, str, str, str]] = [
    (BeforeDate(6, 20, 2026), "2026-06-19", "2026-06-19", "20/6 là thứ Bảy; thứ Sáu còn kịp"),
    (BeforeDate(6, 20, 2027), "2027-06-19", "2027-06-18", "19/6 là thứ Bảy: nhắc thứ Sáu, hạn không dời"),
    (BeforeDate(6, 20, 2025), "2025-06-19", "2025-06-19", "thứ Năm"),
    (BeforeDate(6, 15, 2018), "2018-06-14", "2018-06-14", "năm chưa có lịch vẫn tính được"),
    (BeforeDate(5, 20, 2024), "2024-05-19", "2024-05-17", "19/5 Chủ nhật"),
    (BeforeDate(12, 31, 2024), "2024-12-30", "2024-12-30", "thứ Hai"),
    (BeforeDate(2, 15, 2024), "2024-02-14", "2024-02-07", "14/2 nghỉ bù Tết: nhắc trước kỳ nghỉ"),
    (BeforeDate(9, 3, 2026), "2026-09-02", "2026-08-28", "2/9, 1/9, 31/8 hoán đổi, cuối tuần"),
    (BeforeDate(5, 5, 2024), "2024-05-04", "2024-05-04", "thứ Bảy làm bù là ngày làm việc"),
    (BeforeDate(1, 1, 2026), "2025-12-31", "2025-12-31", "sang năm trước"),
    (BeforeDate(3, 1, 2024), "2024-02-29", "2024-02-29", "năm nhuận"),
    (BeforeDate(3, 1, 2026), "2026-02-28", "2026-02-27", "năm thường, thứ Bảy"),
    (ByDate(1, 22, 2027), "2027-01-22", "2027-01-22", "thứ Sáu"),
    (ByDate(1, 22, 2023), "2023-01-22", "2023-01-19", "mùng 1 Tết"),
    (ByDate(1, 31, 2027), "2027-01-31", "2027-01-29", "Chủ nhật"),
    (ByDate(12, 31, 2026), "2026-12-31", "2026-12-31", "thứ Năm"),
    (ByDate(2, 15, 2026), "2026-02-15", "2026-02-13", "Chủ nhật liền Tết"),
    (OnDate(date(2026, 11, 24)), "2026-11-24", "2026-11-23", "hợp đồng ghi đúng ngày nghỉ: hạn không dời"),
]


@pytest.mark.parametrize(("start", "term", "due", "reason"), COUNTED, ids=[f"{s}+{t}" for s, t, _, _ in COUNTED])
def test_a_term_in_days_ends_on_the_day_a_clerk_would_count(start: str, term: Term, due: str, reason: str) -> None:
    deadline = compute(date.fromisoformat(start), term, CALENDAR)
    assert deadline.due == date.fromisoformat(due), reason
    assert due_from_trace(deadline.trace) == deadline.due


@pytest.mark.parametrize(("term", "due", "remind", "reason"), FIXED, ids=[str(t) for t, _, _, _ in FIXED])
def test_a_fixed_date_never_moves_and_reminds_on_the_last_working_day(
    term: Term, due: str, remind: str, reason: str
) -> None:
    deadline = compute(date(2023, 1, 3), term, CALENDAR)
    assert (deadline.due, deadline.remind_on) == (date.fromisoformat(due), date.fromisoformat(remind)), reason
    assert due_from_trace(deadline.trace) == deadline.due


def test_there_are_at_least_forty_hand_worked_deadlines_in_days() -> None:
    assert len(COUNTED) >= 40


@pytest.mark.parametrize("term", [NoTerm(), OnDate(None)])
def test_without_a_term_there_is_no_deadline_and_the_trace_says_so(term: Term) -> None:
    deadline = compute(date(2026, 1, 5), term, CALENDAR)
    assert (deadline.due, deadline.remind_on) == (None, None)
    assert [step.kind for step in deadline.trace] == [StepKind.UNTIMED]
    assert due_from_trace(deadline.trace) is None


def test_the_trace_names_every_day_of_tet_that_was_skipped() -> None:
    texts = [step.text for step in compute(date(2025, 1, 24), WorkingDays(5), CALENDAR).trace]
    assert "Bỏ qua thứ Tư 29/01/2025: Tết Âm lịch (mùng 1)." in texts
    assert sum("Tết Âm lịch" in text for text in texts) == 5
    assert texts[0] == "Tính từ thứ Sáu 24/01/2025; ngày đầu không tính, cần đủ 5 ngày làm việc."


def test_the_trace_names_a_saturday_that_is_worked() -> None:
    texts = [step.text for step in compute(date(2026, 8, 21), WorkingDays(3), CALENDAR).trace]
    assert any("Thứ Bảy 22/08/2026" in text and "tính là ngày làm việc (được 1/3)" in text for text in texts)


def test_the_trace_of_a_roll_names_each_day_it_passed() -> None:
    rolled = next(
        step for step in compute(date(2024, 4, 14), CalendarDays(15), CALENDAR).trace if step.kind is StepKind.ROLLED
    )
    assert "29/04 Nghỉ hoán đổi" in rolled.text
    assert "30/04 Ngày Chiến thắng" in rolled.text
    assert "01/05 Quốc tế Lao động" in rolled.text
    assert rolled.days == 3


def test_a_long_term_keeps_a_short_trace() -> None:
    trace = compute(date(2024, 1, 2), WorkingDays(500), CALENDAR).trace
    named = sum(date(2024, 1, 2) < day.date <= date(2026, 1, 6) for day in CALENDAR.days)
    assert len(trace) <= 2 * named + 3


@pytest.mark.parametrize(
    ("start", "term", "remind"),
    [
        ("2026-06-01", WorkingDays(10), "2026-06-11"),
        ("2025-01-20", WorkingDays(5), "2025-01-23"),
        ("2026-02-13", WorkingDays(1), "2026-02-13"),
        ("2026-06-05", CalendarDays(15), "2026-06-18"),
        ("2025-12-31", WorkingDays(6), "2026-01-08"),
    ],
)
def test_the_reminder_comes_two_working_days_before_but_never_before_the_start(
    start: str, term: Term, remind: str
) -> None:
    assert compute(date.fromisoformat(start), term, CALENDAR).remind_on == date.fromisoformat(remind)


def test_the_distance_of_the_reminder_can_be_chosen() -> None:
    deadline = compute(date(2026, 6, 1), WorkingDays(10), CALENDAR, remind_before=5)
    assert deadline.remind_on == date(2026, 6, 8)


def test_a_deadline_counted_in_an_estimated_year_says_that_it_may_move() -> None:
    deadline = compute(date(2026, 12, 28), WorkingDays(10), CALENDAR)
    assert deadline.provisional
    assert "Lịch nghỉ năm 2027 là tạm tính; hạn sẽ được tính lại khi có lịch chính thức." in [
        step.text for step in deadline.trace
    ]
    assert not compute(date(2026, 12, 1), WorkingDays(10), CALENDAR).provisional


def test_a_fixed_date_in_an_estimated_year_is_certain_and_only_its_reminder_may_move() -> None:
    deadline = compute(date(2026, 12, 1), ByDate(2, 15, 2027), CALENDAR)
    assert not deadline.provisional
    assert any("ngày nhắc sẽ được tính lại" in step.text for step in deadline.trace)


def test_a_stage_entered_after_its_fixed_date_is_late_at_once_and_says_why() -> None:
    deadline = compute(date(2026, 7, 1), BeforeDate(6, 20, 2026), CALENDAR)
    assert deadline.due == date(2026, 6, 19)
    assert any(step.kind is StepKind.PASSED for step in deadline.trace)


@pytest.mark.parametrize("term", [WorkingDays, CalendarDays])
@pytest.mark.parametrize("number", [-1, 100_000])
def test_an_absurd_number_of_days_is_refused(term: type[WorkingDays] | type[CalendarDays], number: int) -> None:
    with pytest.raises(ValueError, match="Số ngày phải từ 0 đến"):
        term(number)


def test_a_date_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Không có ngày 29/02/2027\."):
        BeforeDate(2, 29, 2027)
