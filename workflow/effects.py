"""What follows an act, by name. The table names an effect; the app that knows how registers a handler for it.

A handler takes the id of the event, runs after commit, in a worker, and may run twice.
"""

from collections.abc import Callable

Handler = Callable[[int], None]

#: Every name the tables may use. A name without a handler, or a handler without a name, is a fault the tests find.
NAMES = {
    "write_contract": "Lập hợp đồng thực hiện đề án (PDF)",
    "announce": "Gửi thư báo cho người xử lý tiếp theo, chủ đề án và những người đã tham gia",
}

_handlers: dict[str, Handler] = {}


def register(name: str) -> Callable[[Handler], Handler]:
    if name not in NAMES:
        raise ValueError(f"effect {name!r} is not in workflow.effects.NAMES")

    def keep(handler: Handler) -> Handler:
        _handlers[name] = handler
        return handler

    return keep


def handler_of(name: str) -> Handler:
    return _handlers[name]


def registered() -> frozenset[str]:
    return frozenset(_handlers)
