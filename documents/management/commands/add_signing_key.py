"""manage.py add_signing_key: a key of a unit, in a PKCS#12 file or a PKCS#11 device. The secret is asked for, never kept."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Organisation
from documents.models import SigningKey
from documents.signing.keys import Certificate, certificate_in, certificate_on
from documents.signing.marks import BadImage, checked_png
from documents.signing.places import folder
from documents.signing.refusing import CannotSign
from documents.storage import fingerprint
from workflow.engine.clock import day_of

PKCS12, PKCS11 = SigningKey.Kind.PKCS12, SigningKey.Kind.PKCS11


class Command(BaseCommand):
    help = "Thêm khóa ký số của một đơn vị: tệp PKCS#12 hoặc thiết bị PKCS#11, kèm ảnh con dấu (PNG nền trong) nếu có."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", help="mã đơn vị")
        parser.add_argument("pkcs12", type=Path, nargs="?", help="tệp .p12 hoặc .pfx")
        parser.add_argument("--device", help="thư viện PKCS#11 của thiết bị, thay cho tệp")
        parser.add_argument("--token", default="", help="nhãn của thiết bị")
        parser.add_argument("--label", default="Khóa ký số", help="tên để chọn khi ký; với thiết bị: nhãn chứng thư")
        parser.add_argument("--seal", type=Path, help="ảnh con dấu, PNG nền trong suốt")

    def handle(self, *, organisation: str, seal: Path | None, **options: Any) -> None:
        unit = Organisation.objects.filter(code=organisation).first()
        if unit is None:
            raise CommandError(f"Không có đơn vị mã “{organisation}”.")
        try:
            image = checked_png(seal.read_bytes()) if seal else b""
            fields, found = self._key(unit, **options)
        except OSError as error:
            raise CommandError(f"Không đọc được tệp: {error}") from error
        except (CannotSign, BadImage) as refused:
            raise CommandError(str(refused)) from refused
        if found.valid_to <= timezone.now():
            raise CommandError(f"Chứng thư đã hết hiệu lực từ {day_of(found.valid_to):%d/%m/%Y}.")
        fields |= {
            "subject": found.subject, "certificate_sha256": found.sha256, "valid_from": found.valid_from,
            "valid_to": found.valid_to, "is_active": True,
            "seal": _keep(f"{unit.code}/{fingerprint(image)[:16]}.png", image) if image else "",
        }  # fmt: skip
        key, _ = SigningKey.objects.update_or_create(organisation=unit, label=options["label"], defaults=fields)
        self.stdout.write(f"Đã thêm {key}, chứng thư của {found.subject}, đến {day_of(found.valid_to):%d/%m/%Y}.")

    def _key(
        self, unit: Organisation, *, pkcs12: Path | None, device: str | None, token: str, label: str, **options: Any
    ) -> tuple[dict[str, Any], Certificate]:  # fmt: skip
        """Where the key lies, and its certificate, read once to see that the secret opens it."""
        if bool(pkcs12) == bool(device):
            raise CommandError("Xin cho một tệp PKCS#12, hoặc một thiết bị với --device.")
        if pkcs12:
            data = pkcs12.read_bytes()
            found = certificate_in(data, getpass.getpass("Mật khẩu của tệp khóa: "))
            return {"kind": PKCS12, "place": _keep(f"{unit.code}/{fingerprint(data)[:16]}.p12", data)}, found
        assert device, "one of the two is given"
        found = certificate_on(device, token, label, getpass.getpass("Mã PIN của thiết bị: "))
        return {"kind": PKCS11, "place": device, "token": token}, found


def _keep(name: str, data: bytes) -> str:
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(data)
    return name
