"""The forms of this room."""

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from notifications.models import LadderRung
from notifications.vocabulary import Audience, Choice

EXPLAINED = {
    Choice.EVERY: "mỗi lần đề án của Ông/Bà chuyển bước, khi đến lượt Ông/Bà và khi sắp đến hạn",
    Choice.TURN: "khi đến lượt Ông/Bà xử lý và khi việc của Ông/Bà sắp đến hạn; không báo các bước khác",
    Choice.DIGEST: "mỗi ngày làm việc một thư gộp; không báo từng bước, không nhắc từng hạn",
}


def _label(choice: Choice) -> SafeString:
    return format_html("<span><strong>{}</strong>: {}.</span>", choice.label, EXPLAINED[choice])


class ChoiceForm(forms.Form):
    choice = forms.ChoiceField(
        label="Ông/Bà muốn nhận thư nào?",
        choices=[(choice.value, _label(choice)) for choice in Choice],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Hãy chọn một cách nhận thư.",
            "invalid_choice": "Hãy chọn một trong ba cách nhận thư.",
        },
    )


class ResolutionForm(forms.Form):
    note = forms.CharField(
        label="Đã xử lý thế nào?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một hai câu cho người sau: nguyên nhân, đã sửa gì. Không ghi mật khẩu.",
        error_messages={"required": "Hãy ghi cách xử lý: người sau cần biết."},
    )


class RungForm(forms.ModelForm):  # type: ignore[type-arg]
    """One rung of the ladder; what the database would refuse is said beside the field."""

    audiences = forms.MultipleChoiceField(
        label="Báo cho ai", choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = LadderRung
        fields = (
            "code", "programme", "state", "title", "offset", "audiences", "channel", "mutable", "loudness",
            "stops_when_acknowledged", "place", "active",
        )  # fmt: skip
