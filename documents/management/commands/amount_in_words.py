"""`manage.py amount_in_words 170800000000` prints the sum as a contract writes it."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.words import MAX_AMOUNT, AmountError, amount_in_words, grouped

WRITTEN = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)")
LONGEST = 40


class Command(BaseCommand):
    requires_system_checks = ()  # pure arithmetic: it must answer on a machine with nothing set up yet
    help = "In số tiền (đồng) bằng chữ, ví dụ: amount_in_words 170800000000"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("amount", help="số nguyên đồng, viết liền hoặc có dấu chấm hàng nghìn")

    def handle(self, *args: Any, amount: str, **options: Any) -> None:
        try:
            self.stdout.write(amount_in_words(parse(amount)))
        except AmountError as error:
            raise CommandError(str(error), returncode=2) from error


def parse(text: str) -> int:
    """Raises AmountError for anything but whole đồng."""
    text = text.strip()
    if len(text) > LONGEST and WRITTEN.fullmatch(text):
        raise AmountError(f"Số tiền quá lớn: tối đa {grouped(MAX_AMOUNT)} đồng.")
    if not WRITTEN.fullmatch(text):
        raise AmountError(f"Số tiền phải là số nguyên đồng, ví dụ 170800000000; không nhận “{text[:LONGEST]}”.")
    return int(text.replace(".", ""))
