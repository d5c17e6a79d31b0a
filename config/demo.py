"""The demo's data, from nothing: used once by the first run, and again by `manage.py reset_demo`."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

MARK = "demo_loading"  # a table that stands while the demo is loaded, in the very database it is loaded into


def load_once() -> None:
    """Loads the demo where there is no case yet. A load that was cut off is begun again from nothing.

    A load begins only on a database without cases, or on one that was just emptied for it: what stands beside the mark
    is the demo's own.
    """
    from workflow.models import Case

    if MARK in connection.introspection.table_names():
        reset()
    elif not Case.objects.exists():
        _load()


def reset() -> None:
    """Empties the database and the demo's files, then loads reference data and demo anew."""
    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")
    connection.close()  # what it knows about types and triggers is gone
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.MAILBOX_DIR), Path(settings.SIGNING_KEY_ROOT)):
        if folder.is_relative_to(settings.VAR):  # a folder elsewhere may hold what is not ours
            shutil.rmtree(folder, ignore_errors=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)
    _load()


def _load() -> None:
    """The demo, and keys with which its units can try to sign."""
    from accounts.demo.seats import PASSWORD
    from documents.signing.demo import make_keys

    with connection.cursor() as cursor:
        cursor.execute(f"create table {MARK} ()")
    call_command("load_demo", verbosity=0)
    make_keys(PASSWORD, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(f"drop table {MARK}")
