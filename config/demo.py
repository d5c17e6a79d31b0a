"""The demo's data, from nothing: used once by the first run, and again by `manage.py reset_demo`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from workflow.demo import mark

HOW = "Nếu đúng là muốn xóa hết: make demo ARGS=--force"
RUNNING = (
    "Phần mềm đang chạy trên cơ sở dữ liệu này, hoặc dữ liệu mẫu đang được nạp; xóa lúc này thì việc nền sẽ báo lỗi. "
    f"Hãy dừng nó trước (Ctrl-C ở nơi chạy make run). {HOW}"
)
STRANGE = (
    "Cơ sở dữ liệu này có {found} không do dữ liệu mẫu tạo ra, nên không xóa. Hãy xem DATABASE_URL có đúng không. "
    + HOW
)
WORK = ("workflow.Case", "workflow.PastGrant", "accounts.User")
"""Where anybody's work would show."""


class KeepIt(Exception):
    """Nothing was emptied; why not, as a sentence."""


def load_once() -> None:
    """Loads the demo where there is no case yet. A load that was cut off is begun again from nothing. Raises KeepIt."""
    from workflow.models import Case

    if mark.is_unfinished():
        reset()
    elif not Case.objects.exists():
        call_command("load_demo", verbosity=0)
    if mark.is_there():
        _make_keys()


def reset(*, force: bool = False) -> None:
    """Empties the database and the demo's files, then loads reference data and demo anew.

    Raises KeepIt while the application runs on it, and where it holds what the demo did not make; `force`: whatever it is.
    """
    with _nobody_at_work(force=force):
        if not force and (found := _strange()):
            raise KeepIt(STRANGE.format(found=found))
        _empty()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_demo", verbosity=0)
        _make_keys()


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")
    connection.close()  # what it knows about types and triggers is gone
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.MAILBOX_DIR), Path(settings.SIGNING_KEY_ROOT)):
        if folder.is_relative_to(settings.VAR):  # a folder elsewhere may hold what is not ours
            shutil.rmtree(folder, ignore_errors=True)


def _make_keys() -> None:
    """Keys with which the demo's units can try to sign; the passphrase is that of the demo's accounts."""
    from accounts.demo.seats import PASSWORD
    from documents.models import SigningKey
    from documents.signing.demo import make_keys

    if not SigningKey.objects.exists():
        make_keys(PASSWORD, at=timezone.now())


@contextmanager
def _nobody_at_work(*, force: bool) -> Iterator[None]:
    """Holds the lock by which a beat leads: none leads now, and none begins to before the demo is whole.

    On a connection of its own, as the other one is closed on the way.
    """
    from config.beat import LEADER

    watch = connection.copy()
    try:
        with watch.cursor() as cursor:
            cursor.execute("select pg_try_advisory_lock(%s)", [LEADER])
            (got,) = cursor.fetchone()
        if not (got or force):
            raise KeepIt(RUNNING)
        yield
    finally:
        watch.close()


def _strange() -> str:
    """What the demo did not make, in words; empty where everything is its own, or there is nothing."""
    tables = set(connection.introspection.table_names())
    known = set(connection.introspection.django_table_names())
    if foreign := sorted(tables - known - {MigrationRecorder.Migration._meta.db_table, mark.LOADING, mark.LOADED}):
        return f"bảng ({', '.join(foreign[:5])}{', …' if len(foreign) > 5 else ''})"
    if mark.is_there():
        return ""
    models = [apps.get_model(name) for name in WORK]
    counts = [
        (model._meta.verbose_name, model._base_manager.count()) for model in models if model._meta.db_table in tables
    ]
    return ", ".join(f"{count} {name}" for name, count in counts if count)
