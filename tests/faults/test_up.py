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

SERVICES = ("BIND", "CELERY_BROKER_URL", "DATABASE_URL", "EMAIL_URL", "LOCALDB_ROOT")


def up(var: Path, port: int) -> "subprocess.Popen[str]":
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TEST_")}
    environment |= dict.fromkeys(SERVICES, "")
    environment |= {
        "VAR_DIR": str(var),
        "PORT": str(port),
        "DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "config.up"],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_the_first_page_says_where_and_stops_on_ctrl_c(
    tmp_path_factory: pytest.TempPathFactory, free_port: int
) -> None:
    with up(tmp_path_factory.mktemp("up"), free_port) as running:
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
