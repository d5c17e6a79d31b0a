"""Biên bản nghiệm thu cơ sở, Mẫu 5a, 5b and 5c (D15; TT 36/2013 Đ.14, 18.4, 19, 21.1): volume and quality, value, result."""

from collections.abc import Sequence

from accounts.models import Organisation
from accounts.vocabulary import OrganisationKind
from documents.contexts import parties
from documents.contexts.agreement import ACCEPTING, about_the_contract
from documents.contexts.beneficiaries import takers_of
from documents.contexts.estimate import MISSING, by_hand, estimate_of
from documents.contexts.facts import BudgetRow, ContractParty
from documents.contexts.filling import DONG, Filling
from documents.contexts.frame import distinct, framed, grounds, head, party_head
from documents.contexts.project import about_the_case, programme_name
from documents.contexts.signing import BY_HAND
from documents.contexts.sources import about_the_shares
from documents.kinds.matter import Matter
from documents.wording.values import CENTRE, RIGHT, Column, Values
from workflow.engine.inputs import TEXT_MAX
from workflow.vocabulary import Action, ContentType

QUALITY = (
    Column("TT", 10, CENTRE), Column("Nội dung, hạng mục"), Column("ĐVT", 15, CENTRE),
    Column("Theo hợp đồng", 20, RIGHT), Column("Thực hiện", 20, RIGHT), Column("Chất lượng, nhận xét", 45),
)  # fmt: skip
MACHINES = (
    Column("TT", 10, CENTRE), Column("Tên máy móc, thiết bị"), Column("Ký hiệu (model)", 28),
    Column("Số máy", 28), Column("Nước, năm sản xuất", 30), Column("Tình trạng (mới 100%)", 28, CENTRE),
    Column("Số lượng", 18, RIGHT), Column("Giá trị", 32, RIGHT),
)  # fmt: skip
ATTENDING = (
    Column("TT", 10, CENTRE), Column("Đơn vị"), Column("Người đại diện", 45), Column("Chức vụ", 36),
)  # fmt: skip
PLACES = (
    Column("TT", 10, CENTRE), Column("Đơn vị thụ hưởng"), Column("Địa điểm", 50), Column("Kết quả", 24),
    Column("Ký tên, đóng dấu", 32),
)  # fmt: skip
INVOICES = (
    Column("TT", 10, CENTRE), Column("Số hóa đơn", 32), Column("Ngày", 26, CENTRE), Column("Nội dung"),
    Column("Số tiền", 34, RIGHT),
)  # fmt: skip
#: Contents whose object is machines or an installation that stands at the beneficiary.
WITH_MACHINES = {
    ContentType.MACHINERY, ContentType.TECHNOLOGY_LINE, ContentType.DEMONSTRATION, ContentType.REPLICATION,
    ContentType.POLLUTION,
}  # fmt: skip
OFFICES = {OrganisationKind.DEPARTMENT: "SỞ CÔNG THƯƠNG", OrganisationKind.AGENCY: "CỤC"}
RESULTS = {
    Action.ACCEPT_WORK: "Đạt yêu cầu",
    Action.ACCEPT_PART: "Đạt một phần",
    Action.REFUSE_WORK: "Không đạt yêu cầu",
}


def fill_of_places(matter: Matter) -> Values:
    """Mẫu 5a: at the place of the beneficiary, for an implementer who writes no invoice to the manager."""
    return _minutes(
        matter, chair=matter.case.department, takers=takers_of(matter.case, matter.written_on), invoiced=False
    )


def fill_invoiced(matter: Matter) -> Values:
    """Mẫu 5b: the implementer writes an invoice, and the volume is accepted with it."""
    return _minutes(
        matter, chair=matter.case.department, takers=takers_of(matter.case, matter.written_on), invoiced=True
    )


def fill_by_agency(matter: Matter) -> Values:
    """Mẫu 5c: the Cục itself accepts."""
    return _minutes(matter, chair=matter.issuer, takers=(), invoiced=True)


