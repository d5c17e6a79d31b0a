"""The settings of the storm: those of the tests on a durable server of its own, with short leases, pauses and ticks.

What takes minutes in an installation takes a second here; nothing is skipped and nothing is replaced. The processes of
the storm may be given a wrong clock (STORM_CLOCK, seconds): it is set back or forward for the whole Python process.
"""

import os
from datetime import timedelta

from config import environment
from config.settings.base import VAR
from config.settings.test import *  # noqa: F403
from config.settings.test import CELERY_BEAT_SCHEDULE, INSTALLED_APPS

LOCALDB_ROOT = VAR / "pg-storm" / os.environ.get("PYTEST_XDIST_WORKER", "one")
LOCALDB_FAST = False  # what is acknowledged here must survive a killed server
DATABASES = {"default": environment.database("", root=LOCALDB_ROOT, fast=LOCALDB_FAST)}
if name := environment.text("TEST_DATABASE"):
    DATABASES["default"]["NAME"] = name
INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.storm.app.StormConfig"]

TICK = 1.0  # seconds
CELERY_BEAT_SCHEDULE = {name: entry | {"schedule": TICK} for name, entry in CELERY_BEAT_SCHEDULE.items()}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
WORKER_SILENCE_SECONDS = environment.number("WORKER_SILENCE_SECONDS", 15)
EFFECT_LEASE = timedelta(seconds=1)
EMAIL_TIMEOUT = 2
MAIL_LEASE = timedelta(seconds=4)
MAIL_FIRST_PAUSE, MAIL_LONGEST_PAUSE = timedelta(seconds=0.2), timedelta(seconds=1)
HEALTH_BEAT_SECONDS, HEALTH_SWEEP_SECONDS = 10, 10  # two signs of life of beat, which it gives however short its tick
HEALTH_EFFECT_SECONDS, HEALTH_MAIL_SECONDS = 60, 60
WHITENOISE_AUTOREFRESH = False

if shift := environment.number("STORM_CLOCK", 0):
    from datetime import UTC, datetime

    import time_machine

    time_machine.travel(datetime.now(UTC) + timedelta(seconds=shift), tick=True).start()
