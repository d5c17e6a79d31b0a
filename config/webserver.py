"""Gunicorn's settings, in local runs and in production: `gunicorn -c python:config.webserver config.wsgi`."""

from typing import Any

from gunicorn.glogging import Logger

from config.environment import number, text

bind = f"{text('BIND', '127.0.0.1')}:{number('PORT', 8000)}"
preload_app = True  # loaded once, then forked: starts sooner and takes less memory
workers = number("WEB_WORKERS", 2)
timeout = 60  # seconds a request may take before its worker is replaced
graceful_timeout = 5
control_socket_disable = True
accesslog = "-"
# no query string and no address: both may tell about a person
access_log_format = "%(m)s %(U)s → %(s)s, %(M)s ms"


class QuietLogger(Logger):
    """Leaves out the static files: eight lines a page that nobody reads."""

    error_fmt = "%(levelname)-7s gunicorn: %(message)s"

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        if not environ.get("PATH_INFO", "").startswith("/static/"):
            super().access(resp, req, environ, request_time)


logger_class = QuietLogger
