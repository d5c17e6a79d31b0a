"""A công văn of an office about one đề án (NĐ 30/2020 Mẫu 1.5): what all of them have in common."""

import re
from collections.abc import Sequence

from accounts.models import Organisation
from documents.contexts import parties
from documents.contexts.filling import Filling
from documents.contexts.frame import headed
from documents.contexts.project import facts_of
from documents.contexts.signing import head_of
from documents.kinds.matter import Matter
from documents.text import clean
from documents.wording.values import Values

#: People number what they list, or put a dash before it, each on a line or all on one.
NEXT = re.compile(r"\n|[;.]\s*(?=\d{1,2}[.)]\s)")
MARK = re.compile(r"^(?:[-–•*+]|\d{1,2}[.)])\s*")


def letter(
    filling: Filling, matter: Matter, *, title: str, subject: str, to: Sequence[Organisation],
    copies: Sequence[str] = (), due_on: str | None = None,
) -> Values:  # fmt: skip
    """`to`: whom it asks; `copies`: who receives it beside them; `due_on` (ISO): until when, where it sets a day."""
    on, issuer = matter.written_on, matter.issuer
    filling.text("cơ quan", parties.called(issuer, on))
    facts = facts_of(matter.case, on, parties_=(issuer, *to))
    return headed(
        filling,
        matter,
        letters="",
        title=f"{title} {matter.case.code}",
        kind="",
        subject=subject,
        addressees=[parties.called(unit, on) for unit in to],
        signers=(head_of(filling, issuer, on),),
        recipients=("Như trên", *copies, "Lưu: VT"),
        facts={**facts, "due_on": due_on},
    )


def down_to_the_owner(matter: Matter) -> tuple[Organisation, ...]:
    """Whom an office writes to about a dossier: the implementer, from above by way of the Sở."""
    case = matter.case
    return (case.implementer,) if matter.issuer == case.department else (case.department, case.implementer)


def demands_in(text: str, limit: int) -> list[str]:
    """What somebody listed, one demand each, without their own numbers, dashes and full stops."""
    parts = (MARK.sub("", part.strip()) for part in NEXT.split(clean(text, limit)))
    return [part.rstrip(" ;.,") for part in parts if part.strip(" ;.,")]
