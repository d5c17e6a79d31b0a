from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "config.shell"
    label = "shell"
    verbose_name = "Khung trang"
