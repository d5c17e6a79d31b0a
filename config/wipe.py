"""`python -m config.wipe`: stops the embedded servers and deletes all local data (`var/`).

A database named by DATABASE_URL is not touched.
"""

import os
import shutil
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")


def main() -> int:
    from django.conf import settings

    from config.localdb import LocalDatabaseError, server_at

    for root, fast in ((settings.LOCALDB_ROOT, False), (settings.VAR / "pg-test", True)):
        try:
            server_at(root, fast=fast).destroy()
        except LocalDatabaseError as error:
            print(error, file=sys.stderr)
            return 1
    shutil.rmtree(settings.VAR, ignore_errors=True)
    print(f"Đã xóa {settings.VAR}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
