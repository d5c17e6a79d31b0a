"""Rows of published grants: read, compared with what is already known, made ready to be saved as history."""

from typing import Any

from workflow.importing.known import Places, existing
from workflow.importing.layouts import HISTORY
from workflow.importing.preview import Verdict
from workflow.importing.published import code_of, content_of, investment_of, is_total, scope_of
from workflow.importing.wrong import CellFault
from workflow.models import PastGrant

COMPARED = {
    "amount": "kinh phí hỗ trợ",
    "total_investment": "tổng đầu tư",
    "is_total": "số tổng",
    "notes": "ghi chú",
}


class HistoryReader:
    """Two passes: `judge` reads each row, `verdict` then knows every code of the file at once."""

    def __init__(self) -> None:
        self._places = Places()
        self._grants: dict[int, PastGrant] = {}
        self._first: dict[str, int] = {}
        self._known: dict[str, PastGrant] | None = None

    def judge(self, number: int, values: dict[str, Any], faults: list[CellFault]) -> None:
        if "year" not in values or "province" not in values or faults:
            return
        province = self._places.in_year(values["province"], values["year"])
        if province is None:
            text = f"năm {values['year']} không có tỉnh “{values['province']}”."
            faults.append(CellFault(number, HISTORY.column("province").header, text))
            return
        grant = grant_of(values)
        grant.province = province
        if grant.total_investment is not None and grant.total_investment < (grant.amount or 0):
            text = "tổng đầu tư nhỏ hơn kinh phí hỗ trợ."
            faults.append(CellFault(number, HISTORY.column("total_investment_million_vnd").header, text))
        elif twin := self._first.get(grant.code):
            faults.append(CellFault(number, "", f"trùng với dòng {twin} (cùng năm, tỉnh, đề án, đơn vị và nguồn)."))
        else:
            self._first[grant.code] = number
            self._grants[number] = grant

    def verdict(
        self, number: int, values: dict[str, Any], faults: list[CellFault]
    ) -> tuple[Verdict, list[CellFault], PastGrant | None, str]:
        if faults:
            return Verdict.FAULTY, faults, None, ""
        if self._known is None:
            self._known = existing(grant_codes=self._first).grants
        grant = self._grants[number]
        if known := self._known.get(grant.code):
            return Verdict.KNOWN, [], None, _difference(known, grant)
        return Verdict.NEW, [], grant, "số tổng, không cộng với thành viên" if grant.is_total else ""


def grant_of(values: dict[str, Any]) -> PastGrant:
    """A PastGrant not yet saved, without its province. What the notes say fills what no column says."""
    name, beneficiary, notes = values["project_name"], values.get("beneficiary", ""), values.get("stage_notes", "")
    amount = values.get("support_million_vnd")
    source = values.get("source", "")
    return PastGrant(
        code=code_of(
            values["year"], values["scope"], values["province"], name, beneficiary, values["content_type"], source
        ),
        year=values["year"],
        scope=scope_of(values["scope"]),
        scope_as_stated=values["scope"],
        province_name=values["province"],
        name=name,
        beneficiary=beneficiary,
        content_label=values["content_type"],
        content_type=content_of(values["content_type"]),
        amount=amount,
        total_investment=values.get("total_investment_million_vnd", investment_of(notes, amount)),
        is_total=values.get("is_total", is_total(name, beneficiary, notes)),
        notes=notes,
        source=source,
    )


def _difference(known: PastGrant, grant: PastGrant) -> str:
    """A published figure that changed is told, and left to a person: history is not overwritten by a file."""
    changed = [label for name, label in COMPARED.items() if getattr(known, name) != getattr(grant, name)]
    return f"trong phần mềm khác ở: {', '.join(changed)}; giữ nguyên" if changed else ""
