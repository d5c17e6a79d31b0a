"""Where keys, seals and hands lie: one folder, readable by the account of the software only."""

from pathlib import Path

from django.conf import settings


def folder() -> Path:
    return Path(settings.SIGNING_KEY_ROOT)
