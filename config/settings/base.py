"""What every way of running shares. Each value that may differ between installations comes from the environment."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from config import environment
from config.environment import number, text

BASE_DIR = Path(__file__).resolve().parents[2]
VAR = Path(text("VAR_DIR", str(BASE_DIR / "var"))).resolve()

DEBUG = False
DEMO = False
SECRET_KEY = environment.secret_key(text("SECRET_KEY"), VAR / "secret-key")
ALLOWED_HOSTS = environment.listed("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
PORT = number("PORT", 8000)
SERVED_AT = VAR / "site-url"
SITE_URL = text("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")

INSTALLED_APPS = [
    "config",
    "config.shell",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "axes",
    "pgtrigger",
    "viewflow",
    "viewflow.workflow",
    "django_fsm",
    "accounts",
    "workflow",
    "documents",
    "notifications",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "config.shell.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.shell.context.shell",
            ]
        },
    }
]

# --- database: unset → the embedded server -----------------------------------------------------------------
DATABASE_URL = text("DATABASE_URL")
LOCALDB_ROOT = Path(text("LOCALDB_ROOT", str(VAR / "pg")))
LOCALDB_FAST = False
DATABASES = {"default": environment.database(DATABASE_URL, root=LOCALDB_ROOT, fast=LOCALDB_FAST)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- queue: unset → a folder of files; either way messages are wake-ups, the truth is the outbox table -------
BROKER_DIR = Path(text("BROKER_DIR", str(VAR / "broker")))
_broker = environment.broker(text("CELERY_BROKER_URL"), BROKER_DIR)
CELERY_BROKER_URL = _broker["CELERY_BROKER_URL"]
CELERY_BROKER_TRANSPORT_OPTIONS = _broker["CELERY_BROKER_TRANSPORT_OPTIONS"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300  # seconds; below the broker's visibility time: no task runs beside its own ghost
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
WORKER_SILENCE_SECONDS = number("WORKER_SILENCE_SECONDS", 0)  # off: a worker ends only where somebody restarts it
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULER = "config.beat:LockedScheduler"
CELERY_BEAT_SCHEDULE = {
    "drain outbox": {"task": "workflow.tasks.drain_outbox", "schedule": 5.0, "options": {"expires": 30}},
    "draw papers": {"task": "documents.tasks.draw_papers", "schedule": 5.0, "options": {"expires": 30}},
    "write batches": {"task": "documents.tasks.write_batches", "schedule": 5.0, "options": {"expires": 30}},
    "calendar changes": {
        "task": "workflow.timetable.tasks.work_on_calendar",
        "schedule": 10.0,
        "options": {"expires": 30},
    },
    "sweep deadlines": {"task": "notifications.tasks.sweep", "schedule": 60.0, "options": {"expires": 300}},
    "write digests": {"task": "notifications.tasks.write_digests", "schedule": 60.0, "options": {"expires": 300}},
    "send mail": {"task": "notifications.tasks.send_due_mail", "schedule": 5.0, "options": {"expires": 30}},
    "find what is stuck": {"task": "notifications.tasks.find_stuck", "schedule": 60.0, "options": {"expires": 300}},
}

# A row that a worker took is another's after so long: longer than any one try of it can last.
EFFECT_LEASE = timedelta(seconds=60)
MAIL_LEASE = timedelta(seconds=120)
#: Pauses of 2, 10, 50 minutes … a day: eight tries reach over three days, as long as a mail server may be away.
MAIL_FIRST_PAUSE, MAIL_LONGEST_PAUSE = timedelta(minutes=2), timedelta(days=1)

# --- the outside watch: beyond so many seconds the address /suc-khoe/ answers 503 ------------------------------
HEALTH_BEAT_SECONDS = number("HEALTH_BEAT_SECONDS", 120)
HEALTH_SWEEP_SECONDS = number("HEALTH_SWEEP_SECONDS", 300)
HEALTH_EFFECT_SECONDS = number("HEALTH_EFFECT_SECONDS", 120)
HEALTH_MAIL_SECONDS = number("HEALTH_MAIL_SECONDS", 300)
HEALTH_CLOCK_SECONDS = number("HEALTH_CLOCK_SECONDS", 60)

# --- mail: unset → the local sink of the demo ---------------------------------------------------------------
EMAIL_URL = text("EMAIL_URL")
MAIL_SINK_PORT = number("MAIL_SINK_PORT", 1025)
_mail = environment.mail(EMAIL_URL, sink_port=MAIL_SINK_PORT)
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_FILE_PATH = _mail.get("EMAIL_FILE_PATH") or str(VAR / "mail")
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10  # seconds; Django's own default waits for ever
EMAIL_SUBJECT_PREFIX = "[Khuyến công] "
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", "Khuyến công <khuyencong@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
#: When a letter about a delay may leave; news of an act leaves at any hour.
ALERT_HOURS = environment.hours("ALERT_HOURS", "07:00-19:00")
MAILBOX_DIR = Path(text("MAILBOX_DIR", str(VAR / "mailbox")))

# --- people ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "dang-nhap"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "dang-nhap"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
_validators = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_validators}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name", "email"]},
    },
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_validators}.CommonPasswordValidator"},
    {"NAME": f"{_validators}.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/lockout.html"
AXES_HTTP_RESPONSE_CODE = 429

# --- language and time ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- files --------------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(text("STATIC_ROOT", str(VAR / "static")))
STATICFILES_FINDERS = ["config.finders.OwnStaticFinder"]
MEDIA_ROOT = Path(text("MEDIA_ROOT", str(VAR / "media")))

# --- digital signatures ---------------------------------------------------------------------------------------------
SIGNING_KEY_ROOT = Path(text("SIGNING_KEY_ROOT", str(VAR / "keys")))
TSA_URL = text("TSA_URL")
TRUST_ROOTS = text("TRUST_ROOTS")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- what a browser may do ------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000


# --- logs: one line a record, no bodies, no parameters ----------------------------------------------------------------
def _level(level: str) -> dict[str, object]:
    return {"handlers": ["console"], "level": level, "propagate": False}


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname:<7} {name}: {message}", "style": "{"}},
    "filters": {"refusals": {"()": "config.logs.RefusalsInOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": _level("INFO"),
        "django.request": {"filters": ["refusals"]},
        "django.server": _level("WARNING"),
        "axes": _level("WARNING"),
        "celery": _level("INFO"),
        "kombu": _level("ERROR"),  # warns that a queue of files has no host name
        "mail.log": _level("WARNING"),  # every line of every SMTP dialogue of the sink
        # a line for every tick of every five seconds would hide the others
        "celery.beat": _level("WARNING"),
        "celery.worker.request": _level("WARNING"),
        "celery.worker.strategy": _level("WARNING"),
        "celery.app.trace": _level("WARNING"),
        "fontTools": _level("WARNING"),
        "weasyprint": _level("ERROR"),
    },
}
