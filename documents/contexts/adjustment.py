"""What changed after the contract was signed, before and after: its annex, and the decision (D21; TT 36/2013 Đ.11)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from documents.contexts.agreement import about_the_contract
from documents.contexts.deputies import title_of_head
from documents.contexts.estimate import by_hand
from documents.contexts.filling import Filling
from documents.contexts.frame import department_beside, framed, grounds, head
from documents.contexts.history import acts_until
from documents.contexts.project import about_the_case, programme_name
from documents.contexts.sides import about_the_copies, about_the_sides, kept_by_each, two_sides
from documents.kinds.matter import Matter
from documents.text import clean, clean_line
from documents.wording.values import CENTRE, Column, Values
from workflow.models import Case, Event
from workflow.vocabulary import Action, Programme, ProjectKind, State

CHANGES = (
    Column("TT", 10, CENTRE), Column("Nội dung", 36), Column("Trước điều chỉnh", 38), Column("Sau điều chỉnh", 38),
    Column("Lý do"),
)  # fmt: skip
#: The two terms of the work: what was promised in the contract, and the end of the year's money.
TERMS = {"target": "Thời gian hoàn thành theo hợp đồng", "legal": "Thời hạn có khối lượng thực hiện"}


def fill_annex(matter: Matter) -> Values:
    """Phụ lục hợp đồng: both sides agree to the change."""
    case, on = matter.case, matter.written_on
    filling = Filling()
    _change(filling, matter, agreement=True)
    filling.count("lần", max(len(_extensions(case, matter.act)), 1))
    about_the_sides(filling, matter)
    about_the_copies(filling)
    return framed(
        filling, matter,
        kind="Phụ lục hợp đồng",
        subject=f"Điều chỉnh hợp đồng thực hiện đề án (lần {filling.fields['lần']})",
        letters="PLHĐ",
        signers=two_sides(case.implementer, "b", matter.issuer, "a"),
        recipients=(*kept_by_each(), *department_beside(matter.issuer, case, on), "Lưu: VT"),
        others=(case.implementer,),
        amount=case.contract_amount,
    )  # fmt: skip


def fill_decision(matter: Matter) -> Values:
    """Quyết định điều chỉnh of whoever manages the money."""
    case, on = matter.case, matter.written_on
    filling = Filling()
    _change(filling, matter, agreement=False)
    signer = head(filling, matter.issuer, on, "a")
    issuer = clean_line(matter.issuer.name_on(on))
    filling.text("thẩm quyền", f"{title_of_head(signer.title)} {issuer}".upper())
    return framed(
        filling, matter,
        kind="Quyết định",
        subject=f"Về việc điều chỉnh đề án {programme_name(case.programme)} năm {case.plan_year}",
        letters="QĐ",
        signers=(signer,),
        recipients=("Như Điều 3", *department_beside(matter.issuer, case, on), "Lưu: VT"),
        others=(case.implementer,),
        amount=case.contract_amount,
    )  # fmt: skip


def _change(filling: Filling, matter: Matter, *, agreement: bool) -> None:
    """The extension the act granted; where it granted none, room for what changed."""
    case, on, event = matter.case, matter.written_on, matter.act
    about_the_case(filling, case, on)
    about_the_contract(filling, case)
    grounds(filling, case, on, agreement=agreement)
    extended = event if event in _extensions(case, event) else None
    rows = _rows(extended.data.get("dates", {}), clean(extended.reason)) if extended else []
    filling.text("văn bản gia hạn", str(extended.data["decision"]) if extended else "")
    for name, _, after, _ in rows:
        filling.ahead(name, after, on)
    if not rows:
        filling.ahead("Ngày hoàn thành theo hợp đồng", case.contract_ends_on, on)
    if rows:
        filling.table("điều chỉnh", CHANGES, [(n, *row) for n, row in enumerate(rows, 1)])
    else:
        by_hand(filling, "điều chỉnh", CHANGES, "Nội dung điều chỉnh: trước, sau và lý do")
    _who_decides(filling, case, extended)


def _rows(dates: Mapping[str, Any], reason: str) -> list[tuple[str, date | str, date, str]]:
    return [
        (TERMS[clock], date.fromisoformat(before) if before else "", date.fromisoformat(after), reason)
        for clock, (before, after) in dates.items()
        if clock in TERMS and after
    ]


def _extensions(case: Case, until: Event) -> list[Event]:
    """Those of the work itself: a longer term of another stage changes no contract."""
    return list(acts_until(case, until, Action.EXTEND).filter(source=State.EXECUTION))


def _who_decides(filling: Filling, case: Case, extended: Event | None) -> None:
    """TT 36/2013 Đ.11.2, Đ.11.4: some changes are not for whoever manages the contract to decide."""
    ends = [
        date.fromisoformat(pair[1]) for pair in (extended.data.get("dates", {}) if extended else {}).values() if pair[1]
    ]
    if case.programme == Programme.NATIONAL and any(day.year > case.plan_year for day in ends):
        filling.doubt("Kéo dài sang năm sau do Bộ trưởng Bộ Công Thương quyết định (TT 36/2013 Đ.11.2.a).")
    if case.kind == ProjectKind.GROUP:
        filling.doubt(
            "Địa điểm, đơn vị thụ hưởng, đơn vị phối hợp của đề án nhóm do Sở Công Thương quyết định (TT 36/2013 Đ.11.4)."
        )
