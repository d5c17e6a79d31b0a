"""A deputy signs in the place of the head: “KT.” with the title of the head, and the deputy's own below (NĐ 30/2020 PL I.II.7).

A deputy who is charged with the office signs in the same way.
"""

import re
from dataclasses import replace

from documents.wording.values import Signer

DEPUTY = re.compile(r"^phó\s+", re.IGNORECASE)
IN_CHARGE = re.compile(r"\s+phụ trách$", re.IGNORECASE)


def title_of_head(title: str) -> str:
    """Of a deputy: what the head is called; of anybody else, their own title."""
    return IN_CHARGE.sub("", DEPUTY.sub("", title)) if DEPUTY.match(title) else title


def for_the_head(signer: Signer) -> Signer:
    head = title_of_head(signer.title)
    return signer if head == signer.title else replace(signer, instead=f"KT. {head.upper()}")
