"""`python -m tests.faults.storm.sink PORT FOLDER`: a real SMTP server in a process of its own, with moods.

It keeps a message, on the disk, before it answers (`notifications.sink.Keeper`). The moods are read before each message
from FOLDER/moods.json, so that whoever runs the storm can change them while mail arrives.
"""

import asyncio
import json
import random
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from notifications.sink import Keeper

FILE = "moods.json"


@dataclass
class Moods:
    """`deferred`, `lost`: shares answered 451, and kept but the line cut instead of the answer. `seconds`: how long each
    takes. `refused`: addresses answered 550. `always_deferred`: addresses answered 451 each time. `hold`: "before" or
    "after" it is kept, the next message waits until the mood changes."""

    deferred: float = 0
    lost: float = 0
    seconds: float = 0
    refused: tuple[str, ...] = ()
    always_deferred: tuple[str, ...] = ()
    hold: str = ""

    def write(self, folder: Path) -> None:
        draft = folder / f"{FILE}.new"
        draft.write_text(json.dumps(asdict(self)))
        draft.rename(folder / FILE)

    @classmethod
    def read(cls, folder: Path) -> "Moods":
        file = folder / FILE
        return cls(**json.loads(file.read_text())) if file.exists() else cls()


class Moody(Keeper):
    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder)
        self.chance = random.Random(seed)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        moods = Moods.read(self.folder)
        if address in moods.refused:
            return "550 5.1.1 khong co hop thu nay"
        if address in moods.always_deferred:
            return "451 4.3.0 luc nao cung ban"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        moods = Moods.read(self.folder)
        if moods.seconds:
            await asyncio.sleep(moods.seconds)
        if self.chance.random() < moods.deferred:
            return "451 4.3.0 ban, xin thu lai"
        if moods.hold == "before":
            await self._held()
        answer = await super().handle_DATA(server, session, envelope)
        if moods.hold == "after":
            await self._held()
        if self.chance.random() < moods.lost:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    async def _held(self) -> None:
        (self.folder / "held").touch()
        while Moods.read(self.folder).hold:
            await asyncio.sleep(0.02)


def main(port: int, folder: Path, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    server = Controller(Moody(folder, seed), hostname="127.0.0.1", port=port, server_hostname="localhost")
    server.start()
    sys.stdin.read()  # until whoever started it goes


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
