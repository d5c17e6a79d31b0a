"""Wires the rooms together: settings, addresses, queue, database server, page shell. Knows no rule of the law.

The file `.env` is read here, before anything in this room: which settings are used, and where the web server listens, is
asked before there are settings. What the environment says already stays.
"""

from pathlib import Path

import environ

_file = Path(__file__).resolve().parent.parent / ".env"
if _file.exists():
    environ.Env.read_env(_file)
