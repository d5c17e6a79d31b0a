"""The owner's form: eight sections, budget lines, beneficiaries. Clean values out, clear errors back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory

from accounts.models import Organisation
from workflow.engine.drafting import Dossier
from workflow.engine.inputs import TEXT_MAX, Fault, clean_text, parse_date, parse_dong
from workflow.lifecycle.inputs import MONEY_MAX
from workflow.models import Case
from workflow.vocabulary import FundingSource

SECTIONS = (
    ("Đề án", ("name", "programme", "kind", "content_type", "plan_year", "unit_count")),
    ("1. Đơn vị và địa điểm", ("implementer", "coordinator", "location")),
    ("2. Sự cần thiết, căn cứ", ("necessity",)),
    ("3. Mục tiêu", ("objectives",)),
    ("4. Quy mô, đặc điểm vượt trội", ("scope",)),
    ("5. Nội dung và tiến độ", ("work_plan", "starts_on", "ends_on")),
    ("6. Kinh phí", ("requested_amount",)),
    ("7. Tổ chức thực hiện", ("organisation_plan",)),
    ("8. Hiệu quả", ("impact",)),
)


class DongField(forms.CharField):
    """Whole đồng written as people write it: "300.000.000"."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "data-money": "1", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            amount = parse_dong(value)
        except Fault as fault:
            raise forms.ValidationError(f"Số tiền: {fault}") from None
        if not 0 <= amount <= MONEY_MAX:
            raise forms.ValidationError("Số tiền phải từ 0 đến 1.000.000.000.000 đồng.")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise forms.ValidationError("Xin ghi số tiền.")

    def run_validators(self, value: Any) -> None:
        return None


class DayField(forms.DateField):
    """A day as a browser sends it or as people write it; one that does not exist is named in the refusal."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return parse_date(value)
        except Fault as fault:
            words = str(fault)
            raise forms.ValidationError(words[:1].upper() + words[1:]) from None


class Clean(forms.Form):
    """Every text: NFC, no invisible marks, bounded; a required one still says something after that."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        clean = {name: clean_text(value) if isinstance(value, str) else value for name, value in data.items()}
        for name, value in clean.items():
            if value == "" and self.fields[name].required:
                self.add_error(name, self.fields[name].error_messages["required"])
        return clean


class DossierForm(Clean, forms.ModelForm):  # type: ignore[type-arg]
    requested_amount = DongField(label="Kinh phí đề nghị hỗ trợ (đồng)", required=False)
    starts_on = DayField(label="Bắt đầu dự kiến", required=False)
    ends_on = DayField(label="Kết thúc dự kiến", required=False)

    class Meta:
        model = Case
        fields = [name for _, names in SECTIONS for name in names]
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}),
            **{
                name: forms.Textarea(attrs={"rows": 5, "maxlength": TEXT_MAX})
                for name in ("necessity", "objectives", "scope", "work_plan", "organisation_plan", "impact")
            },
        }

    def __init__(self, *args: Any, implementers: QuerySet[Organisation], years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["implementer"].queryset = implementers  # type: ignore[attr-defined]
        self.fields["implementer"].empty_label = None  # type: ignore[attr-defined]
        self.fields["implementer"].initial = implementers.first()
        for name in ("necessity", "objectives", "scope", "work_plan", "organisation_plan", "impact"):
            self.fields[name].max_length = TEXT_MAX  # type: ignore[attr-defined]
            self.fields[name].validators.append(_not_longer)
        choices = [(year, str(year)) for year in years]
        self.fields["plan_year"] = forms.TypedChoiceField(label="Năm kế hoạch", choices=choices, coerce=int)
        if self.instance.pk:
            for name in ("programme", "implementer", "plan_year"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Ngày kết thúc phải sau ngày bắt đầu.")
        return data

    def case_fields(self) -> dict[str, Any]:
        """Fields for Case, with the place that follows from the implementing unit."""
        fields = dict(self.cleaned_data)
        if self.instance.pk:
            return {
                name: value for name, value in fields.items() if name not in ("programme", "implementer", "plan_year")
            }
        implementer: Organisation = fields["implementer"]
        return fields | {"province": implementer.province, "department": implementer.parent}


def _not_longer(value: str) -> None:
    """A line's end counts once, as the browser counts it, though it is sent as two signs."""
    length = len(value.replace("\r\n", "\n"))
    if length > TEXT_MAX:
        found, limit = (f"{number:,}".replace(",", ".") for number in (length, TEXT_MAX))
        raise forms.ValidationError(f"Nội dung dài {found} ký tự, tối đa {limit}.")


class BudgetForm(Clean):
    item = forms.CharField(label="Nội dung chi", max_length=300)
    unit = forms.CharField(label="ĐVT", max_length=40, required=False)
    quantity = forms.IntegerField(label="Số lượng", min_value=1, max_value=1_000_000, initial=1)
    unit_price = DongField(label="Đơn giá (đồng)")
    source = forms.ChoiceField(label="Nguồn", choices=FundingSource.choices, initial=FundingSource.NATIONAL)


class BeneficiaryForm(Clean):
    name = forms.CharField(label="Tên cơ sở", max_length=300)
    tax_code = forms.RegexField(
        r"^(\d{10}(-\d{3})?|\d{12})?$",
        label="Mã số thuế",
        required=False,
        error_messages={"invalid": "Mã số thuế gồm 10 số, 10 số kèm “-001”, hoặc 12 số."},
    )
    address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    representative = forms.CharField(label="Người đại diện", max_length=150, required=False)


BudgetSet: type[BaseFormSet[BudgetForm]] = formset_factory(
    BudgetForm, extra=2, max_num=200, validate_max=True, absolute_max=201, can_delete=True
)
BeneficiarySet: type[BaseFormSet[BeneficiaryForm]] = formset_factory(
    BeneficiaryForm, extra=1, max_num=200, validate_max=True, absolute_max=201, can_delete=True
)


def rows_of(formset: BaseFormSet[Any]) -> list[dict[str, Any]]:
    """The filled rows that were not struck out."""
    rows = (form.cleaned_data for form in formset.forms if form.has_changed() or form.initial)
    return [{k: v for k, v in row.items() if k != "DELETE"} for row in rows if row and not row.get("DELETE")]


def dossier_from(form: DossierForm, budget: BaseFormSet[BudgetForm], people: BaseFormSet[BeneficiaryForm]) -> Dossier:
    return Dossier(form.case_fields(), rows_of(budget), rows_of(people))
