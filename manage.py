#!/usr/bin/env python
"""Runs a management command; the settings are those of a local run unless DJANGO_SETTINGS_MODULE says otherwise."""

import os
import sys


def main() -> None:
    from config.environment import WrongEnvironment  # .env is read with it, and may name the settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except WrongEnvironment as wrong:
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
