"""What a person wants to be told by mail: read for a row of the outbox, written by the page and by the link in a mail."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from notifications.models import MailPreference
from notifications.muting import after_unsubscribing
from notifications.vocabulary import Choice, Topic


def choice_of(user: User) -> Choice:
    """Asks the database once for each `user` object; `prefetch_related_objects(users, "mail_preference")` for many."""
    preference: MailPreference | None = getattr(user, "mail_preference", None)
    return Choice(preference.choice) if preference else Choice.EVERY


def choose(*, user_id: int, choice: Choice, at: datetime) -> None:
    MailPreference.objects.update_or_create(user_id=user_id, defaults={"choice": choice, "changed_at": at})


@transaction.atomic
def unsubscribe(*, user_id: int, topic: Topic, at: datetime) -> Choice:
    """Returns what holds from now on. Done twice it changes nothing more. Raises User.DoesNotExist."""
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    before = choice_of(user)
    choice = after_unsubscribing(before, topic)
    if choice != before:
        choose(user_id=user_id, choice=choice, at=at)
    return choice
