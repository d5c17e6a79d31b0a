"""A signing device in software: PKCS#11 as a token speaks it, with a key that was made in it and never leaves it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pkcs11
import pytest
from _pytest.terminal import TerminalReporter
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from cryptography.x509.oid import NameOID
from pkcs11 import Attribute, CertificateType, KeyType, ObjectClass
from pkcs11.util.rsa import encode_rsa_public_key

LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)


TESTS = "test_paper_device"


@dataclass(frozen=True)
class Device:
    """`root`: the certificate of who vouches for the key (PEM)."""

    library: str
    token: str
    label: str
    pin: str
    root: bytes


def library() -> str | None:
    """None where the machine has no such software (package softhsm2)."""
    found = next((path for path in LIBRARIES if Path(path).exists()), None)
    return found if shutil.which("softhsm2-util") else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where there is none, its tests are left out, and the summary says so; they are not skipped one by one."""
    own = [item for item in items if item.path.stem == TESTS]
    if own and library() is None:
        config.hook.pytest_deselected(items=own)
        items[:] = [item for item in items if item not in own]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    if library() is None:
        terminalreporter.section(
            "KHÔNG CÓ THIẾT BỊ KÝ GIẢ LẬP: kiểm thử ký bằng thiết bị không chạy", red=True, bold=True
        )
        terminalreporter.line("Cài softhsm2 (sudo apt install softhsm2).")


@contextmanager
def device(folder: Path) -> Iterator[Device]:
    """One for the whole process: the library reads its settings when it is loaded, and only then."""
    lies_in = library()
    assert lies_in, "its tests are left out where there is none"
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    made = Device(lies_in, "Sở Công Thương", "Chữ ký của Sở", "246810", b"")
    command = [
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        made.token,
        "--pin",
        made.pin,
        "--so-pin",
        "13579246",
    ]
    subprocess.run(command, check=True, capture_output=True, env=os.environ)
    try:
        yield Device(made.library, made.token, made.label, made.pin, _key_in(made))
    finally:
        del os.environ["SOFTHSM2_CONF"]


def _key_in(made: Device) -> bytes:
    """Makes a key in the device, and beside it its certificate; the certificate of who signed that."""
    vouches = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(
        "Tổ chức chứng thực của phép thử", "Tổ chức chứng thực của phép thử", vouches.public_key(), ca=True
    )
    with pkcs11.lib(made.library).get_token(token_label=made.token).open(rw=True, user_pin=made.pin) as session:
        public, _ = session.generate_keypair(KeyType.RSA, 2048, store=True, label=made.label, id=b"1")
        key = load_der_public_key(encode_rsa_public_key(public))
        assert isinstance(key, rsa.RSAPublicKey), "an RSA key was asked for"
        signed = _certificate(made.label, "Tổ chức chứng thực của phép thử", key, ca=False).sign(
            vouches, hashes.SHA256()
        )
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True, Attribute.LABEL: made.label, Attribute.ID: b"1",
                Attribute.SUBJECT: signed.subject.public_bytes(), Attribute.VALUE: signed.public_bytes(Encoding.DER),
            }
        )  # fmt: skip
    return root.sign(vouches, hashes.SHA256()).public_bytes(Encoding.PEM)


def _certificate(
    subject: str, issuer: str, key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey, *, ca: bool
) -> x509.CertificateBuilder:  # fmt: skip
    start = datetime(2024, 1, 1, tzinfo=UTC)
    usage = x509.KeyUsage(
        digital_signature=not ca, content_commitment=not ca, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(usage, critical=True)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
