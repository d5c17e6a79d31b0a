"""Reads what the environment says into the shapes Django wants. Nothing here starts a program or opens a connection."""

import os
import secrets
from collections.abc import Iterable, Mapping
from datetime import time
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 50
YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")


class WrongEnvironment(ImproperlyConfigured):
    """A variable is missing or makes no sense; the message says which, and what it is for, in Vietnamese."""


def text(name: str, default: str = "") -> str:
    """A variable that is set but blank counts as unset: it must not turn into an empty path or address."""
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int) -> int:
    given = text(name)
    try:
        return int(given) if given else default
    except ValueError:
        raise WrongEnvironment(f"{name} phải là một số nguyên, không phải “{given}”.") from None


def flag(name: str, *, default: bool) -> bool:
    given = text(name).lower()
    if given not in ("", *YES, *NO):
        raise WrongEnvironment(f"{name} phải là 1 hoặc 0, không phải “{given}”.")
    return given in YES if given else default


def hours(name: str, default: str) -> tuple[time, time] | None:
    """ "07:00-19:00"; None for "luôn luôn": at any hour of any day."""
    given = text(name, default)
    if given.lower() == "luôn luôn":
        return None
    try:
        start, end = (time.fromisoformat(part.strip()) for part in given.split("-"))
    except ValueError:
        raise WrongEnvironment(f"{name} phải viết như 07:00-19:00, hoặc “luôn luôn”; không phải “{given}”.") from None
    if not start < end:
        raise WrongEnvironment(f"{name}: giờ đầu phải trước giờ cuối, không phải “{given}”.")
    return start, end


def listed(name: str, default: Iterable[str]) -> list[str]:
    """Names separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()] or list(default)


def require(variables: Mapping[str, str], environment: Mapping[str, str]) -> None:
    """Raises WrongEnvironment naming every variable that is unset or blank, each with what it is for."""
    missing = [f"  {name}: {purpose}" for name, purpose in variables.items() if not environment.get(name, "").strip()]
    if missing:
        raise WrongEnvironment(
            "Chưa thể khởi động: thiếu biến môi trường bắt buộc.\n" + "\n".join(missing) + "\nXem tệp .env.example."
        )


def site_url(given: str, *, port: int, kept: Path | None = None) -> str:
    """The address given; else where the web server was last started, as `config.up` keeps it in a file; else `port` here.

    A command that is run beside the web server knows nothing of its port, and its mails must lead there all the same.
    """
    known = given or (kept.read_text().strip() if kept and kept.exists() else "")
    return (known or f"http://127.0.0.1:{port}").rstrip("/")


def secret_key(given: str, file: Path) -> str:
    """The key given; else the one kept in `file` (made on first use, readable by its owner only)."""
    if given:
        return given
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)  # before the key is in it
    draft.write_text(secrets.token_urlsafe(KEY_BYTES))
    try:
        os.link(draft, file)  # fails where another process was first: then its key is the key
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return file.read_text()


def database(url: str, *, root: Path, fast: bool) -> dict[str, Any]:
    """Django's database entry for `url`; for a blank one, the embedded server with its data under `root`."""
    if url:
        entry: dict[str, Any] = dict(environ.Env.db_url_config(url))
        if not entry["ENGINE"].endswith("postgresql"):
            raise WrongEnvironment(
                "DATABASE_URL phải trỏ tới PostgreSQL (postgres://…), cơ sở dữ liệu duy nhất dùng được."
            )
    else:
        from config.localdb import server_at

        entry = server_at(root, fast=fast).django_database()
    return entry | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def broker(url: str, folder: Path) -> dict[str, Any]:
    """Celery's settings for the broker at `url`; for a blank one, a queue of files under `folder`."""
    if url:
        options: dict[str, Any] = {"visibility_timeout": 600}
        if url.startswith("redis"):  # one that is silent must not hold a visitor's request: it is only asked to wake
            options |= {"socket_connect_timeout": 2, "socket_timeout": 5}
        return {"CELERY_BROKER_URL": url, "CELERY_BROKER_TRANSPORT_OPTIONS": options}
    queue, control = folder / "queue", folder / "control"
    for place in (queue, control):
        place.mkdir(parents=True, exist_ok=True)
    options = {
        "data_folder_in": str(queue),
        "data_folder_out": str(queue),
        "control_folder": str(control),
        "polling_interval": 0.2,  # seconds; the transport's own second makes a thousand messages take minutes
    }
    return {"CELERY_BROKER_URL": "filesystem://", "CELERY_BROKER_TRANSPORT_OPTIONS": options}


def mail(url: str, *, sink_port: int) -> dict[str, Any]:
    """Django's EMAIL_* settings for `url`; for a blank one, the local mail sink of a demo run."""
    return dict(environ.Env.email_url_config(url or f"smtp://127.0.0.1:{sink_port}"))


def first_host(hosts: Iterable[str]) -> str:
    """The first host that is a name, not a pattern; localhost where there is none."""
    return next((host for host in hosts if host and not host.startswith((".", "*"))), "localhost")
