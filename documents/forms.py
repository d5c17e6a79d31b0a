"""What is asked before papers about a plan are written: whose paper, which kind, which plan. The services judge the rest."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from accounts.models import Organisation
from documents.hands import writes
from documents.kinds import Kind, Plan, all_kinds
from workflow.vocabulary import Programme

YEARS = (2005, 2100)
TRANCHES = (1, 20)


def within(limits: tuple[int, int], thing: str) -> dict[str, str]:
    """What is said of a number out of its limits."""
    sentence = f"{thing} từ {limits[0]} đến {limits[1]}."
    return {"min_value": sentence, "max_value": sentence}


class PlanForm(forms.Form):
    """`units`: those for which this person may write; `kinds`: those that come into question."""

    kind = forms.ChoiceField(label="Loại văn bản", error_messages={"required": "Xin chọn loại văn bản."})
    unit = forms.ChoiceField(label="Đơn vị lập", required=False)
    programme = forms.ChoiceField(
        label="Chương trình", choices=Programme.choices, error_messages={"required": "Xin chọn chương trình."}
    )
    year = forms.IntegerField(
        label="Năm kế hoạch",
        min_value=YEARS[0],
        max_value=YEARS[1],
        error_messages={"required": "Xin ghi năm kế hoạch.", "invalid": "Năm không đúng."}
        | within(YEARS, "Năm kế hoạch"),
    )
    tranche = forms.IntegerField(
        label="Đợt",
        required=False,
        min_value=TRANCHES[0],
        max_value=TRANCHES[1],
        help_text="Để trống: mọi đợt của năm. Đề án chưa có quyết định thuộc đợt đang được lập.",
        error_messages={"invalid": "Đợt là một số."} | within(TRANCHES, "Đợt"),
    )

    def __init__(self, units: Sequence[Organisation], kinds: Iterable[Kind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units}
        offered = [kind for kind in kinds if any(writes(unit, kind, p) for unit in units for p in Programme)]
        self.choose("kind", [("", "Chọn loại văn bản"), *((kind.code, kind.label) for kind in offered)])
        self.choose("unit", [(key, str(unit)) for key, unit in self.units.items()])
        if len(self.units) < 2:
            self.fields["unit"].widget = forms.HiddenInput()

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def show(self, *reasons: str) -> None:
        """Why a service refused, above the fields."""
        for reason in reasons:
            self.add_error(None, reason)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") and data.get("programme") and self._writer(data) is None:
            programme = Programme(data["programme"]).label.lower()
            self.add_error("kind", f"Đơn vị của bạn không lập văn bản này cho chương trình {programme}.")
        return data

    def _writer(self, data: dict[str, Any]) -> Organisation | None:
        """The unit that was chosen; else the one whose paper it is."""
        kind, programme = all_kinds()[data["kind"]], Programme(data["programme"])
        chosen = self.units.get(data.get("unit") or "")
        found = [unit for unit in self.units.values() if writes(unit, kind, programme)]
        return chosen if chosen in found else next(iter(found), None) if not chosen else None

    @property
    def issuer(self) -> Organisation:
        """Call on a valid form."""
        found = self._writer(self.cleaned_data)
        assert found is not None, "a valid form knows whose paper it is"
        return found

    @property
    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(Programme(data["programme"]), data["year"], data["tranche"])
