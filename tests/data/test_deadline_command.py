"""`manage.py deadline`: plain words, the date on the last line, exit code 2 for bad input."""

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from workflow import reference
from workflow.models import CalendarDay, CalendarYear, DeadlineRule

ROOT = Path(__file__).resolve().parents[2]


def answer(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("deadline", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def filled(db: None) -> None:
    reference.load()


@pytest.fixture
def empty(db: None) -> None:
    for model in (CalendarDay, CalendarYear, DeadlineRule):
        model.objects.all().delete()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        ("--start 2025-01-24 --working-days 5", "2025-02-07"),
        ("--start 24/01/2025 --working-days 5", "2025-02-07"),
        ("--start 2026-08-21 --working-days 1", "2026-08-22"),
        ("--start 2024-01-26 --calendar-days 15", "2024-02-15"),
        ("--before 20/06 --year 2026", "2026-06-19"),
        ("--before 20/6 --year 2027", "2027-06-19"),
        ("--before 20/06 --year 2019", "2019-06-19"),
        ("--before 20/06 --year 2026 --start 2026-07-01", "2026-06-19"),
    ],
)
def test_the_last_line_is_the_date(arguments: str, last: str) -> None:
    assert answer(*arguments.split())[-1] == last


@pytest.mark.usefixtures("filled")
def test_the_trace_is_told_in_plain_vietnamese() -> None:
    lines = answer("--start", "2025-01-24", "--working-days", "5")
    assert lines[0] == "1. Tính từ thứ Sáu 24/01/2025; ngày đầu không tính, cần đủ 5 ngày làm việc."
    assert sum("Tết Âm lịch" in line for line in lines) == 5
    assert "Hạn cuối cùng: 07/02/2025" in lines


@pytest.mark.usefixtures("filled")
def test_a_fixed_date_names_the_working_day_on_which_to_remind() -> None:
    assert any("Ngày nhắc: thứ Sáu 19/06/2026" in line for line in answer("--before", "20/06", "--year", "2026"))
    assert any("Ngày nhắc: thứ Sáu 18/06/2027" in line for line in answer("--before", "20/06", "--year", "2027"))


@pytest.mark.usefixtures("filled")
def test_it_counts_with_the_table_that_administrators_keep() -> None:
    CalendarDay.objects.create(date=date(2025, 2, 7), kind="holiday", name="Ngày thử", basis="–")
    assert answer("--start", "2025-01-24", "--working-days", "5")[-1] == "2025-02-10"


@pytest.mark.usefixtures("empty")
def test_with_an_empty_table_it_uses_the_shipped_calendar_and_says_how_to_fill_it() -> None:
    lines = answer("--start", "2025-01-24", "--working-days", "5")
    assert lines[-1] == "2025-02-07"
    assert any("python manage.py load_reference" in line for line in lines)


BAD = [
    ("--start 2025-02-30 --working-days 5", "Không có ngày 30/02/2025."),
    ("--start 2025-13-01 --working-days 5", "Không có ngày 01/13/2025."),
    ("--start homqua --working-days 5", "không nhận “homqua”"),
    ("--start 2025-01-24 --working-days -3", "không được âm"),
    ("--start 2025-01-24 --calendar-days -1", "không được âm"),
    ("--start 2025-01-24 --working-days nam", "phải là số nguyên"),
    ("--start 2025-01-24 --working-days 2.5", "phải là số nguyên"),
    ("--start 2025-01-24 --working-days 99999", "Số ngày phải từ 0 đến"),
    ("--start 2025-01-24 --working-days 3 --calendar-days 3", "Chỉ được chọn một cách tính"),
    ("--start 2025-01-24 --working-days 3 --before 20/06 --year 2026", "Chỉ được chọn một cách tính"),
    ("--start 2025-01-24", "Chưa chọn cách tính"),
    ("", "Chưa chọn cách tính"),
    ("--working-days 5", "cần có --start"),
    ("--start 2025-01-24 --working-days 5 --year 2025", "--year chỉ dùng cùng với --before"),
    ("--before 20/06", "--before cần có --year"),
    ("--before 31/02 --year 2026", "Không có ngày 31/02/2026."),
    ("--before 20-06 --year 2026", "ngày/tháng"),
    ("--before 20/06 --year 26", "bốn chữ số"),
    ("--before 20/06 --year 9999", "Năm phải trong khoảng"),
    ("--start 9999-12-31 --working-days 1", "Năm phải trong khoảng"),
    ("--start 2027-12-20 --working-days 60", "Chưa có lịch làm việc năm 2028"),
    ("--start 2019-01-02 --working-days 5", "Chưa có lịch làm việc năm 2019"),
    ("--starr 2025-01-24", "Tham số không hợp lệ ở --starr"),
    ("--start", "Tham số không hợp lệ ở --start"),
]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("arguments", "sentence"), BAD, ids=[arguments or "nothing" for arguments, _ in BAD])
def test_bad_input_is_refused_in_vietnamese_with_exit_code_2(arguments: str, sentence: str) -> None:
    with pytest.raises(CommandError) as refused:
        answer(*arguments.split())
    assert refused.value.returncode == 2
    assert sentence in str(refused.value)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a person types it, on the (empty) database of the test run."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    command = [sys.executable, "manage.py", "deadline", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.django_db
def test_from_the_shell_the_answer_is_on_stdout_and_the_exit_code_is_0() -> None:
    done = run("--start", "2025-01-24", "--working-days", "5")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "2025-02-07"), done.stderr


@pytest.mark.parametrize("arguments", [("--start", "2025-02-30", "--working-days", "5"), ("--bogus",)])
def test_from_the_shell_a_refusal_is_on_stderr_and_the_exit_code_is_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Không có ngày 30/02/2025." in done.stderr or "Tham số không hợp lệ ở --bogus" in done.stderr
    assert "Traceback" not in done.stderr
