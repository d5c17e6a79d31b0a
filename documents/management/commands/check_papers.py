"""manage.py check_papers: issued papers are whole, say what they said, and made again are the same to the byte."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.kinds import all_kinds
from documents.remaking import issued_papers, made_again

EVERY = 100


class Command(BaseCommand):
    help = "Soát văn bản đã phát hành: tệp còn nguyên, nội dung khớp mã băm, lập lại thì trùng từng byte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", default="", help="chỉ một loại văn bản, ví dụ contract")
        parser.add_argument("--sample", type=int, default=0, help="chỉ chừng này văn bản, cách đều nhau; 0 là tất cả")

    def handle(self, *, kind: str, sample: int, **options: Any) -> None:
        if kind and kind not in all_kinds():
            raise CommandError(f"Không có loại văn bản “{kind}”. Các loại: {', '.join(all_kinds())}.")
        papers = issued_papers(kind)
        count = papers.count()
        step = max(count // sample, 1) if sample else 1
        same = faults = looked = 0
        for place, document in enumerate(papers.iterator(chunk_size=EVERY)):
            if place % step:
                continue
            found = made_again(document)
            looked += 1
            same += not found.fault and not found.note
            faults += bool(found.fault)
            if found.fault or found.note:
                self.stdout.write(f"{document.number} ({document.pk}): {found.fault or found.note}")
            if looked % EVERY == 0:
                self.stdout.write(f"  đã soát {looked}…")
        others = looked - same - faults
        self.stdout.write(f"{looked} văn bản: {same} trùng từng byte, {others} do phần mềm khác lập, {faults} có lỗi.")
        if faults:
            raise CommandError(f"{faults} văn bản có lỗi.")
