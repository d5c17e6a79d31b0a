"""manage.py add_signing_key: a PKCS#12 key (or a PKCS#11 device) of a unit. The passphrase is asked for, never kept."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Organisation
from documents.models import SigningKey
from documents.signing.keys import Certificate, certificate_in
from documents.signing.marks import BadImage, checked_png
from documents.signing.places import folder
from documents.signing.refusing import CannotSign
from documents.storage import fingerprint


class Command(BaseCommand):
    help = "Thêm khóa ký số của một đơn vị: tệp PKCS#12, kèm ảnh con dấu (PNG nền trong suốt) nếu có."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", help="mã đơn vị")
        parser.add_argument("pkcs12", type=Path, help="tệp .p12 hoặc .pfx")
        parser.add_argument("--label", default="Khóa ký số", help="tên để chọn khi ký")
        parser.add_argument("--seal", type=Path, help="ảnh con dấu, PNG nền trong suốt")

    def handle(self, *, organisation: str, pkcs12: Path, label: str, seal: Path | None, **options: Any) -> None:
        unit = Organisation.objects.filter(code=organisation).first()
        if unit is None:
            raise CommandError(f"Không có đơn vị mã “{organisation}”.")
        try:
            data = pkcs12.read_bytes()
            found = certificate_in(data, getpass.getpass("Mật khẩu của tệp khóa: "))
            image = checked_png(seal.read_bytes()) if seal else b""
        except OSError as error:
            raise CommandError(f"Không đọc được tệp: {error}") from error
        except (CannotSign, BadImage) as refused:
            raise CommandError(str(refused)) from refused
        if found.valid_to <= timezone.now():
            raise CommandError(f"Chứng thư đã hết hiệu lực từ {found.valid_to:%d/%m/%Y}.")
        key = self._record(unit, label, data, found, image)
        self.stdout.write(f"Đã thêm {key}, chứng thư của {found.subject}, đến {found.valid_to:%d/%m/%Y}.")

    def _record(self, unit: Organisation, label: str, data: bytes, found: Certificate, image: bytes) -> SigningKey:
        name = self._keep(f"{unit.code}/{fingerprint(data)[:16]}.p12", data)
        key, _ = SigningKey.objects.update_or_create(
            organisation=unit, label=label,
            defaults={
                "kind": SigningKey.Kind.PKCS12, "place": name, "subject": found.subject, "is_active": True,
                "certificate_sha256": found.sha256, "valid_from": found.valid_from, "valid_to": found.valid_to,
                "seal": self._keep(f"{unit.code}/{fingerprint(image)[:16]}.png", image) if image else "",
            },
        )  # fmt: skip
        return key

    def _keep(self, name: str, data: bytes) -> str:
        path = folder() / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_bytes(data)
        return name
