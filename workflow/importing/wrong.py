"""The two ways a file is wrong: as a whole, or in one cell."""

from dataclasses import dataclass


class Unreadable(ValueError):
    """Nothing of the file can be used; the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """One fault, addressed by row (as the spreadsheet numbers it) and column header ("" for the whole row)."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        place = f"Dòng {self.row}, cột “{self.column}”" if self.column else f"Dòng {self.row}"
        return f"{place}: {self.text}"
