"""The "căn cứ" of a paper as dated rows: which legal texts a paper of this programme cites on a given day.

A replaced circular is a closed row and a new one in `data/legal_bases.csv`; papers already written keep their bytes.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from workflow.vocabulary import Programme

FILE = Path(__file__).parent / "data" / "legal_bases.csv"
BOTH = "both"
#: How the tables shorten a text, and how a paper names it.
NAMES = {
    "NĐ 45/2012": "Nghị định số 45/2012/NĐ-CP",
    "TT 36/2013": "Thông tư số 36/2013/TT-BCT",
    "TT 28/2018": "Thông tư số 28/2018/TT-BTC",
    "TTLT 26/2014": "Thông tư liên tịch số 26/2014/TTLT-BTC-BCT",
}
ARTICLE = r"Đ\.(?P<article>\d+)(?:\.(?P<clause>\d+))?(?:\.(?P<point>[a-zđ]))?"
SHORT = re.compile(rf"(?P<text>\S+ \S+) {ARTICLE}")
#: How the rules of deadlines cite: the number of the text is whole there.
KINDS = {"NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch"}
CITATION = re.compile(rf"(?P<kind>NĐ|TTLT|TT) (?P<number>\d+/\d{{4}}/[A-ZĐ-]+) {ARTICLE}")


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One text, as it is cited. `mark` CONFIRMED: read; RECALLED: a person should check it before signing."""

    code: str
    programme: str
    valid_from: date
    valid_to: date | None
    text: str
    mark: str

    def holds(self, programme: Programme, on: date) -> bool:
        fits = self.programme in (BOTH, programme.value)
        return fits and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def legal_bases(programme: Programme, on: date) -> tuple[LegalBasis, ...]:
    """The texts to cite, in the order of the table: by rank, then by date.

    `on` is the day the plan was approved: projects approved before NĐ 235/2025 go on under the older text.
    """
    return tuple(basis for basis in all_bases() if basis.holds(programme, on))


@lru_cache(maxsize=1)
def all_bases() -> tuple[LegalBasis, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            LegalBasis(
                code=row["code"],
                programme=row["programme"],
                valid_from=date.fromisoformat(row["valid_from"]),
                valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                text=row["text"],
                mark=row["mark"],
            )
            for row in csv.DictReader(file)
        )


def cited(basis: str) -> str:
    """“TT 36/2013 Đ.13.2.d; TT 36/2013 Đ.14” as a paper writes it: “điểm d khoản 2 Điều 13, Điều 14 Thông tư số …”.

    What the list of names does not know stays as it is.
    """
    articles: dict[str, list[str]] = {}
    for part in (part.strip() for part in basis.split(";")):
        found = SHORT.fullmatch(part)
        if found and found["text"] in NAMES:
            articles.setdefault(NAMES[found["text"]], []).append(_article(found))
        else:
            articles.setdefault(part, [])
    return "; ".join(f"{', '.join(places)} {name}".strip() for name, places in articles.items())


def in_full(text: str) -> str:
    """A sentence with every text that it shortens named in full: “khoản 2 Điều 10 Thông tư số 36/2013/TT-BCT”."""
    return CITATION.sub(lambda found: f"{_article(found)} {KINDS[found['kind']]} số {found['number']}", text)


def _article(found: re.Match[str]) -> str:
    point = f"điểm {found['point']} " if found["point"] else ""
    clause = f"khoản {found['clause']} " if found["clause"] else ""
    return f"{point}{clause}Điều {found['article']}"
