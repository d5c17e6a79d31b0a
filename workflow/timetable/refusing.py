"""Saying no to a change of the calendar: every reason at once, each a sentence for a person."""


class NotNow(Exception):
    """Nothing was written. `reasons` are sentences."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__(" ".join(reasons))
