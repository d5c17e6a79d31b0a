"""Marking an address that a mail server refuses for good, so that nothing more is sent to it; and taking that back."""

from datetime import datetime

from accounts.models import User


def mark_refused(*, user_id: int, address: str, refusal: str, at: datetime) -> bool:
    """False when the person has another address by now: a late answer never marks the new one.

    The first refusal stands: it says since when.
    """
    still = User.objects.filter(pk=user_id, email=address, email_refused_at=None)
    return bool(still.update(email_refused_at=at, email_refusal=refusal[:300]))


def trust_again(*, user_id: int) -> bool:
    """The address is right after all, or its server is mended. False when it was not marked."""
    marked = User.objects.filter(pk=user_id, email_refused_at__isnull=False)
    return bool(marked.update(email_refused_at=None, email_refusal=""))
