"""Telling people what waits for them and what slipped."""

from importlib import import_module

from django.apps import AppConfig

#: Modules that register something with the workflow when they are imported.
REGISTERED = ("notifications.announce", "notifications.panels", "notifications.reference", "notifications.works")


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Thông báo"

    def ready(self) -> None:
        for module in REGISTERED:
            import_module(module)
