"""Rows of registered đề án: read, checked against units and rights, made ready to become drafts through the engine."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import Organisation, Province
from accounts.people import Holding, Person
from workflow.engine.advance import key_from
from workflow.engine.drafting import Dossier
from workflow.importing.known import Places, Units, existing, holding_for
from workflow.importing.layouts import REGISTRATION
from workflow.importing.preview import Verdict
from workflow.importing.wrong import CellFault
from workflow.needs.dossier import GRANT_SOURCE
from workflow.vocabulary import FundingSource, Programme, ProjectKind

Wrong = Callable[[str, str], None]
_CODE = re.compile(r"[A-Za-z0-9_-]{3,40}")
_RESERVED = {"moi"}
"""Addresses of pages that stand where a code would."""
AMOUNTS = {
    FundingSource.NATIONAL: ("national_amount", "Kinh phí khuyến công quốc gia"),
    FundingSource.LOCAL: ("local_amount", "Kinh phí khuyến công địa phương"),
    FundingSource.BENEFICIARY: ("beneficiary_amount", "Kinh phí đối ứng của đơn vị thụ hưởng"),
    FundingSource.OTHER: ("other_amount", "Kinh phí từ nguồn khác"),
}
COPIED = (
    "name", "programme", "content_type", "plan_year", "coordinator", "location", "unit_count", "necessity",
    "objectives", "scope", "work_plan", "organisation_plan", "impact", "starts_on", "ends_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registration:
    """A draft to be: its dossier, the code asked for ("" to be given one), the key that makes it once, the right used."""

    dossier: Dossier
    code: str
    key: str
    holding: Holding


class RegistrationReader:
    """Two passes: `judge` reads each row, `verdict` then knows every code of the file at once."""

    def __init__(self, person: Person, on: date) -> None:
        self._person, self._on = person, on
        self._places, self._units = Places(), Units()
        self._ready: dict[int, Registration] = {}
        self._codes: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        self._cases: frozenset[str] = frozenset()
        self._by_key: dict[str, str] | None = None

    def judge(self, number: int, values: dict[str, Any], faults: list[CellFault]) -> None:
        def wrong(name: str, text: str) -> None:
            """One fault per cell is enough: a cell that could not be read is not also called missing."""
            header = REGISTRATION.column(name).header if name else ""
            if not header or header not in {fault.column for fault in faults}:
                faults.append(CellFault(number, header, text))

        unit = self._unit(values, wrong)
        _check_values(values, wrong)
        key = key_from("import", *(f"{name}={values[name]}" for name in sorted(values)))
        self._refuse_twins(number, values.get("code", ""), key, wrong)
        if faults or unit is None:
            return
        implementer, province, department = unit
        holding = holding_for(self._person, implementer)
        if holding is None:
            wrong("implementer", "chỉ được nhập đề án của chính đơn vị mình.")
            return
        places = {"implementer": implementer, "province": province, "department": department}
        self._ready[number] = Registration(dossier_of(values, places), values.get("code", ""), key, holding)

    def verdict(
        self, number: int, values: dict[str, Any], faults: list[CellFault]
    ) -> tuple[Verdict, list[CellFault], Registration | None, str]:
        if faults:
            return Verdict.FAULTY, faults, None, ""
        if self._by_key is None:
            found = existing(case_codes=self._codes, keys=self._keys)
            self._cases, self._by_key = found.cases, found.by_key
        ready = self._ready[number]
        if ready.code in self._cases:
            return Verdict.KNOWN, [], None, f"mã {ready.code} đã có trong phần mềm"
        if not ready.code and (made := self._by_key.get(ready.key)):
            return Verdict.KNOWN, [], None, f"dòng này đã nhập trước đây, mã {made}"
        return Verdict.NEW, [], ready, ""

    def _unit(self, values: dict[str, Any], wrong: Wrong) -> tuple[Organisation, Province, Organisation] | None:
        if not {"province", "implementer", "plan_year"} <= values.keys():
            return None
        on = self._on if values["plan_year"] >= self._on.year else date(values["plan_year"], 1, 1)
        province = self._places.find(values["province"], on)
        if province is None:
            wrong("province", f"không có tỉnh “{values['province']}” vào ngày {on:%d/%m/%Y}.")
            return None
        unit = self._units.find(values["implementer"], province)
        if unit is None:
            wrong(
                "implementer", f"không có đơn vị thực hiện “{values['implementer'][:80]}”. Ghi đúng tên hoặc mã đơn vị."
            )
            return None
        if unit.province_id not in (None, province.pk):
            wrong("implementer", f"đơn vị thuộc {unit.province}, không thuộc {province}.")
            return None
        department = self._units.department_of(unit, province)
        if department is None:
            wrong("province", f"{province} chưa có Sở Công Thương trong phần mềm.")
            return None
        return unit, province, department

    def _refuse_twins(self, number: int, code: str, key: str, wrong: Wrong) -> None:
        if code:
            if not _CODE.fullmatch(code) or code.lower() in _RESERVED:
                wrong("code", "mã gồm 3–40 chữ không dấu, số, gạch ngang, ví dụ KCQG-2027-25-0001.")
            elif twin := self._codes.get(code):
                wrong("code", f"trùng mã với dòng {twin}.")
            else:
                self._codes[code] = number
        elif twin := self._keys.get(key):
            wrong("", f"nội dung giống hệt dòng {twin}.")
        else:
            self._keys[key] = number


def _check_values(values: dict[str, Any], wrong: Wrong) -> None:
    """What must fit between cells of one row."""
    starts, ends = values.get("starts_on"), values.get("ends_on")
    if starts and ends and ends < starts:
        wrong("ends_on", "ngày kết thúc trước ngày bắt đầu.")
    if len(values.get("tax_codes", ())) > len(values.get("beneficiaries", ())):
        wrong("tax_codes", "nhiều mã số thuế hơn đơn vị thụ hưởng.")
    if "programme" not in values:
        return
    source = GRANT_SOURCE[Programme(values["programme"])]
    name, label = AMOUNTS[source]
    if not values.get(name):
        wrong(
            name,
            f"đề án {Programme(values['programme']).label.lower()} phải có {label[0].lower()}{label[1:]} lớn hơn 0.",
        )


def dossier_of(values: Mapping[str, Any], places: Mapping[str, Any]) -> Dossier:
    """The budget has one line per source, so the support asked for always equals its lines."""
    lines = [
        {"item": label, "unit": "đề án", "quantity": 1, "unit_price": values[name], "source": source}
        for source, (name, label) in AMOUNTS.items()
        if values.get(name)
    ]
    grant, _ = AMOUNTS[GRANT_SOURCE[Programme(values["programme"])]]
    fields = {name: values[name] for name in COPIED if name in values}
    fields |= {"kind": values.get("kind", ProjectKind.ORDINARY), "requested_amount": values[grant], **places}
    codes = [*values.get("tax_codes", ()), *[""] * 1000]
    people = [{"name": n, "tax_code": code} for n, code in zip(values.get("beneficiaries", ()), codes, strict=False)]
    return Dossier(fields, lines, people)
