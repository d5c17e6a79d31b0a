"""Everything a contract says (D10, TT 36/2013 Đ.12–19), as plain frozen facts: a template sees nothing else.

All amounts are whole đồng; all texts are clean (NFC, bounded, drawable) by the time they stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.contexts import bases, parties, terms
from documents.contexts.facts import BeneficiaryRow, BudgetRow, ContractParty, Instalment, SourceRow
from documents.contexts.schedule import basis_of, instalments_of, sources_of
from documents.legal_bases import cited
from documents.text import ADDRESS, clean_line, paragraphs
from documents.words import uncapitalised
from workflow.deadlines.tables import load_rules
from workflow.engine.clock import day_of
from workflow.engine.inputs import TEXT_MAX
from workflow.models import Case, Event
from workflow.money.advances import advance_rule
from workflow.needs.dossier import GRANT_SOURCE
from workflow.vocabulary import Action, ContentType, Programme, ProjectKind

TEMPLATE_VERSION = "contract/v1"
TEMPLATE = "documents/contract/v1.html"
COPIES = 6


@dataclass(frozen=True, slots=True)
class ContractContext:
    """Frozen facts of one contract. `number` and `signed_on` are None while it is a draft."""

    national: bool
    draft: bool
    code: str
    plan_year: int
    number: str | None
    symbol: str
    place: str
    signed_on: date | None
    written_on: date
    legal_bases: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    """Cited texts whose wording a person should check before signing."""
    party_a: ContractParty
    party_b: ContractParty
    department: str
    project_name: str
    content: str
    location: str
    coordinator: str
    objectives: tuple[str, ...]
    scope: tuple[str, ...]
    group: bool
    unit_count: int
    beneficiaries: tuple[BeneficiaryRow, ...]
    starts_on: date | None
    ends_on: date | None
    amount: int
    sources: tuple[SourceRow, ...]
    budget: tuple[BudgetRow, ...]
    instalments: tuple[Instalment, ...]
    advance_basis: str
    report_before: int
    settlement_term: str
    liquidation_term: str
    copies: int = COPIES

    @property
    def total(self) -> int:
        """All purses together, with the support at the value of the contract."""
        return sum(row.amount for row in self.sources)

    @property
    def budget_total(self) -> int:
        """The budget of the dossier, as it was asked for."""
        return sum(row.amount for row in self.budget)

    @property
    def shortfall(self) -> int:
        """How much less (đồng) the contract pays than the budget asked; zero when nothing was cut."""
        return max(self.budget_total - self.total, 0)

    @property
    def programme(self) -> str:
        return "khuyến công quốc gia" if self.national else "khuyến công địa phương"

    @property
    def copies_each(self) -> int:
        return self.copies // 2


def context_of(case: Case, event: Event) -> ContractContext:
    """The contract as one event made it: a draft after allocation, the signed text after signing.

    What the event itself says (amount, number, dates) goes before what the case says now, so that a late or repeated
    run writes the same paper. Raises NoAdvanceRule.
    """
    programme = Programme(case.programme)
    national = programme == Programme.NATIONAL
    signed = event.action == Action.SIGN_CONTRACT
    written_on = day_of(event.at)
    buyer = parties.party_a(case)
    amount = _amount(case, event.data, signed=signed)
    budget = _budget(case)
    rule = advance_rule(ContentType(case.content_type), case.plan_year)
    general = bases.general(programme, case.plan_decided_on or written_on)
    clocks = load_rules()
    return ContractContext(
        national=national,
        draft=not signed,
        code=clean_line(case.code),
        plan_year=case.plan_year,
        number=clean_line(str(event.data["contract_number"])) if signed else None,
        symbol=f"HĐ-{parties.symbol_of(buyer)}",
        place=parties.place_of(buyer),
        signed_on=date.fromisoformat(event.data["signed_on"]) if signed else None,
        written_on=written_on,
        legal_bases=(*(basis.text for basis in general), *bases.of_case(case)),
        unconfirmed=tuple(basis.text for basis in general if basis.mark != "CONFIRMED"),
        party_a=parties.as_party(buyer, written_on),
        party_b=parties.as_party(case.implementer, written_on),
        department=clean_line(case.department.name_on(written_on)),
        project_name=clean_line(case.name, ADDRESS),
        content=uncapitalised(ContentType(case.content_type).label.replace("CNNT", "công nghiệp nông thôn")),
        location=clean_line(case.location),
        coordinator=clean_line(case.coordinator),
        objectives=paragraphs(case.objectives, TEXT_MAX),
        scope=paragraphs(case.scope, TEXT_MAX),
        group=case.kind == ProjectKind.GROUP,
        unit_count=case.unit_count,
        beneficiaries=_beneficiaries(case),
        starts_on=case.starts_on,
        ends_on=_ends_on(case, event.data),
        amount=amount,
        sources=sources_of(budget, GRANT_SOURCE[programme], amount),
        budget=budget,
        instalments=instalments_of(rule, amount),
        advance_basis=cited(basis_of(rule)),
        report_before=terms.report_before(case.plan_year),
        settlement_term=terms.settlement_term(case, clocks),
        liquidation_term=terms.liquidation_term(case, clocks),
    )


def _amount(case: Case, data: Mapping[str, Any], *, signed: bool) -> int:
    """Đồng: what was signed, else what was allocated."""
    name = "contract_amount" if signed else "allocated_amount"
    return int(data.get(name) or getattr(case, name) or 0)


def _ends_on(case: Case, data: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(data["ends_on"]) if data.get("ends_on") else case.ends_on


def _budget(case: Case) -> tuple[BudgetRow, ...]:
    return tuple(
        BudgetRow(
            item=clean_line(line.item),
            unit=clean_line(line.unit),
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount=line.amount,
            source=line.get_source_display(),
        )
        for line in case.budget_lines.all()
    )


def _beneficiaries(case: Case) -> tuple[BeneficiaryRow, ...]:
    return tuple(
        BeneficiaryRow(
            name=clean_line(item.name),
            tax_code=clean_line(item.tax_code),
            address=clean_line(item.address, ADDRESS),
            representative=clean_line(item.representative),
        )
        for item in case.beneficiaries.all()
    )
