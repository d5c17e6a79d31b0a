"""The form of an absence, in the words of the decision that grants it. The verb behind it knows every reason to refuse."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from accounts.absences import possible_substitutes, roles_to_hand_over
from accounts.delegating import Absence, Fault
from accounts.models import Membership, User

ALL_ROLES = "Mọi vai trò đang giữ"


class RoleField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.get_role_display()} – {obj.organisation}"


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: User) -> str:
        return f"{obj} – {obj.title}" if obj.title else str(obj)


def _day(label: str, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    wrong = {"required": f"{label}: chưa chọn ngày.", "invalid": f"{label}: không có ngày này."}
    return forms.DateField(label=label, widget=widget, error_messages=wrong, **more)


class AbsenceForm(forms.Form):
    membership = RoleField(
        label="Phạm vi ủy quyền",
        queryset=Membership.objects.none(),
        required=False,
        empty_label=ALL_ROLES,
        error_messages={"invalid_choice": "Xin chọn một vai trò trong danh sách."},
    )
    substitute = ColleagueField(
        label="Người thay",
        queryset=User.objects.none(),
        empty_label="Chọn người cùng đơn vị",
        error_messages={
            "required": "Xin chọn người thay.",
            "invalid_choice": "Người thay phải là người cùng đơn vị, chọn trong danh sách.",
        },
    )
    valid_from = _day("Vắng mặt từ ngày")
    valid_to = _day("Đến hết ngày", help_text="Ủy quyền tự hết vào 24 giờ ngày này.")
    document_number = forms.CharField(
        label="Số văn bản ủy quyền",
        max_length=60,
        help_text="Giấy ủy quyền, quyết định hoặc đơn nghỉ đã duyệt, ví dụ 12/QĐ-SCT.",
        error_messages={"required": "Ủy quyền phải có văn bản: xin ghi số văn bản."},
    )
    document_on = _day("Ngày văn bản")
    note = forms.CharField(label="Ghi chú", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, principal: User, by_id: int, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"valid_from": on, "document_on": on}
        self.principal = principal
        self.fields["membership"].queryset = roles_to_hand_over(principal, on)  # type: ignore[attr-defined]
        people = possible_substitutes(principal, on).exclude(pk=by_id)
        self.fields["substitute"].queryset = people  # type: ignore[attr-defined]

    def absence(self) -> Absence:
        """Call once the form is valid."""
        return Absence(principal=self.principal, **self.cleaned_data)

    def show(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.add_error(fault.field or None, fault.text)
