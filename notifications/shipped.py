"""The ladder that comes with the program, as a file that an office can read: `notifications/data/ladder.csv`.

It fills an empty table once; after that the table is the truth and administrators own it.
"""

import csv
from functools import lru_cache
from pathlib import Path

from notifications.ladder import Rung
from notifications.vocabulary import Audience, Channel, Loudness

LADDER = Path(__file__).resolve().parent / "data" / "ladder.csv"


@lru_cache(maxsize=1)
def shipped_rungs() -> tuple[Rung, ...]:
    with LADDER.open(encoding="utf-8", newline="") as file:
        return tuple(map(_rung, csv.DictReader(file)))


def _rung(row: dict[str, str]) -> Rung:
    return Rung(
        code=row["code"],
        programme=row["programme"],
        state=row["state"],
        offset=int(row["offset"]),
        audiences=tuple(map(Audience, row["audiences"].split())),
        channel=Channel(row["channel"]),
        mutable=row["mutable"] == "yes",
        loudness=Loudness(row["loudness"]),
        title=row["title"],
        stops_when_acknowledged=row["stops_when_acknowledged"] == "yes",
        place=int(row["place"]),
    )
