"""A real mail server for tests that send: it keeps what it accepts, and misbehaves on demand."""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from notifications import maildir
from notifications.models import LadderRung, Mail
from notifications.sending import Drained, drain
from notifications.services import sweep
from notifications.sink import Keeper
from notifications.vocabulary import Channel
from tests.world import World, draft, take
from workflow.engine.clock import VIETNAM
from workflow.models import Case, Visit
from workflow.vocabulary import Action


class Server(Keeper):
    """A mail server that keeps what it accepts, and misbehaves on demand.

    `say` answers a step ("MAIL", "RCPT" or "DATA") for an address, or lets it pass with None.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.say: Callable[[str, str], str | None] = lambda step, address: None
        self.drops_the_line = False
        self.silent = False
        self.sessions: set[int] = set()

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.say("MAIL", address):
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.sessions.add(id(session))
        if answer := self.say("RCPT", address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.silent:
            await asyncio.Event().wait()
        if answer := self.say("DATA", envelope.rcpt_tos[0]):
            return answer
        done = await super().handle_DATA(server, session, envelope)
        if self.drops_the_line:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return done

    @property
    def received(self) -> list[EmailMessage]:
        """Everything accepted so far, oldest first."""
        names = [entry.name for entry in maildir.entries(self.folder, most=1000)]
        return [maildir.message_named(self.folder, name) for name in reversed(names)]


@contextmanager
def serving(folder: Path, settings: Settings) -> Iterator[Server]:
    """A server on a port of its own, which keeps mail in `folder`; Django is told to send there."""
    server = Server(folder)
    running = Controller(server, hostname="127.0.0.1", port=free_port(), server_hostname="localhost")
    running.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
    settings.MAILBOX_DIR = folder
    try:
        yield server
    finally:
        running.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def overdue(place: World, days: int = 1) -> Case:
    """A case in the queue of the Sở, overdue since yesterday, with six mails in the outbox; `days` 0: due today."""
    everybody_at_once()
    case = take(draft(place), Action.SUBMIT)
    due = Visit.objects.get(case=case, closed_at=None).due_on
    assert due is not None
    sweep(at=datetime.combine(due + timedelta(days=days), datetime.min.time(), VIETNAM))
    return case


def everybody_at_once() -> None:
    """A ladder that writes a letter to each, where the shipped one would keep most for the digest."""
    LadderRung.objects.update(channel=Channel.AT_ONCE)


def after(pause: timedelta = timedelta(0)) -> Callable[[], datetime]:
    """A clock that stands a while after now."""
    return lambda: timezone.now() + pause


def send(pause: timedelta = timedelta(0)) -> Drained:
    return drain(clock=after(pause))


def states() -> Counter[str]:
    return Counter(Mail.objects.values_list("state", flat=True))


def to(user: User, messages: list[EmailMessage]) -> EmailMessage:
    (found,) = [m for m in messages if parseaddr(m["To"])[1] == user.email and "lãnh đạo" not in m["Subject"]]
    return found
