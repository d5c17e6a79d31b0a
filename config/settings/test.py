"""Tests: the same engine on a data folder of its own without fsync; mail and queue stay inside the process.

A test that starts programs of its own names what they share: TEST_DATABASE, TEST_BROKER_DIR or TEST_BROKER_URL,
TEST_EMAIL_URL. The variables of a real installation are not used for these, lest a test write to its queue or people.
"""

from pathlib import Path

from config import environment
from config.environment import text
from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASE_URL, LOGGING, VAR

DEMO = True
SECRET_KEY = "chi-dung-trong-kiem-thu"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
SITE_URL = "http://testserver"
LOCALDB_ROOT = Path(text("LOCALDB_ROOT", str(VAR / "pg-test")))
LOCALDB_FAST = True
DATABASES = {"default": environment.database(DATABASE_URL, root=LOCALDB_ROOT, fast=True)}
if name := text("TEST_DATABASE"):
    DATABASES["default"]["NAME"] = name

_broker_dir = text("TEST_BROKER_DIR")
_broker_url = text("TEST_BROKER_URL", "" if _broker_dir else "memory://")
_broker = environment.broker(_broker_url, Path(_broker_dir))
CELERY_BROKER_URL = _broker["CELERY_BROKER_URL"]
CELERY_BROKER_TRANSPORT_OPTIONS = _broker["CELERY_BROKER_TRANSPORT_OPTIONS"]

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if url := text("TEST_EMAIL_URL"):
    _mail = environment.mail(url, sink_port=0)
    EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_BACKEND"], _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
EMAIL_USE_TLS = EMAIL_USE_SSL = False
EMAIL_HOST_USER = EMAIL_HOST_PASSWORD = ""

SIGNING_KEY_ROOT = (
    VAR / "keys-test"
)  # never those of the installation: the demo of a test makes its own, and throws them away

ALERT_HOURS = None  # a test about the hours of an office sets them; the others run at any hour

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False  # a test about the throttle turns it on
WHITENOISE_AUTOREFRESH = True
LOGGING = LOGGING | {"root": {"handlers": ["console"], "level": "WARNING"}}
