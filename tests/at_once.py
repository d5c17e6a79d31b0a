"""Doing several things at the same instant, each on a connection of its own. For tests with `transaction=True`."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from django.db import connections


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Starts all calls together and returns, in their order, what each returned or the exception it raised."""
    gate = Barrier(len(calls))
    answers: list[Any] = [None] * len(calls)

    def run(index: int, call: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=30)
            answers[index] = call()
        except Exception as error:
            answers[index] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def raised(answers: Sequence[Any], kind: type[BaseException] = Exception) -> list[BaseException]:
    """The exceptions of a kind among the answers."""
    return [answer for answer in answers if isinstance(answer, kind)]
