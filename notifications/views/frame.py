"""A letter alone in its frame, behind a wall of its own: what a mail may carry must not reach the page around it."""

from django.http import HttpResponse
from django.utils.html import format_html

#: The mail may style itself, and nothing else: no script, no form, no foreign picture; a link opens a page of its own.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)


def framed(html: str, text: str) -> HttpResponse:
    """For a view under `xframe_options_sameorigin`. A mail without HTML is shown as its text."""
    return HttpResponse(html or format_html("<pre>{}</pre>", text), headers={"Content-Security-Policy": LETTER_POLICY})
