"""The production settings: complete or not at all, and without a warning."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "Gk3-vN8_qLw2zT7yRb5XcJ9dHf4MsP6aEu1iOoKt0ZnYgVxWjQh",
    "ALLOWED_HOSTS": "khuyencong.example.vn",
    "DATABASE_URL": "postgres://khuyencong:mk@127.0.0.1:1/khuyencong",
    "EMAIL_URL": "smtp+tls://thu:mk@mail.example.vn:587",
}


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """manage.py under the production settings with these variables only, its data folder under tmp_path."""
    environment |= {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
    }
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)


def test_the_deployment_check_finds_nothing(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "DEBUG", **COMPLETE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_it_does_not_start_without(name: str, tmp_path: Path) -> None:
    done = manage(tmp_path, "check", **{key: value for key, value in COMPLETE.items() if key != name})
    assert done.returncode != 0
    assert f"  {name}: " in done.stderr
    assert "Traceback" not in done.stderr


def test_static_files_are_gathered_under_fingerprinted_names_without_viewflows_own(tmp_path: Path) -> None:
    done = manage(tmp_path, "collectstatic", "--noinput", "-v", "0", **COMPLETE)
    assert done.returncode == 0, done.stderr
    gathered = tmp_path / "static"
    assert (gathered / "staticfiles.json").exists()
    assert not (gathered / "viewflow").exists()
    assert list((gathered / "vendor").rglob("bootstrap.min.*.css"))


def test_cookies_are_bound_to_the_host_and_demo_accounts_are_off(tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEMO", "DEBUG", "SITE_URL"]
    show = f"from django.conf import settings\nprint(*(getattr(settings, name) for name in {names}))"
    done = manage(tmp_path, "shell", "--no-imports", "-c", show, DEMO="1", DEBUG="1", **COMPLETE)
    assert done.stdout.split() == ["__Host-phien", "__Host-csrf", "False", "False", "https://khuyencong.example.vn"]


def test_letters_come_from_the_domain_that_is_served_unless_another_sender_is_named(tmp_path: Path) -> None:
    """Mail servers refuse a sender at localhost."""
    show = "from django.conf import settings\nprint(settings.DEFAULT_FROM_EMAIL)"
    ask = ("shell", "--no-imports", "-c", show)
    given = "Sở Công Thương <so@example.vn>"
    assert manage(tmp_path, *ask, **COMPLETE).stdout.strip() == "Khuyến công <khuyencong@khuyencong.example.vn>"
    assert manage(tmp_path, *ask, DEFAULT_FROM_EMAIL=given, **COMPLETE).stdout.strip() == given


def test_the_file_of_variables_names_the_settings_and_where_the_web_server_listens(tmp_path: Path) -> None:
    """Otherwise the commands of an office would take its database for a demo, which may be emptied and filled anew."""
    place = _elsewhere(tmp_path / "phan-mem")
    lines = {**COMPLETE, "DJANGO_SETTINGS_MODULE": "config.settings.production", "PORT": "8443", "WEB_WORKERS": "5"}
    (place / ".env").write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
    show = "from django.conf import settings\nprint(settings.SETTINGS_MODULE, settings.DEMO)"
    ask = "from config import webserver\nprint(webserver.bind, webserver.workers)"
    assert _answer(place, "manage.py", "shell", "--no-imports", "-c", show) == "config.settings.production False"
    assert _answer(place, "-c", ask) == "127.0.0.1:8443 5"
    assert _answer(place, "-c", ask, PORT="8444") == "127.0.0.1:8444 5"


def _elsewhere(place: Path) -> Path:
    """The software at another place, where its `.env` is nobody else's: the room that reads it is copied."""
    base = Path(settings.BASE_DIR)
    shutil.copytree(base / "config", place / "config", ignore=shutil.ignore_patterns("static", "vendor", "__pycache__"))
    shutil.copy(base / "manage.py", place)
    for room in ("accounts", "workflow", "documents", "notifications"):
        (place / room).symlink_to(base / room)
    return place


def _answer(place: Path, *arguments: str, **environment: str) -> str:
    environment |= {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=place, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
