"""Writing down that a stay could not be dealt with, and letting it rest before it is tried again."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from notifications.models import Stumble
from notifications.vocabulary import Doing

log = logging.getLogger(__name__)

#: Tried again after 2, 10, 50 minutes … at last once a day.
FIRST_REST, GROWTH, LONGEST_REST = timedelta(minutes=2), 5, timedelta(days=1)
#: From here on the longest rest holds; the power behind it must not grow without end.
MANY = 6


def resting(doing: Doing, at: datetime) -> QuerySet[Stumble]:
    """Those that are not to be tried yet."""
    return Stumble.objects.filter(doing=doing, retry_at__gt=at)


@transaction.atomic
def stumbled(visit_id: int, doing: Doing, error: Exception, *, at: datetime) -> None:
    """Call while the exception is handled: the log gets its trace, the row its sentence."""
    log.exception("visit %s: %s failed", visit_id, doing)
    words = f"{type(error).__name__}: {error}"[:300]
    stumble, new = Stumble.objects.select_for_update().get_or_create(
        visit_id=visit_id, doing=doing, defaults={"error": words, "first_at": at, "retry_at": at + FIRST_REST}
    )
    if not new:
        rest = FIRST_REST * GROWTH ** min(stumble.attempts, MANY)
        stumble.retry_at = at + min(rest, LONGEST_REST)
        stumble.attempts += 1
        stumble.error = words
        stumble.save(update_fields=["attempts", "error", "retry_at"])


def recovered(visit_ids: Iterable[int], doing: Doing) -> None:
    Stumble.objects.filter(visit__in=list(visit_ids), doing=doing).delete()
