"""A run on one machine for trying and developing: demo data, files served from source, plain HTTP."""

from config.environment import flag, hours, site_url, text
from config.settings.base import *  # noqa: F403
from config.settings.base import PORT, SERVED_AT

DEBUG = flag("DEBUG", default=False)
DEMO = flag("DEMO", default=True)
if DEMO:
    ALERT_HOURS = hours("ALERT_HOURS", "luôn luôn")  # whoever tries it in the evening sees what it sends
SITE_URL = site_url(text("SITE_URL"), port=PORT, kept=SERVED_AT)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
