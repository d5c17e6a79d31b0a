"""The frame of a paper: who writes it, under which symbol and where, who signs it, on what it rests, and its facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from accounts.models import Organisation
from documents.contexts import bases, parties
from documents.contexts.facts import ContractParty
from documents.contexts.filling import Filling
from documents.contexts.project import facts_of
from documents.contexts.signing import SEALED, head_of
from documents.kinds.matter import Matter, PlanMatter
from documents.text import clean_line
from documents.wording.values import Signer, Values
from documents.words import uncapitalised
from workflow.models import Case
from workflow.vocabulary import Programme


def headed(
    filling: Filling, matter: Matter | PlanMatter, *, letters: str, title: str, kind: str, subject: str,
    signers: Sequence[Signer], facts: Mapping[str, Any], recipients: Sequence[str] = (), addressees: Sequence[str] = (),
) -> Values:  # fmt: skip
    """Under the letterhead of its issuer. `letters`: the abbreviation of the kind in its number; a công văn has none."""
    issuer, on = matter.issuer, matter.written_on
    symbol = parties.symbol_of(issuer)
    return filling.values(
        title=title,
        kind=kind,
        subject=subject,
        parent=clean_line(parties.superior_of(issuer, on)),
        issuer=parties.called(issuer, on),
        symbol=f"{letters}-{symbol}" if letters else symbol,
        place=parties.place_of(issuer),
        written_on=on,
        addressees=addressees,
        signers=signers,
        recipients=recipients,
        facts=facts,
    )


def framed(
    filling: Filling, matter: Matter, *, kind: str, subject: str, letters: str, signers: Sequence[Signer],
    recipients: Sequence[str], addressees: Sequence[str] = (), others: Sequence[Organisation] = (),
    amount: int | None = None,
) -> Values:  # fmt: skip
    """About one đề án. `others`: who is party to it besides the issuer."""
    case = matter.case
    return headed(
        filling, matter, letters=letters, title=f"{kind} {uncapitalised(subject)} – {case.code}", kind=kind, subject=subject,
        addressees=addressees, signers=signers, recipients=recipients,
        facts=facts_of(case, matter.written_on, parties_=(matter.issuer, *others), amount=amount),
    )  # fmt: skip


def head(
    filling: Filling, unit: Organisation, on: date, role: str, *, authority: str = "", hint: str = SEALED
) -> Signer:  # fmt: skip
    """The head of a unit; `authority` says in which part they sign, where a paper has several."""
    signer = head_of(filling, unit, on, role)
    return replace(signer, authority=authority or signer.authority, hint=hint)


def grounds(filling: Filling, case: Case, on: date, *, agreement: bool = False) -> None:
    """“các căn cứ” of a paper about one đề án. `agreement`: it binds two sides, so it also rests on the civil code."""
    texts = bases.general if agreement else bases.of_an_office
    bases.cite(filling, texts(Programme(case.programme), case.plan_decided_on or on), *bases.of_case(case))


def party_head(party: ContractParty, role: str, *, authority: str, hint: str = "") -> Signer:
    """One side that may be no unit of ours: its card says what is missing of it."""
    return Signer(
        role=role, authority=authority, title=party.title or "Người đại diện", name=party.representative, hint=hint
    )


def department_beside(office: Organisation, case: Case, on: date) -> tuple[str, ...]:
    """The Sở, which watches over what another office manages; nobody where it is the office itself."""
    return () if office == case.department else (parties.called(case.department, on),)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order: the Sở that manages a local đề án also watches it."""
    return tuple(dict.fromkeys(clean_line(name) for name in names if name))