def _minutes(matter: Matter, *, chair: Organisation, takers: Sequence[ContractParty], invoiced: bool) -> Values:
    case, on = matter.case, matter.written_on
    filling = Filling()
    _work(filling, matter, invoiced=invoiced)
    filling.text("đơn vị chủ trì", chair.name_on(on))
    present = [parties.as_party(unit, on) for unit in (chair, case.implementer)]
    _attending(filling, [*present, *takers])
    _places(filling, takers, default=filling.fields["địa điểm"])
    signers = [
        head(filling, chair, on, "a", authority=f"ĐẠI DIỆN {OFFICES[OrganisationKind(chair.kind)]}", hint=BY_HAND),
        head(filling, case.implementer, on, "b", authority="ĐẠI DIỆN ĐƠN VỊ THỰC HIỆN", hint=BY_HAND),
    ]
    if len(takers) == 1:
        signers.append(party_head(takers[0], "c", authority="ĐẠI DIỆN ĐƠN VỊ THỤ HƯỞNG", hint=BY_HAND))
    manager = parties.party_a(case)
    copies = (unit.name_on(on) for unit in (manager, case.department, case.implementer) if unit != chair)
    beneficiaries = ("Đơn vị thụ hưởng",) if takers else ()
    return framed(
        filling, matter,
        kind="Biên bản",
        subject=f"Nghiệm thu cơ sở đề án {programme_name(case.programme)} năm {case.plan_year}",
        letters="BB",
        signers=signers,
        recipients=(*distinct(copies), *beneficiaries, "Lưu: VT"),
        others=(case.implementer,),
        amount=case.accepted_amount if matter.act.action in ACCEPTING else None,
    )  # fmt: skip


def _attending(filling: Filling, present: Sequence[ContractParty]) -> None:
    filling.table(
        "thành phần", ATTENDING, [(n, who.name, who.representative, who.title) for n, who in enumerate(present, 1)]
    )
    for who in present:
        if not who.representative:
            filling.lacks(f"Người đại diện của {who.name}")


def _places(filling: Filling, takers: Sequence[ContractParty], *, default: str) -> None:
    """Several beneficiaries sign in a list: each at its place."""
    several = len(takers) > 1
    filling.flag("nhiều địa điểm", several)
    filling.table(
        "các địa điểm", PLACES,
        [(n, who.name, who.address or default, "", "") for n, who in enumerate(takers, 1)] if several else (),
    )  # fmt: skip
    if several:
        filling.lacks("Kết quả nghiệm thu tại từng địa điểm")


def _work(filling: Filling, matter: Matter, *, invoiced: bool) -> None:
    """What was agreed and what was done of it, and the result as far as the act says one."""
    case, on = matter.case, matter.written_on
    event = matter.act
    estimate = estimate_of(case)
    accepted = case.accepted_amount if event.action in ACCEPTING else None
    about_the_case(filling, case, on)
    about_the_contract(filling, case)
    grounds(filling, case, on)
    _result(filling, matter)
    filling.money(
        "giá trị nghiệm thu", accepted, "" if event.action == Action.REFUSE_WORK else "Giá trị được nghiệm thu"
    )
    filling.flag("có giá trị nghiệm thu", accepted is not None)
    filling.flag("có khối lượng không nghiệm thu", accepted is not None and accepted < (case.contract_amount or 0))
    filling.money("giá trị không nghiệm thu", max((case.contract_amount or 0) - (accepted or 0), 0))
    filling.table(
        "khối lượng", QUALITY,
        [(n, b.item, b.unit, b.quantity, "", "") for n, b in enumerate(estimate.lines, 1)],
        missing=MISSING,
    )  # fmt: skip
    filling.lacks("Khối lượng thực hiện và chất lượng của từng hạng mục")
    _machines(filling, case.content_type, estimate.grant or estimate.lines)
    about_the_shares(filling, case, estimate, support=case.contract_amount, accepted=accepted)
    if invoiced:
        by_hand(filling, "hóa đơn", INVOICES, "Hóa đơn tài chính: số, ngày, số tiền", total="Cộng", unit=DONG)


def _result(filling: Filling, matter: Matter) -> None:
    event = matter.act
    said = event.action in RESULTS
    day = matter.case.accepted_on if event.action in ACCEPTING else None
    filling.day("ngày nghiệm thu", day, "Ngày nghiệm thu")
    filling.text("kết quả", RESULTS.get(Action(event.action), ""), "Kết quả nghiệm thu")
    filling.long("ý kiến", event.reason if said else "", TEXT_MAX)
    filling.lacks("Giờ bắt đầu và giờ kết thúc nghiệm thu")


def _machines(filling: Filling, content_type: str, lines: Sequence[BudgetRow]) -> None:
    """Names, numbers and values are those of the estimate; model and serial number only the machine itself tells."""
    shown = ContentType(content_type) in WITH_MACHINES
    filling.flag("có máy móc", shown)
    rows = [(n, b.item, "", "", "", "", b.quantity, "") for n, b in enumerate(lines, 1)] if shown else []
    filling.table("máy móc", MACHINES, rows, unit=DONG)
    if shown:
        filling.lacks("Máy móc, thiết bị: ký hiệu, số máy, nước và năm sản xuất, tình trạng, giá trị")
