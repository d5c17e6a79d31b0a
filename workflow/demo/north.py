"""The northern plan of 2024 as the press printed it, cut into đề án whose unrounded sums print the same figures. Pure.

Published: 28 provinces; plan 170,8 tỷ against 186,5 in 2023 (−8,5 %); 34,7 tỷ realised in six months (20,3 %); 13
models, 324 machinery grants, 35 cleaner-production assessments worth 98,1 tỷ (57,4 %), those of the national programme
waiting at Bộ Tài chính; local programme: 57 + 11 facilities, 14,1 tỷ (26,3 % of 53,6). The đồng below are ours.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.demo.sketch import Place, Sketch, shares
from workflow.vocabulary import ContentType, Programme, ProjectKind

C = ContentType
NATIONAL, LOCAL = Programme.NATIONAL, Programme.LOCAL
STRIDE = 5
"""From province to province when batches are dealt out: prime to 28, so that every province has its turn."""
#: Other contents of a provincial plan, with what one unit of each costs: a place in a course, a stand, a contract …
OTHERS = {
    C.TRAINING: 10_500_000,
    C.FAIR: 42_000_000,
    C.CONSULTING: 33_000_000,
    C.COMMUNICATION: 118_000_000,
    C.SEMINAR: 56_000_000,
}


@dataclass(frozen=True, slots=True)
class Batch:
    """Several đề án alike: `units` in all and `total` đồng in all, cut into `cases`. `start`: the first province dealt to."""

    programme: Programme
    content: ContentType | None
    """None: the other contents, in turn."""
    units: int
    total: int
    cases: int
    start: int
    end: str
    """"waiting" at Bộ Tài chính, "june" accepted by 30/6, "later" accepted in the second half of the year."""


PLAN_2024 = (
    Batch(NATIONAL, C.DEMONSTRATION, 13, 10_452_600_000, 7, 3, "waiting"),
    Batch(NATIONAL, C.MACHINERY, 220, 59_291_850_000, 28, 0, "waiting"),
    Batch(NATIONAL, C.CLEANER_PRODUCTION, 20, 3_304_250_000, 4, 9, "waiting"),
    Batch(LOCAL, C.MACHINERY, 57, 12_650_400_000, 8, 1, "june"),
    Batch(LOCAL, C.CLEANER_PRODUCTION, 11, 1_455_900_000, 2, 16, "june"),
    Batch(LOCAL, C.MACHINERY, 47, 10_385_350_000, 6, 10, "later"),
    Batch(LOCAL, C.CLEANER_PRODUCTION, 4, 519_850_000, 1, 5, "later"),
    Batch(LOCAL, None, 0, 28_604_900_000, 6, 18, "later"),
    Batch(NATIONAL, None, 0, 20_585_800_000, 5, 22, "june"),
    Batch(NATIONAL, None, 0, 23_504_100_000, 4, 26, "later"),
)  # fmt: skip
#: The year before, coarse: one đề án for each province, closed long ago. 186,548 tỷ in all.
PLAN_2023 = (
    Batch(NATIONAL, C.MACHINERY, 420, 113_486_300_000, 14, 0, "later"),
    Batch(LOCAL, C.MACHINERY, 330, 73_061_700_000, 14, 14, "later"),
)  # fmt: skip


def sketches(batches: Sequence[Batch], plan_year: int, places: Sequence[Place]) -> list[tuple[Sketch, str]]:
    """Every đề án of the batches with the way it ends, in the order of their codes within a province."""
    numbers: dict[str, int] = {}
    found = []
    for batch in batches:
        rng = random.Random(f"north {plan_year} {batch}")  # noqa: S311
        units = _cut_units(batch, rng)
        spread = 4 if batch.content else 40
        weights = [max(count, 1) * rng.randint(100 - spread, 100 + spread) for count in units]
        amounts = shares(batch.total, weights, step=50_000)
        for index, (count, amount) in enumerate(zip(units, amounts, strict=True)):
            place = places[(batch.start + index * STRIDE) % len(places)]
            found.append((_sketch(batch, index, place, plan_year, count, amount, numbers), batch.end))
    return found


def _cut_units(batch: Batch, rng: random.Random) -> list[int]:
    """Units of each đề án, a third more or less than the mean; those of the other contents follow from their money."""
    if batch.content is None:
        return [0] * batch.cases
    mean, more = divmod(batch.units, batch.cases)
    units = [mean + (index < more) for index in range(batch.cases)]
    for index in range(0, batch.cases - 1, 2):  # what one gives its neighbour takes: the sum stays
        shift = rng.randint(-mean // 3, mean // 3)
        units[index], units[index + 1] = units[index] - shift, units[index + 1] + shift
    return units


def _sketch(
    batch: Batch, index: int, place: Place, plan_year: int, units: int, amount: int, numbers: dict[str, int]
) -> Sketch:
    series = f"{'KCQG' if batch.programme == NATIONAL else 'KCDP'}-{plan_year}-{place.province.code}"
    numbers[series] = numbers.get(series, 0) + 1
    content = batch.content or list(OTHERS)[index % len(OTHERS)]
    return Sketch(
        code=f"{series}-{numbers[series]:04d}",
        place=place,
        programme=batch.programme,
        content=content,
        plan_year=plan_year,
        amount=amount,
        units=units or amount // OTHERS[content],
        kind=ProjectKind.GROUP if units > 1 else ProjectKind.ORDINARY,
    )
