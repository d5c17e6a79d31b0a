"""Two consequences that exist in the storm only: one that always fails, and one that kills the worker that tries it."""

import os
import signal

from django.apps import AppConfig

FAILS, KILLS = "storm_fails", "storm_kills"


def fails(event_id: int) -> None:
    raise ValueError("hệ quả này luôn hỏng")


def kills(event_id: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class PoisonConfig(AppConfig):
    name = "tests.faults.storm"
    label = "storm"

    def ready(self) -> None:
        from workflow import effects

        effects.NAMES |= {FAILS: "Luôn hỏng", KILLS: "Giết tiến trình"}
        effects.register(FAILS)(fails)
        effects.register(KILLS)(kills)
