"""Starts what every process needs: the queue application and the checks of the installation."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    label = "config"
    verbose_name = "Cấu hình"

    def ready(self) -> None:
        from config import celery, checks  # noqa: F401  (importing is the registration)
