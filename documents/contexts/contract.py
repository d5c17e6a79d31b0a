"""Hợp đồng thực hiện đề án (D10; TT 36/2013 Đ.12–19): the values its wording may call.

All amounts are whole đồng; all texts are clean (NFC, bounded, drawable) by the time they stand here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from accounts.models import Organisation
from documents.contexts import bases, parties, terms
from documents.contexts.facts import BeneficiaryRow, BudgetRow, ContractParty, SourceRow
from documents.contexts.filling import DONG, Filling
from documents.contexts.schedule import basis_of, instalments_of, sources_of
from documents.contexts.signing import title_of
from documents.kinds.matter import Matter
from documents.legal_bases import cited
from documents.lines import ended
from documents.text import ADDRESS, clean_line
from documents.wording.values import CENTRE, RIGHT, Column, Signer, Values
from documents.words import capitalised, date_in_words, uncapitalised
from workflow.deadlines.tables import load_rules
from workflow.engine.inputs import TEXT_MAX
from workflow.models import Case
from workflow.money.advances import AdvanceRule, advance_rule
from workflow.needs.dossier import GRANT_SOURCE
from workflow.vocabulary import Action, ContentType, Programme, ProjectKind

COPIES = 6
BUDGET = (
    Column("TT", 10, CENTRE), Column("Nội dung chi"), Column("ĐVT", 17, CENTRE), Column("Số lượng", 15, RIGHT),
    Column("Đơn giá", 28, RIGHT), Column("Thành tiền", 29, RIGHT), Column("Nguồn", 24),
)  # fmt: skip
SOURCES = (Column("TT", 10, CENTRE), Column("Nguồn vốn"), Column("Số tiền", 36, RIGHT))
PAYMENTS = (
    Column("Lần", 36), Column("Tỷ lệ", 16, CENTRE), Column("Số tiền (đồng)", 29, RIGHT), Column("Hồ sơ, điều kiện"),
)  # fmt: skip
BENEFICIARIES = (
    Column("TT", 10, CENTRE), Column("Tên cơ sở"), Column("Mã số thuế", 26), Column("Địa chỉ"),
    Column("Người đại diện", 36),
)  # fmt: skip


def fill(matter: Matter) -> Values:
    """The contract as one act made it: a draft after allocation, the agreed text at signing.

    What the act itself says (amount, dates) goes before what the case says now, so that a late or repeated run writes
    the same paper. Raises NoAdvanceRule.
    """
    case, on = matter.case, matter.written_on
    data: Mapping[str, Any] = matter.event.data if matter.event else {}
    signed = matter.event is not None and matter.event.action == Action.SIGN_CONTRACT
    amount = _amount(case, data, signed=signed)
    programme = Programme(case.programme)
    budget = budget_of(case)
    sources = sources_of(budget, GRANT_SOURCE[programme], amount)
    rule = advance_rule(ContentType(case.content_type), case.plan_year)
    filling = Filling()
    about_the_case(filling, case, on)
    bases.cite(filling, bases.general(programme, case.plan_decided_on or on), *bases.of_case(case))
    _sides(filling, parties.as_party(matter.issuer, on), parties.as_party(case.implementer, on))
    about_the_beneficiaries(filling, case)
    _time(filling, case, data)
    _money(filling, amount, sources, budget)
    _payments(filling, rule, amount)
    filling.count("số bản", COPIES)
    filling.count("số bản mỗi bên", COPIES // 2)
    filling.text("hạn báo cáo tháng", str(terms.report_before(case.plan_year)))
    clocks = load_rules()
    filling.text("hạn quyết toán", terms.settlement_term(case, clocks))
    filling.text("hạn thanh lý", terms.liquidation_term(case, clocks))
    filling.table(
        "dự toán", BUDGET,
        [(n, b.item, b.unit, b.quantity, b.unit_price, b.amount, b.source) for n, b in enumerate(budget, 1)],
        total=("", "Tổng cộng", "", "", "", sum(row.amount for row in budget), ""),
        unit=DONG, missing="Dự toán kinh phí (Mẫu 1)",
    )  # fmt: skip
    filling.money("tổng dự toán", sum(row.amount for row in budget))
    return filling.values(
        title=f"Hợp đồng thực hiện đề án {case.code}",
        kind="Hợp đồng",
        subject=f"Thực hiện đề án {programme_name(programme)} năm {case.plan_year}",
        parent=clean_line(parties.superior_of(matter.issuer, on)),
        issuer=clean_line(matter.issuer.name_on(on)),
        symbol=f"HĐ-{parties.symbol_of(matter.issuer)}",
        place=parties.place_of(matter.issuer),
        written_on=on,
        signers=two_sides(case.implementer, "b", matter.issuer, "a"),
        recipients=_recipients(case, on, national=programme == Programme.NATIONAL),
        facts=facts_of(case, on, parties_=(matter.issuer, case.implementer), amount=amount),
    )


def programme_name(programme: Programme) -> str:
    return uncapitalised(str(programme.label))


def about_the_case(filling: Filling, case: Case, on: date) -> None:
    """What every paper about one đề án may say of it."""
    programme = Programme(case.programme)
    filling.flag("quốc gia", programme == Programme.NATIONAL)
    filling.flag("địa phương", programme == Programme.LOCAL)
    filling.text("chương trình", programme_name(programme))
    filling.text("năm kế hoạch", str(case.plan_year))
    filling.text("mã đề án", case.code)
    filling.text("tên đề án", case.name, "Tên đề án", ADDRESS)
    label = str(ContentType(case.content_type).label)
    filling.text("nội dung khuyến công", uncapitalised(label.replace("CNNT", "công nghiệp nông thôn")))
    filling.text("địa điểm", case.location)
    filling.text("đơn vị phối hợp", case.coordinator)
    filling.text("đơn vị thực hiện", case.implementer.name_on(on))
    filling.text("Sở", case.department.name_on(on))
    filling.long("mục tiêu", case.objectives, TEXT_MAX)
    filling.long("quy mô", case.scope, TEXT_MAX)


def facts_of(case: Case, on: date, *, parties_: Sequence[Organisation], amount: int | None = None) -> dict[str, Any]:
    """The paper as data; `amount` in whole đồng. Also what the public page shows: no personal data belongs here."""
    return {
        "case": clean_line(case.code),
        "project": clean_line(case.name, ADDRESS),
        "programme": case.programme,
        "plan_year": case.plan_year,
        "parties": [clean_line(unit.name_on(on)) for unit in parties_],
        "amount": amount,
    }


def two_sides(left: Organisation, left_role: str, right: Organisation, right_role: str) -> tuple[Signer, Signer]:
    return side(left, left_role), side(right, right_role)


def side(unit: Organisation, role: str) -> Signer:
    return Signer(
        role=role,
        authority=f"ĐẠI DIỆN BÊN {role.upper()}",
        title=title_of(unit),
        name=clean_line(unit.representative),
        hint="(Ký, ghi rõ họ tên và đóng dấu)",
        unit=unit.pk,
    )


def budget_of(case: Case) -> tuple[BudgetRow, ...]:
    return tuple(
        BudgetRow(
            item=clean_line(line.item), unit=clean_line(line.unit), quantity=line.quantity,
            unit_price=line.unit_price, amount=line.amount, source=line.get_source_display(),
        )
        for line in case.budget_lines.all()
    )  # fmt: skip


def beneficiaries_of(case: Case) -> tuple[BeneficiaryRow, ...]:
    return tuple(
        BeneficiaryRow(
            name=clean_line(item.name), tax_code=clean_line(item.tax_code),
            address=clean_line(item.address, ADDRESS), representative=clean_line(item.representative),
        )
        for item in case.beneficiaries.all()
    )  # fmt: skip


def party_card(filling: Filling, name: str, title: str, party: ContractParty) -> None:
    """One side of an agreement; what is not known is named as missing."""
    who = party.name
    filling.card(
        name, title,
        (
            ("Địa chỉ", party.address, f"Địa chỉ của {who}"),
            ("Điện thoại", party.phone, ""),
            ("Mã số thuế", party.tax_code, f"Mã số thuế của {who}"),
            ("Tài khoản", party.bank_account, f"Tài khoản của {who}"),
            ("Người đại diện", party.representative, f"Người đại diện của {who}"),
            ("Chức vụ", party.title, f"Chức vụ người đại diện của {who}"),
        ),
    )  # fmt: skip


def _amount(case: Case, data: Mapping[str, Any], *, signed: bool) -> int:
    """Đồng: what was signed, else what was allocated."""
    name = "contract_amount" if signed else "allocated_amount"
    return int(data.get(name) or getattr(case, name) or 0)


def _sides(filling: Filling, buyer: ContractParty, seller: ContractParty) -> None:
    party_card(filling, "bên A", f"BÊN A (bên giao thực hiện đề án): {buyer.name}", buyer)
    party_card(filling, "bên B", f"BÊN B (đơn vị thực hiện đề án): {seller.name}", seller)


def about_the_beneficiaries(filling: Filling, case: Case) -> None:
    """Who benefits: one in a sentence, several as a table, or nobody named yet."""
    rows = beneficiaries_of(case)
    filling.flag("một đơn vị thụ hưởng", len(rows) == 1)
    filling.flag("nhiều đơn vị thụ hưởng", len(rows) > 1)
    filling.flag("chưa nêu đơn vị thụ hưởng", not rows)
    filling.flag("đề án nhóm", case.kind == ProjectKind.GROUP)
    filling.count("số cơ sở", len(rows) or case.unit_count)
    filling.text("đơn vị thụ hưởng", _in_a_sentence(rows[0]) if len(rows) == 1 else "")
    filling.table(
        "đơn vị thụ hưởng (bảng)", BENEFICIARIES,
        [(n, row.name, row.tax_code, row.address, row.representative) for n, row in enumerate(rows, 1)],
    )  # fmt: skip


def _in_a_sentence(row: BeneficiaryRow) -> str:
    more = (("mã số thuế ", row.tax_code), ("địa chỉ: ", row.address), ("người đại diện: ", row.representative))
    return ", ".join([row.name, *(label + text for label, text in more if text)])


def _time(filling: Filling, case: Case, data: Mapping[str, Any]) -> None:
    ends_on = date.fromisoformat(data["ends_on"]) if data.get("ends_on") else case.ends_on
    start = f"Từ {date_in_words(case.starts_on)}" if case.starts_on else "Từ ngày ký hợp đồng"
    filling.text("bắt đầu", start)
    filling.day("ngày hoàn thành", ends_on, "Ngày hoàn thành đề án")


def _money(filling: Filling, amount: int, sources: Sequence[SourceRow], budget: Sequence[BudgetRow]) -> None:
    total = sum(row.amount for row in sources)
    filling.money("kinh phí hỗ trợ", amount)
    filling.table(
        "nguồn vốn", SOURCES,
        [
            (n, f"{row.label} (giá trị hợp đồng)" if row.support else row.label, row.amount)
            for n, row in enumerate(sources, 1)
        ],
        total=("", "Tổng cộng", total), unit=DONG,
    )  # fmt: skip
    shortfall = max(sum(row.amount for row in budget) - total, 0)
    filling.flag("dự toán cao hơn", shortfall > 0)
    filling.money("phần cao hơn", shortfall)


def _payments(filling: Filling, rule: AdvanceRule, amount: int) -> None:
    filling.text("căn cứ tạm ứng", cited(basis_of(rule)))
    rows: list[tuple[object, ...]] = []
    for payment in instalments_of(rule, amount):
        conditions = ended([f"- {capitalised(item)}" for item in payment.conditions])
        rows.append((payment.name, f"{payment.percent}%", payment.amount, "\n".join(conditions)))
    filling.table("các lần thanh toán", PAYMENTS, rows, total=("Tổng cộng", "100%", amount, ""))


def _recipients(case: Case, on: date, *, national: bool) -> tuple[str, ...]:
    each = f"({COPIES // 2:02d} bản)"
    witness = (f"{clean_line(case.department.name_on(on))} (để phối hợp)",) if national else ()
    return (f"Bên A {each}", f"Bên B {each}", *witness, "Lưu: VT")
