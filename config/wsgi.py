"""The web application as a WSGI server sees it; production settings unless told otherwise."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()
import_module("config.urls")  # every page is loaded here, before the server forks, and not by its first visitor
