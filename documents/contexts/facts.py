"""The small facts a contract is made of: frozen, clean, in whole đồng."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContractParty:
    """One side of the contract. An empty text prints as a dotted line to fill in."""

    name: str
    parent: str
    address: str
    phone: str
    representative: str
    title: str
    tax_code: str
    bank_account: str


@dataclass(frozen=True, slots=True)
class BeneficiaryRow:
    name: str
    tax_code: str
    address: str
    representative: str


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One line of Mẫu 1: `amount` = `quantity` × `unit_price`."""

    item: str
    unit: str
    quantity: int
    unit_price: int
    amount: int
    source: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one purse pays."""

    label: str
    amount: int
    support: bool
    """The purse of the programme: the amount is that of this contract."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of the support; the amounts of all instalments add up to the contract."""

    name: str
    percent: int
    amount: int
    conditions: tuple[str, ...]
