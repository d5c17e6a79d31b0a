"""The web application as a WSGI server sees it; production settings unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
_ = get_resolver().url_patterns  # read before the server forks: a new worker then answers its first visitor at once
