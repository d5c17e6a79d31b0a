"""The settings of the tests, on a server that keeps its promises: fsync stays on, as in a real installation.

With DATABASE_URL the server of that URL is used, else an embedded one of the bench's own. Either way the work is done
in a database made for the run and dropped after it; the configured database itself is never written to.
"""

from config import environment
from config.settings.base import DATABASE_URL, VAR
from config.settings.test import *  # noqa: F403

LOCALDB_ROOT = VAR / "pg-bench"
LOCALDB_FAST = False
DATABASES = {"default": environment.database(DATABASE_URL, root=LOCALDB_ROOT, fast=LOCALDB_FAST)}
DATABASES["default"]["TEST"] = {"NAME": "kc_bench"}
