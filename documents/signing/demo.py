"""A test authority and keys for the demo's units, so that signing can be tried: worth nothing outside of it.

Made anew with every demo; the passphrase is the one of all demo accounts.
"""

import io
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw, ImageFont

from accounts.models import Organisation
from accounts.vocabulary import OrganisationKind
from documents.models import SigningKey
from documents.signing.keys import certificate_in
from documents.signing.marks import FONTS
from documents.signing.places import folder

AUTHORITY = "Tổ chức chứng thực thử nghiệm Khuyến công"
LABEL = "Khóa thử nghiệm"
#: A common name holds 64 bytes.
NAME_BYTES = 60
RED = (200, 20, 30, 235)
KINDS = (OrganisationKind.AGENCY, OrganisationKind.DEPARTMENT, OrganisationKind.IMPLEMENTER, OrganisationKind.MINISTRY)


def make_keys(passphrase: str, *, at: datetime) -> int:
    """One key for every unit that signs; how many were made."""
    key, authority = _authority(at)
    made = 0
    for unit in Organisation.objects.filter(kind__in=KINDS, is_active=True).order_by("id"):
        name = f"demo/{unit.code}.p12"
        data = _key_of(unit, key, authority, passphrase, at)
        _keep(name, data)
        seal = f"demo/{unit.code}.png"
        _keep(seal, _seal(unit))
        found = certificate_in(data, passphrase)
        SigningKey.objects.update_or_create(
            organisation=unit, label=LABEL,
            defaults={
                "kind": SigningKey.Kind.PKCS12, "place": name, "seal": seal, "subject": found.subject,
                "certificate_sha256": found.sha256, "valid_from": found.valid_from, "valid_to": found.valid_to,
            },
        )  # fmt: skip
        made += 1
    return made


def _authority(at: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(fitting(AUTHORITY))
    certificate = (
        _certificate(name, name, key, at, years=5)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    _keep("demo-ca/root.pem", certificate.public_bytes(Encoding.PEM))
    return key, certificate


def _key_of(
    unit: Organisation, authority_key: ec.EllipticCurvePrivateKey, authority: x509.Certificate, passphrase: str, at: datetime
) -> bytes:  # fmt: skip
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _certificate(_name(fitting(unit.name, unit.short_name)), authority.subject, key, at, years=3)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    secret = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(LABEL.encode(), key, certificate, [authority], secret)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, at: datetime, *, years: int
) -> x509.CertificateBuilder:  # fmt: skip
    start = at.astimezone(UTC).replace(microsecond=0) - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=366 * years))
    )


def fitting(name: str, short: str = "") -> str:
    """The name, else the short one; a word is left out whole, for half a word is another word."""
    text = name if _fits(name) else short or name
    while not _fits(text) and " " in text:
        text = text.rpartition(" ")[0].removesuffix(" và").rstrip(" ,;–-")
    return text


def _fits(text: str) -> bool:
    return len(text.encode()) <= NAME_BYTES


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates, content_commitment=not signs_certificates, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=signs_certificates, crl_sign=signs_certificates,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _seal(unit: Organisation) -> bytes:
    """A round red mark that says plainly that it is none."""
    size = 864
    image = Image.new("RGBA", (size, size), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    for inset, width in ((8, 16), (190, 6)):
        draw.ellipse((inset, inset, size - inset, size - inset), outline=RED, width=width)
    font = ImageFont.truetype(str(FONTS / "LiberationSerif-Bold.ttf"), 76)
    for place, line in enumerate(("CON DẤU", "THỬ NGHIỆM")):
        draw.text((size / 2, size / 2 - 45 + 90 * place), line, font=font, fill=RED, anchor="mm")
    _around(image, (unit.short_name or unit.name).upper()[:30], size)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _around(image: Image.Image, text: str, size: int) -> None:
    """The name of the unit along the upper arc."""
    font = ImageFont.truetype(str(FONTS / "LiberationSerif-Bold.ttf"), 84)
    step = min(2 * math.pi * 0.8 / max(len(text), 1), 0.24)
    for place, letter in enumerate(text):
        angle = (place - (len(text) - 1) / 2) * step
        tile = Image.new("RGBA", (140, 140), (255, 255, 255, 0))
        ImageDraw.Draw(tile).text((70, 70), letter, font=font, fill=RED, anchor="mm")
        turned = tile.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        radius = size / 2 - 96
        x, y = size / 2 + radius * math.sin(angle), size / 2 - radius * math.cos(angle)
        image.alpha_composite(turned, (int(x) - 70, int(y) - 70))


def _keep(name: str, data: bytes) -> None:
    path: Path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(data)
    path.chmod(0o600)
