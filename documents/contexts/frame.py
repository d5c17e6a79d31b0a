"""The frame of a paper about one đề án: who writes it, under which symbol and where, who signs it, and its facts."""

from collections.abc import Iterable, Sequence

from accounts.models import Organisation
from documents.contexts import parties
from documents.contexts.contract import facts_of
from documents.contexts.facts import ContractParty
from documents.contexts.filling import Filling
from documents.kinds.matter import Matter
from documents.text import clean_line
from documents.wording.values import Signer, Values
from documents.words import uncapitalised

SEALED = "(Ký, ghi rõ họ tên và đóng dấu)"
BY_HAND = "(Ký, ghi rõ họ tên)"


def framed(
    filling: Filling, matter: Matter, *, kind: str, subject: str, letters: str, signers: Sequence[Signer],
    recipients: Sequence[str], addressees: Sequence[str] = (), others: Sequence[Organisation] = (),
    amount: int | None = None,
) -> Values:  # fmt: skip
    """`letters`: the abbreviation of the kind in its number. `others`: who is party to it besides the issuer."""
    case, issuer, on = matter.case, matter.issuer, matter.written_on
    return filling.values(
        title=f"{kind} {uncapitalised(subject)} – {case.code}",
        kind=kind,
        subject=subject,
        parent=clean_line(parties.superior_of(issuer, on)),
        issuer=clean_line(issuer.name_on(on)),
        symbol=f"{letters}-{parties.symbol_of(issuer)}",
        place=parties.place_of(issuer),
        written_on=on,
        addressees=addressees,
        signers=signers,
        recipients=recipients,
        facts=facts_of(case, on, parties_=(issuer, *others), amount=amount),
    )


def head(filling: Filling, unit: Organisation, role: str, *, authority: str = "", hint: str = "") -> Signer:
    """The head of a unit, as it knows them; an unknown one is missing."""
    name = clean_line(unit.representative)
    if not name:
        filling.lacks(f"Người đại diện của {clean_line(unit.name)}")
    return Signer(role=role, authority=authority, title=parties.title_of(unit), name=name, hint=hint)


def party_head(party: ContractParty, role: str, *, authority: str, hint: str = "") -> Signer:
    """One side that may be no unit of ours: its card says what is missing of it."""
    return Signer(
        role=role, authority=authority, title=party.title or "Người đại diện", name=party.representative, hint=hint
    )


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order: the Sở that manages a local đề án also watches it."""
    return tuple(dict.fromkeys(clean_line(name) for name in names if name))
