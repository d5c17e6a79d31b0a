"""The address in a mail that switches mails like it off: signed, good without signing in, and for nothing else.

RFC 8058: a mail program sends a POST there by itself; a person who follows it gets a page with a button first, since
scanners follow every address they see in a mail.
"""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.urls import reverse

from notifications.muting import may_mute
from notifications.vocabulary import Topic

SALT = "notifications.unsubscribe"
#: Mails are read late; the address of one that lay for years should not work any more.
GOOD_FOR = timedelta(days=400)


class BadLink(ValueError):
    """Not an address of ours, or cut or altered on its way."""


class OldLink(BadLink):
    """Ours, but its time is over."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which person no longer wants mails of which kind."""

    user_id: int
    topic: Topic


def address_for(wish: Wish) -> str:
    return urljoin(f"{settings.SITE_URL}/", reverse("notifications:unsubscribe", args=[token_for(wish)]))


def token_for(wish: Wish) -> str:
    return TimestampSigner(salt=SALT).sign(f"{wish.user_id}.{wish.topic}")


def wish_in(token: str) -> Wish:
    """Raises OldLink, BadLink."""
    try:
        user_id, topic = TimestampSigner(salt=SALT).unsign(token, max_age=GOOD_FOR).split(".")
        wish = Wish(int(user_id), Topic(topic))
    except SignatureExpired as error:
        raise OldLink(token) from error
    except (BadSignature, ValueError) as error:
        raise BadLink(token) from error
    if not may_mute(wish.topic):
        raise BadLink(token)
    return wish
