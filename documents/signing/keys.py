"""Opening a key for one signature. A wrong passphrase, a certificate out of date, a missing device: each is a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign import Signer, SimpleSigner

from documents.models import SigningKey
from documents.signing.places import folder
from documents.signing.refusing import CannotSign
from workflow.engine.clock import day_of


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a person must know of a certificate."""

    subject: str
    sha256: str
    valid_from: datetime
    valid_to: datetime


def place_of(key: SigningKey) -> Path:
    """The PKCS#12 file, always within the folder of keys. Raises CannotSign."""
    root = folder().resolve()
    path = (root / key.place).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        raise CannotSign(f"Không tìm thấy tệp khóa “{key.label}” trên máy chủ. Xin báo quản trị viên.")
    return path


@contextmanager
def opened(key: SigningKey, secret: str, *, at: datetime) -> Iterator[Signer]:
    """A signer for as long as it is needed. Raises CannotSign."""
    if not key.is_active:
        raise CannotSign(f"Khóa “{key.label}” đã ngừng dùng.")
    if not key.valid_from <= at <= key.valid_to:
        raise CannotSign(f"Chứng thư của khóa “{key.label}” chỉ có hiệu lực đến {day_of(key.valid_to):%d/%m/%Y}.")
    if key.kind == SigningKey.Kind.PKCS12:
        yield _from_file(place_of(key), secret)
        return
    with _from_device(key, secret) as signer:
        yield signer


def _from_file(path: Path, secret: str) -> Signer:
    try:
        data = path.read_bytes()
        pkcs12.load_key_and_certificates(data, secret.encode() or None)  # says plainly when the passphrase is wrong
    except ValueError as error:
        raise CannotSign("Mật khẩu của khóa không đúng.") from error
    except OSError as error:
        raise CannotSign("Không đọc được tệp khóa trên máy chủ. Xin báo quản trị viên.") from error
    signer = SimpleSigner.load_pkcs12(str(path), passphrase=secret.encode() or None, prefer_pss=True)
    if not isinstance(signer, Signer):
        raise CannotSign("Tệp khóa không phải PKCS#12 hợp lệ.")
    return signer


@contextmanager
def _from_device(key: SigningKey, pin: str) -> Iterator[Signer]:
    with device(key.place, key.token, key.label, pin) as signer:
        yield signer


@contextmanager
def device(library: str, token: str, label: str, pin: str) -> Iterator[Signer]:
    """A signer whose key stays in the device. Raises CannotSign."""
    try:
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

        session = open_pkcs11_session(library, token_criteria=TokenCriteria(label=token or None), user_pin=pin)
    except Exception as error:  # each library of a device has errors of its own
        raise CannotSign("Không mở được thiết bị ký số: kiểm tra thiết bị đã cắm và mã PIN.") from error
    with session:
        signer = PKCS11Signer(session, cert_label=label, prefer_pss=True)
        try:
            found = signer.signing_cert
        except Exception as error:
            raise _not_there(label) from error
        if found is None:
            raise _not_there(label)
        yield signer


def _not_there(label: str) -> CannotSign:
    return CannotSign(f"Trong thiết bị không có chứng thư tên “{label}”.")


def certificate_on(library: str, token: str, label: str, pin: str) -> Certificate:
    """Of a key in a device. Raises CannotSign."""
    with device(library, token, label, pin) as signer:
        found = signer.signing_cert
        assert found is not None, "it was looked for when the device was opened"
        return Certificate(subject_of(found), found.sha256.hex(), found.not_valid_before, found.not_valid_after)


def certificate_in(data: bytes, secret: str) -> Certificate:
    """Of a PKCS#12 file. Raises CannotSign."""
    try:
        private, found, _ = pkcs12.load_key_and_certificates(data, secret.encode() or None)
    except ValueError as error:
        raise CannotSign("Mật khẩu của khóa không đúng, hoặc tệp không phải PKCS#12.") from error
    if private is None or found is None:
        raise CannotSign("Tệp khóa phải có cả khóa riêng và chứng thư.")
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    subject = str(names[0].value) if names else found.subject.rfc4514_string()
    return Certificate(
        subject, found.fingerprint(hashes.SHA256()).hex(), found.not_valid_before_utc, found.not_valid_after_utc
    )


def subject_of(certificate: x509.Certificate) -> str:
    """The name a person reads: the common name, else the whole subject."""
    native = certificate.subject.native
    return str(native.get("common_name") or certificate.subject.human_friendly)
