"""The mail server of a demo: takes every message and keeps it in a folder. Nothing leaves the machine."""

import logging
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from notifications import maildir

log = logging.getLogger(__name__)


class Keeper:
    """Keeps first and answers after: what was answered with 250 is on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        maildir.store(self.folder, content)
        log.info("thư tới %s", ", ".join(envelope.rcpt_tos))
        return "250 OK"


def controller(folder: Path, *, host: str, port: int) -> Controller:
    """Not yet started. `start()` raises OSError when the port is taken."""
    return Controller(Keeper(folder), hostname=host, port=port, server_hostname="localhost", ready_timeout=10)
