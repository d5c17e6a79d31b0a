"""Production: refuses to start half configured, speaks HTTPS only, serves fingerprinted static files."""

import os

from config import environment
from config.environment import flag, text
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS, STORAGES

environment.require(
    {
        "SECRET_KEY": "khóa bí mật, ít nhất 50 ký tự ngẫu nhiên",
        "ALLOWED_HOSTS": "tên miền được phục vụ, cách nhau bằng dấu phẩy",
        "DATABASE_URL": "địa chỉ PostgreSQL, ví dụ postgres://kc:mat-khau@db.noi-bo/kc",
        "EMAIL_URL": "máy chủ gửi thư, ví dụ smtp+tls://tai-khoan:mat-khau@mail.noi-bo:587",
    },
    os.environ,
)

DEBUG = False
DEMO = False  # demo accounts share a published password
_host = environment.first_host(ALLOWED_HOSTS)
SITE_URL = text("SITE_URL", f"https://{_host}").rstrip("/")
# mail servers refuse a sender at localhost
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("DEFAULT_FROM_EMAIL", f"Khuyến công <khuyencong@{_host}>")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/"]  # asked on this very machine, too; says nothing about anyone
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-phien"
CSRF_COOKIE_NAME = "__Host-csrf"
if flag("BEHIND_PROXY", default=True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_CLIENT_IP_CALLABLE = "config.clientip.behind_proxy"

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
