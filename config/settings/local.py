"""A run on one machine for trying and developing: demo data, files served from source, plain HTTP."""

from config.environment import flag, hours
from config.settings.base import *  # noqa: F403

DEBUG = flag("DEBUG", default=False)
DEMO = flag("DEMO", default=True)
if DEMO:
    ALERT_HOURS = hours("ALERT_HOURS", "luôn luôn")  # whoever tries it in the evening sees what it sends
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
