"""From which address a request came, behind our own reverse proxy."""

from django.http import HttpRequest


def behind_proxy(request: HttpRequest) -> str:
    """The last address of X-Forwarded-For, which our own proxy wrote; those before it are the client's word only."""
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", 1)[-1].strip()
    return forwarded or str(request.META.get("REMOTE_ADDR", ""))
