"""For a watch outside: is the software alive, and is anything behind? Without sign-in and without anybody's data."""

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from notifications.health import Health, health

NO_DATABASE = "Cơ sở dữ liệu không trả lời."


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """The web server answers; nothing else is asked."""
    return JsonResponse({"ok": True})


@require_safe
@never_cache
def healthy(request: HttpRequest) -> JsonResponse:
    """200 when all goes on by itself as it should; 503 names what is behind."""
    try:
        found = health()
    except (DatabaseError, InterfaceError):
        connection.close()
        return _answer({"ok": False, "behind": ["database"], "why": [NO_DATABASE]}, 503)
    return _answer(_told(found), 503 if found.behind else 200)


def _told(found: Health) -> dict[str, object]:
    return {
        "ok": not found.behind,
        "behind": [check.name for check in found.behind],
        "why": [check.sentence for check in found.behind],
        "seconds": {check.name: None if check.seconds is None else round(check.seconds, 1) for check in found.checks},
        "incidents": found.incidents,
    }


def _answer(body: dict[str, object], status: int) -> JsonResponse:
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False, "indent": 1})
