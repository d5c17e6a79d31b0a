"""The embedded server among killed processes. Every process here is our own child or the server of our own folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from config.localdb import LocalDatabaseError, LocalServer
from config.localdb.cluster import PORT
from config.localdb.pidfile import clear_stale
from tests.forks import forked_child, forked_while, free

USE_AND_WAIT = """
import sys
import threading
from pathlib import Path
from typing import Any
from config.localdb import LocalServer
LocalServer(Path(sys.argv[1]), fast=True).ensure()
print("dùng", flush=True)
sys.stdin.read()
"""

HOLD_AND_FORK = """
import os
import sys
from pathlib import Path
from config.localdb import LocalServer
server = LocalServer(Path(sys.argv[1]), fast=True)
with server._only_one():
    if os.fork() == 0:
        print("con sống", flush=True)
    sys.stdin.read()
    os._exit(0)
"""


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server of this test alone; parametrized with "durable" it keeps its promises through a kill."""
    local = LocalServer(tmp_path_factory.mktemp("pg") / "pg", fast=getattr(request, "param", "fast") == "fast")
    yield local
    local.release()
    local.destroy()


def connect(server: LocalServer) -> psycopg.Connection[tuple[Any, ...]]:
    entry = server.django_database()
    return psycopg.connect(
        host=entry["HOST"], port=entry["PORT"], user=entry["USER"], dbname=entry["NAME"], autocommit=True
    )


def postmaster(server: LocalServer) -> int:
    return int((server.cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])


def another_user(server: LocalServer) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", USE_AND_WAIT, str(server.cluster.home)]
    user = subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert user.stdout is not None
    assert user.stdout.readline().strip() == "dùng"
    return user


@pytest.mark.parametrize("server", ["durable"], indirect=True)
def test_a_killed_server_comes_back_with_what_was_committed(server: LocalServer) -> None:
    server.ensure()
    with connect(server) as connection:
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (7)")
    os.kill(postmaster(server), signal.SIGKILL)
    server.revive()
    with connect(server) as connection:
        assert connection.execute("select n from kept").fetchall() == [(7,)]


def test_a_server_that_runs_is_not_started_again(server: LocalServer) -> None:
    server.ensure()
    before = postmaster(server)
    server.revive()
    assert postmaster(server) == before


def test_no_network_port_is_opened_and_only_the_owner_enters(server: LocalServer) -> None:
    server.ensure()
    with connect(server) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
    assert server.cluster.socket.stat().st_mode & 0o077 == 0
    assert server.cluster.data.stat().st_mode & 0o077 == 0


def test_vietnamese_letters_fold_alike_on_every_system(server: LocalServer) -> None:
    server.ensure()
    with connect(server) as connection:
        assert connection.execute("select lower('ĐƯỜNG Ở ẤP'), 'Đà' ilike 'đÀ'").fetchone() == ("đường ở ấp", True)


def test_the_last_user_to_leave_stops_the_server(server: LocalServer) -> None:
    server.ensure()
    with another_user(server) as other:
        server.release()
        assert server.cluster.running()
        other.communicate("")
    assert not server.cluster.running()


def test_the_share_of_a_killed_user_is_given_back(server: LocalServer) -> None:
    server.ensure()
    with another_user(server) as other:
        other.kill()
    server.release()
    assert not server.cluster.running()


def test_data_in_use_are_not_deleted(server: LocalServer) -> None:
    server.ensure()
    with another_user(server) as other:
        with pytest.raises(LocalDatabaseError, match="đang được dùng"):
            server.destroy()
        other.communicate("")
    assert server.cluster.data.exists()


def test_a_folder_half_made_by_a_killed_set_up_is_made_again(server: LocalServer) -> None:
    server.cluster.home.mkdir(parents=True)
    server.cluster.account.own(server.cluster.home)
    (server.cluster.home / "data.new").mkdir()
    (server.cluster.home / "data.new" / "half").touch()
    server.ensure()
    with connect(server) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_pid_file_that_names_a_stranger_is_cleared_and_one_in_the_writing_is_not(tmp_path: Path) -> None:
    file = tmp_path / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{tmp_path}\n")
    assert clear_stale(tmp_path)
    assert not file.exists()
    file.write_text("")
    assert not clear_stale(tmp_path)
    assert file.exists()


def test_the_lock_of_a_killed_server_that_nobody_buried_keeps_no_other_from_starting(server: LocalServer) -> None:
    server.ensure()
    server.release()
    lock = server.cluster.socket / f".s.PGSQL.{PORT}.lock"
    with subprocess.Popen(["true"], **server.cluster.account.for_subprocess()) as zombie:
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        lock.write_text(f"{zombie.pid}\n{server.cluster.data}\n")
        server.ensure()
        assert server.cluster.running()


def test_data_of_another_major_version_are_refused_with_the_way_out(server: LocalServer) -> None:
    server.ensure()
    server.release()
    (server.cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(LocalDatabaseError, match="pg_dump"):
        server.cluster.make()
    (server.cluster.data / "PG_VERSION").write_text("18\n")


def test_a_child_forked_while_a_thread_holds_the_lock_does_not_keep_it(server: LocalServer) -> None:
    server.ensure()
    with forked_while(server._only_one()):
        assert free(server.cluster.home / "start.lock"), "though the child may not have run its first line yet"


def test_a_child_whose_parent_is_killed_while_it_holds_the_lock_does_not_keep_it(server: LocalServer) -> None:
    server.ensure()
    command = [sys.executable, "-c", HOLD_AND_FORK, str(server.cluster.home)]
    parent = subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent:
        assert parent.stdout.readline().strip() == "con sống"
        assert not free(server.cluster.home / "start.lock")
        parent.kill()
        parent.wait()
        assert free(server.cluster.home / "start.lock")
        parent.communicate("")  # the child reads to the end, and ends


def test_a_server_stopped_by_the_last_user_is_started_again_beside_a_child_of_that_user(server: LocalServer) -> None:
    server.ensure()
    with forked_child():
        server.release()
        assert not server.cluster.running()
        assert free(server.cluster.home / "users.lock")
        server.ensure()
        assert server.cluster.running()
