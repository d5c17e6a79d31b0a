"""What an administrator, or the head of a unit, writes. Form of the words only: the services judge what they mean."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from workflow.deadlines.calendar import DayKind
from workflow.models import CalendarDay
from workflow.timetable.alteration import DayEdit

REMOVE = "remove"
LONGEST = 15


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Xin chọn ngày.", "invalid": "Ngày không đúng."},
    )


def line_field(label: str, *, required: bool = True, help_text: str = "", most: int = 300) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=most,
        error_messages={"required": f"{label}: chưa có nội dung.", "max_length": f"Nhiều nhất {most} ký tự."},
    )


class Refusable(forms.Form):
    """A form that shows the reasons of a service above its fields."""

    def show(self, reasons: Iterable[str]) -> None:
        for reason in reasons:
            self.add_error(None, reason)


class DaysForm(Refusable):
    """One day, or several in a row that are off for the same reason."""

    first = day_field("Ngày")
    last = day_field("Đến hết ngày", required=False, help_text="Để trống nếu chỉ một ngày.")
    kind = forms.ChoiceField(
        label="Ngày này là",
        choices=[*CalendarDay.Kind.choices, (REMOVE, "Bỏ khỏi lịch: trở lại như ngày thường, cuối tuần")],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn ngày này là gì."},
    )
    name = line_field(
        "Tên", required=False, most=200, help_text="Ví dụ: Tết Âm lịch (mùng 1). Tên này hiện trong phần “Vì sao?”."
    )
    basis = line_field("Căn cứ", help_text="Văn bản nào quy định, ví dụ: Thông báo 9441/TB-BNV ngày 03/11/2026.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and not 0 <= (last - first).days < LONGEST:
            self.add_error("last", f"Phải từ ngày đầu trở đi, nhiều nhất {LONGEST} ngày liền nhau.")
        if data.get("kind") and data["kind"] != REMOVE and not data.get("name"):
            self.add_error("name", "Xin ghi tên của ngày.")
        return data

    def edits(self) -> list[DayEdit]:
        data = self.cleaned_data
        first: date = data["first"]
        days = [first + timedelta(days=n) for n in range(((data["last"] or first) - first).days + 1)]
        removed = data["kind"] == REMOVE
        return [
            DayEdit(day, None if removed else DayKind(data["kind"]), "" if removed else data["name"]) for day in days
        ]


class StatusForm(Refusable):
    basis = line_field("Căn cứ", help_text="Văn bản nào công bố lịch nghỉ của năm.")


class TargetForm(Refusable):
    days = forms.IntegerField(
        label="Số ngày làm việc",
        error_messages={"required": "Xin ghi số ngày.", "invalid": "Số ngày phải là số nguyên."},
    )
    valid_from = day_field("Áp dụng cho giai đoạn bắt đầu từ ngày")
    basis = line_field(
        "Căn cứ", help_text="Quyết định, quy chế của đơn vị, ví dụ: Quyết định 12/QĐ-SCT ngày 05/01/2027."
    )


class EndForm(Refusable):
    last_day = day_field("Áp dụng đến hết ngày", help_text="Từ ngày sau đó đơn vị lại theo chỉ tiêu chung.")
