"""How signing can be refused."""


class CannotSign(Exception):
    """The message is the sentence to show."""
