"""Saying no: every reason at once, each a sentence for a person, with its article and the link that mends it."""

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    PERMISSION = "permission"
    NEED = "need"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not. `field` names the input that mends it, `link` the page that does."""

    text: str
    ground: Ground = Ground.NEED
    article: str = ""
    field: str = ""
    link: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.article})" if self.article else self.text


class EngineError(Exception):
    """An act that was not done. Nothing was written."""

    status = 409

    def __init__(self, *refusals: Refusal) -> None:
        self.refusals = refusals
        super().__init__(" ".join(map(str, refusals)))


class Refused(EngineError):
    """The law, a need or an input says no."""

    @property
    def status(self) -> int:  # type: ignore[override]
        grounds = {refusal.ground for refusal in self.refusals}
        if Ground.PERMISSION in grounds:
            return 403
        return 422 if grounds == {Ground.INPUT} else 409


class UnknownAct(EngineError):
    """No row of the table: no such action here."""


class Stale(EngineError):
    """The page showed an older version of the case."""

    status = 412


class KeyReused(EngineError):
    """The same idempotency key came with another request."""


class Busy(EngineError):
    """Somebody else holds the case right now."""

    status = 503
