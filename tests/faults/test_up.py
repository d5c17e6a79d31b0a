"""`make run` as a newcomer meets it, on data of its own and without the demo."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

SERVICES = ("BIND", "CELERY_BROKER_URL", "DATABASE_URL", "EMAIL_URL", "LOCALDB_ROOT", "PORT", "SITE_URL")


def alone(var: Path, **more: str) -> dict[str, str]:
    """An environment whose programs share only this folder, with no demo."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TEST_")}
    environment |= dict.fromkeys(SERVICES, "")
    return environment | {"VAR_DIR": str(var), "DEMO": "0", "DJANGO_SETTINGS_MODULE": "config.settings.local"} | more


def up(var: Path, port: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "config.up"],
        env=alone(var, PORT=str(port)),
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def links_lead_to(var: Path) -> str:
    """What a command that is run beside, without a word of the port, writes into its mails."""
    show = "from notifications.compose import address_of; print(address_of('workflow:worklist'))"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", show]
    done = subprocess.run(
        command, env=alone(var), cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_the_first_page_says_where_and_stops_on_ctrl_c(
    tmp_path_factory: pytest.TempPathFactory, free_port: int
) -> None:
    var = tmp_path_factory.mktemp("up")
    (var / "site-url").write_text("http://127.0.0.1:1\n")
    with up(var, free_port) as running:
        assert running.stdout is not None
        seen: list[str] = []
        for line in running.stdout:
            seen.append(line)
            if f"http://127.0.0.1:{free_port}/" in line and "sẵn sàng" in line:
                break
        assert running.poll() is None, "".join(seen)
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/") as answer:
            assert answer.status == 200
            assert 'lang="vi"' in answer.read().decode()
        assert links_lead_to(var) == f"http://127.0.0.1:{free_port}/", "not to the run before, nor to a port by default"
        running.send_signal(signal.SIGINT)
        last = running.stdout.read()
    assert running.returncode == 0
    assert "Đang dừng" in last
    assert "Traceback" not in last
    assert socket.socket().connect_ex(("127.0.0.1", free_port)) != 0


def test_a_port_in_use_is_said_in_one_sentence_with_another_to_take(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        with up(tmp_path_factory.mktemp("up"), port) as refused:
            said, _ = refused.communicate()
    assert refused.returncode == 1
    assert f"Cổng {port} đang có chương trình khác dùng" in said
    assert f"PORT={port + 1} make run" in said
    assert "Traceback" not in said
