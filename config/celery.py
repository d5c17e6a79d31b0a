"""The queue application. Messages are wake-ups only; the truth is the outbox table."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, setup_logging
from celery.utils.nodenames import NODENAME_DEFAULT, default_nodename, gethostname, nodename

from config import filequeue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
filequeue.use()
app = Celery("khuyencong")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect(weak=False)
def name_of_its_own(instance: Any, **_: Any) -> None:
    """Two workers of one machine would bear one name, and RabbitMQ lets the second of them not even start."""
    if instance.hostname == default_nodename(None):
        instance.hostname = nodename(f"{NODENAME_DEFAULT}-{os.getpid()}", gethostname())


@celeryd_init.connect(weak=False)
def end_when_silent(**_: Any) -> None:
    from config.canary import Canary

    app.steps["worker"].add(Canary)


@setup_logging.connect(weak=False)
def same_logs_as_the_web(**_: Any) -> None:
    """A worker writes the lines the web server writes: whoever listens to this signal replaces Celery's own set-up."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
