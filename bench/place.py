"""Where a run happens: a database of its own and a folder of its own, both gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django


@contextmanager
def own_folder() -> Iterator[Path]:
    """Papers and wake-up messages of the run go here. Sets up Django, which must not have happened before."""
    with tempfile.TemporaryDirectory(prefix="kc-bench-") as name:
        folder = Path(name)
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        os.environ["TEST_BROKER_DIR"] = str(folder / "broker")
        django.setup()
        yield folder


@contextmanager
def own_database() -> Iterator[None]:
    """Makes the bench's database with Django's machinery for test databases, and drops it. A leftover is replaced."""
    from django.db import connection, connections

    configured = connection.settings_dict["NAME"]
    if configured == connection.settings_dict["TEST"]["NAME"]:
        raise SystemExit(f"DATABASE_URL trỏ tới {configured}, cơ sở dữ liệu mà phép đo tạo rồi xóa. Hãy chọn tên khác.")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connections.close_all()
        connection.creation.destroy_test_db(configured, verbosity=0)
