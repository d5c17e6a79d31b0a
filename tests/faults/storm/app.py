"""What the processes of the storm have beside the project: two poisoned consequences, many light ones for them to hide
among, and a name on each connection."""

import os
import signal
from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created

#: One consequence that always fails, and one that kills the worker that tries it.
FAILS, KILLS = "storm_fails", "storm_kills"
LIGHT = tuple(f"storm_light_{number}" for number in range(39))
#: Before the number of the process, as PostgreSQL shows who is connected.
NAME = "storm-"


def fails(event_id: int) -> None:
    raise ValueError("hệ quả này luôn hỏng")


def light(event_id: int) -> None:
    from workflow.models import Event

    Event.objects.get(pk=event_id)


def kills(event_id: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def name_it(connection: Any, **_: Any) -> None:
    """So that the storm can hit the very process that has a mail in its hands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, false)", [f"{NAME}{os.getpid()}"])


class StormConfig(AppConfig):
    name = "tests.faults.storm"
    label = "storm"

    def ready(self) -> None:
        from workflow import effects

        effects.NAMES |= {FAILS: "Luôn hỏng", KILLS: "Giết tiến trình"} | dict.fromkeys(LIGHT, "Nhẹ")
        effects.register(FAILS)(fails)
        effects.register(KILLS)(kills)
        for name in LIGHT:
            effects.register(name)(light)
        connection_created.connect(name_it)
