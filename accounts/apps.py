"""People, organisations, provinces, roles. Knows no other room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Người và đơn vị"
