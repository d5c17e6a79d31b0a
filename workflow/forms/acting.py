"""The dialog of a decision, drawn from the row's own inputs. It validates nothing: the engine does, its refusals land here."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from workflow.engine.inputs import LINE_MAX, TEXT_MAX
from workflow.engine.refusals import Refusal
from workflow.lifecycle import Input, InputKind
from workflow.models import Case

Choices = list[tuple[Any, str]]


class ActForm(forms.Form):
    """Fields as the row asks them; `people` gives the persons to choose from, by input name."""

    def __init__(
        self, case: Case, inputs: Iterable[Input], people: dict[str, Choices], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.inputs = tuple(inputs)
        for item in self.inputs:
            self.fields[item.name] = _field(item, case, people.get(item.name, []))

    def show(self, refusals: Iterable[Refusal]) -> None:
        """Puts each refusal beside its field, the rest above the form."""
        self.full_clean()
        for refusal in refusals:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


def sent(inputs: Iterable[Input], post: QueryDict) -> dict[str, Any]:
    """What the browser sent for these inputs, raw."""
    data: dict[str, Any] = {}
    for item in inputs:
        if item.name in post:
            data[item.name] = post.getlist(item.name) if item.kind == InputKind.PEOPLE else post[item.name]
    return data


def _field(item: Input, case: Case, people: Choices) -> forms.Field:
    initial: Any = getattr(case, item.suggests) if item.suggests else None
    common: dict[str, Any] = {"label": item.label, "help_text": item.help, "required": False}
    marks: dict[str, Any] = {"data-required": "1"} if item.required else {}
    match item.kind:
        case InputKind.TEXT:
            widget: forms.Widget = forms.Textarea(attrs={"rows": 4, "maxlength": TEXT_MAX, **marks})
        case InputKind.MONEY:
            widget = forms.TextInput(attrs={"inputmode": "numeric", "data-money": "1", "autocomplete": "off", **marks})
            initial = f"{initial:,}".replace(",", ".") if initial is not None else None
        case InputKind.INTEGER:
            bounds = {"min": item.minimum, "max": item.maximum}
            widget = forms.NumberInput(attrs={**bounds, "inputmode": "numeric", **marks})
        case InputKind.DATE:
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **marks})
        case InputKind.CHOICE:
            widget = forms.RadioSelect(choices=item.choices, attrs=marks)
        case InputKind.PEOPLE:
            single = item.maximum == 1
            widget = (forms.RadioSelect if single else forms.CheckboxSelectMultiple)(choices=people, attrs=marks)
            initial = [pk for pk, _ in people[: item.minimum]] if item.required else []
            initial = (initial[0] if initial else None) if single else initial
        case InputKind.LINE:
            widget = forms.TextInput(attrs={"maxlength": LINE_MAX, **marks})
    kind = forms.Field if item.kind == InputKind.PEOPLE else forms.CharField
    return kind(widget=widget, initial=initial, **common)
