"""The papers of a đề án."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from documents import effects, needs, panels, wordings, works  # noqa: F401  (importing is the registration)
