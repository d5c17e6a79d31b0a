"""The queue of files among forked children: a worker forks its pool anew while its threads work."""

from pathlib import Path

from kombu.connection import Connection

from config import environment, filequeue
from tests.forks import forked_while, free


def test_a_child_forked_while_the_table_of_queues_is_locked_does_not_keep_it_locked(tmp_path: Path) -> None:
    filequeue.use()
    options = environment.broker("", tmp_path)["CELERY_BROKER_TRANSPORT_OPTIONS"]
    with Connection("filesystem://", transport_options=options) as queue:  # type: ignore[no-untyped-call]
        channel = queue.channel()
        assert isinstance(channel, filequeue.Channel)
        lock = tmp_path / "control" / "lock"
        with channel._alone():
            assert not free(lock)
        with forked_while(channel._alone()):
            assert free(lock), "though the child may not have run its first line yet"
