"""One classifier for list, mail, report and API: its words, its numbers, its order."""

from datetime import date
from typing import Any

import pytest

from workflow.deadlines.shipped import shipped_calendar
from workflow.deadlines.status import DueClass, DueStatus, classify

CALENDAR = shipped_calendar()


def status(due: str | None, today: str, finished: str | None = None, **more: Any) -> DueStatus:
    return classify(
        due=date.fromisoformat(due) if due else None,
        today=date.fromisoformat(today),
        finished_on=date.fromisoformat(finished) if finished else None,
        calendar=CALENDAR,
        **more,
    )


@pytest.mark.parametrize(
    ("due", "today", "kind", "days", "label"),
    [
        ("2026-06-12", "2026-06-04", DueClass.ON_TIME, 6, "Còn 6 ngày làm việc"),
        ("2026-06-12", "2026-06-09", DueClass.ON_TIME, 3, "Còn 3 ngày làm việc"),
        ("2026-06-12", "2026-06-10", DueClass.DUE_SOON, 2, "Sắp đến hạn – còn 2 ngày làm việc"),
        ("2026-06-12", "2026-06-11", DueClass.DUE_SOON, 1, "Sắp đến hạn – còn 1 ngày làm việc"),
        ("2026-06-12", "2026-06-12", DueClass.DUE_TODAY, 0, "Đến hạn hôm nay"),
        ("2026-06-12", "2026-06-15", DueClass.OVERDUE, 3, "Quá hạn 3 ngày"),
        ("2026-06-12", "2026-06-13", DueClass.OVERDUE, 1, "Quá hạn 1 ngày"),
        ("2026-02-23", "2026-02-12", DueClass.DUE_SOON, 2, "Sắp đến hạn – còn 2 ngày làm việc"),
        ("2026-02-23", "2026-02-11", DueClass.ON_TIME, 3, "Còn 3 ngày làm việc"),
        ("2026-11-25", "2026-11-23", DueClass.DUE_SOON, 1, "Sắp đến hạn – còn 1 ngày làm việc"),
        (None, "2026-06-12", DueClass.UNTIMED, 0, "Không tính hạn"),
    ],
)
def test_an_open_stage_says_how_it_stands(due: str | None, today: str, kind: DueClass, days: int, label: str) -> None:
    assert status(due, today) == DueStatus(kind, days, label)


@pytest.mark.parametrize(
    ("finished", "kind", "days", "label"),
    [
        ("2026-06-11", DueClass.EARLY, 0, "Sớm hạn"),
        ("2026-06-12", DueClass.PUNCTUAL, 0, "Đúng hạn"),
        ("2026-06-16", DueClass.LATE, 4, "Trễ hạn 4 ngày"),
    ],
)
def test_a_finished_stage_is_judged_by_the_day_it_ended_and_not_by_today(
    finished: str, kind: DueClass, days: int, label: str
) -> None:
    assert status("2026-06-12", "2026-12-31", finished) == DueStatus(kind, days, label)


def test_open_and_late_is_qua_han_but_finished_late_is_tre_han() -> None:
    assert status("2026-06-12", "2026-06-16").label.startswith("Quá hạn")
    assert status("2026-06-12", "2026-06-16", "2026-06-16").label.startswith("Trễ hạn")


def test_a_stage_without_a_deadline_is_never_early() -> None:
    assert status(None, "2026-06-12", "2026-06-01").kind is DueClass.UNTIMED


def test_a_paused_stage_is_not_late() -> None:
    assert status("2026-06-12", "2026-06-30", paused=True) == DueStatus(DueClass.PAUSED, 0, "Tạm dừng")
    assert status(None, "2026-06-30", paused=True).kind is DueClass.PAUSED


def test_a_withdrawn_case_is_neither_early_nor_late() -> None:
    gone = status("2026-06-12", "2026-06-30", "2026-06-20", ended_without_result=True)
    assert gone == DueStatus(DueClass.WITHDRAWN, 0, "Rút / không giải quyết")


def test_a_fixed_date_on_a_day_off_warns_on_the_last_working_day() -> None:
    assert status("2027-06-19", "2027-06-18").label == "Sắp đến hạn – hôm nay là ngày làm việc cuối cùng"
    assert status("2027-06-20", "2027-06-19").label == "Sắp đến hạn – không còn ngày làm việc nào"


def test_how_soon_is_soon_can_be_chosen() -> None:
    assert status("2026-06-12", "2026-06-05", soon=5).kind is DueClass.DUE_SOON


def test_a_year_without_a_calendar_is_counted_in_calendar_days_and_says_so() -> None:
    assert status("2029-01-22", "2027-12-01").label == "Còn 418 ngày"
    assert status("2019-06-14", "2026-11-24").kind is DueClass.OVERDUE


def test_the_riskiest_comes_first() -> None:
    found = [
        status("2026-06-12", "2026-06-12"),
        status("2026-06-12", "2026-06-04"),
        status("2026-06-12", "2026-06-15"),
        status(None, "2026-06-12"),
        status("2026-06-12", "2026-06-11"),
        status("2026-06-12", "2026-06-12", "2026-06-12"),
        status("2026-06-12", "2026-06-30"),
        status("2026-06-12", "2026-06-12", paused=True),
    ]
    assert [item.label for item in sorted(found, key=lambda item: item.sort_key)] == [
        "Quá hạn 18 ngày",
        "Quá hạn 3 ngày",
        "Đến hạn hôm nay",
        "Sắp đến hạn – còn 1 ngày làm việc",
        "Còn 6 ngày làm việc",
        "Tạm dừng",
        "Không tính hạn",
        "Đúng hạn",
    ]


def test_every_class_has_words_a_token_and_an_icon_of_its_own() -> None:
    for faces in ([k.label for k in DueClass], [k.token for k in DueClass], [k.icon for k in DueClass]):
        assert all(faces)
        assert len(set(faces)) == len(DueClass)
    assert DueClass.DUE_SOON.token == "due-soon"


def test_untimed_paused_and_withdrawn_are_left_out_of_rates() -> None:
    out = {kind for kind in DueClass if not kind.counts_in_rates}
    assert out == {DueClass.UNTIMED, DueClass.PAUSED, DueClass.WITHDRAWN}
