"""A run on one machine for trying and developing: demo data, files served from source, plain HTTP."""

from config.environment import flag
from config.settings.base import *  # noqa: F403

DEBUG = flag("DEBUG", default=False)
DEMO = flag("DEMO", default=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
