"""Who signs: the two sides of a contract, named as they were on the day it was written (TT 36/2013 Đ.12.1)."""

import re
from datetime import date

from accounts.models import Organisation
from accounts.vocabulary import OrganisationKind
from documents.contexts.facts import ContractParty
from documents.text import ADDRESS, clean_line
from workflow.engine.duties import organisation_in
from workflow.lifecycle import Relation
from workflow.models import Beneficiary, Case
from workflow.vocabulary import Programme

CAPITAL = "Hà Nội"
#: Offices that everybody abbreviates alike.
SYMBOLS = {
    OrganisationKind.DEPARTMENT: "SCT",
    OrganisationKind.PROVINCE: "UBND",
    OrganisationKind.MINISTRY: "BCT",
    OrganisationKind.FINANCE_MINISTRY: "BTC",
}
SYMBOL_MAX = 10
#: NĐ 30/2020 PL I.II.4: a province named after a person keeps its kind before the name.
NAMED_AFTER_PERSONS = {"Hồ Chí Minh": "Thành phố Hồ Chí Minh"}
KINDS = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)


class NoPartyA(LookupError):
    """Nobody stands in the place of party A; the message is the sentence to show."""


def party_a(case: Case) -> Organisation:
    """The Cục for national money, the Sở for provincial money."""
    if case.programme == Programme.LOCAL:
        return case.department
    pk = organisation_in(Relation.AGENCY, case)
    found = Organisation.objects.select_related("parent", "province").filter(pk=pk).first() if pk else None
    if found is None:
        raise NoPartyA("Chưa khai báo Cục quản lý khuyến công nên chưa lập được hợp đồng.")
    return found


def as_party(unit: Organisation, on: date) -> ContractParty:
    return ContractParty(
        name=clean_line(unit.name_on(on)),
        parent=clean_line(superior_of(unit, on)),
        address=clean_line(unit.address, ADDRESS),
        phone=clean_line(unit.phone),
        representative=clean_line(unit.representative),
        title=clean_line(unit.representative_title),
        tax_code=clean_line(unit.tax_code),
        bank_account=clean_line(unit.bank_account),
    )


def as_beneficiary(item: Beneficiary, on: date) -> ContractParty:
    """An establishment as the dossier names it; what the dossier does not ask for, from its unit where it is one of ours."""
    unit = item.organisation
    return ContractParty(
        name=clean_line(item.name),
        parent="",
        address=clean_line(item.address or (unit.address if unit else ""), ADDRESS),
        phone=clean_line(unit.phone if unit else ""),
        representative=clean_line(item.representative or (unit.representative if unit else "")),
        title=clean_line(unit.representative_title if unit else ""),
        tax_code=clean_line(item.tax_code or (unit.tax_code if unit else "")),
        bank_account=clean_line(unit.bank_account if unit else ""),
    )


def superior_of(unit: Organisation, on: date) -> str:
    """The agency above, for the letterhead: the parent; for a Sở, the committee of its province."""
    above = unit.parent
    if above is None and unit.kind == OrganisationKind.DEPARTMENT:
        above = committee_of(unit)
    return in_full(above.name_on(on)) if above else ""


def committee_of(unit: Organisation) -> Organisation | None:
    return Organisation.objects.filter(kind=OrganisationKind.PROVINCE, province=unit.province).order_by("id").first()


def in_full(name: str) -> str:
    """Papers do not abbreviate an agency."""
    return re.sub(r"^UBND\b", "Ủy ban nhân dân", name)


def called(unit: Organisation, on: date) -> str:
    """Its name on a day, as a paper writes it."""
    return clean_line(in_full(unit.name_on(on)))


def place_of(unit: Organisation) -> str:
    """Địa danh: the province of the agency; a central agency sits in the capital."""
    if unit.province is None:
        return CAPITAL
    name = KINDS.sub("", clean_line(unit.province.name))
    return NAMED_AFTER_PERSONS.get(name, name)


def symbol_of(unit: Organisation) -> str:
    """After "HĐ-": the abbreviation in the short name, else the initials of the capitalised words of the name."""
    if known := SYMBOLS.get(OrganisationKind(unit.kind)):
        return known
    last = unit.short_name.split()[-1:]
    if last and last[0].isupper() and len(last[0]) <= SYMBOL_MAX:
        return clean_line(last[0])
    initials = "".join(word[0] for word in unit.name.split()[1:] if word[0].isupper())
    return clean_line(initials[:SYMBOL_MAX])
