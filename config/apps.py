"""Starts what every process needs: the queue application, the checks of the installation, the last word of Vietnamese."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    label = "config"
    verbose_name = "Cấu hình"

    def ready(self) -> None:
        from django.core.validators import ProhibitNullCharactersValidator

        from config import celery, checks  # noqa: F401  (importing is the registration)

        # the one sentence of Django's forms that its Vietnamese translation lacks
        ProhibitNullCharactersValidator.message = "Có ký tự không hợp lệ, xin gõ lại."
