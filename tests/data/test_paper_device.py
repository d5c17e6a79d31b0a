"""Signing with a key in a device: added by its command, opened by its PIN, never outside of it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils.reader import PdfFileReader

from documents.models import Document, DocumentFile, Signature, SigningKey
from documents.signing.refusing import CannotSign
from documents.signing.service import sign_paper
from documents.signing.verifying import check_signatures
from documents.storage import read
from tests.contracts import allocated, world_that_signs
from tests.device import Device, device
from tests.issuing import issued, moment
from tests.world import World

pytestmark = pytest.mark.django_db
ADD = "documents.management.commands.add_signing_key.getpass.getpass"


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Device]:
    with device(tmp_path_factory.mktemp("device")) as made:
        yield made


@pytest.fixture(autouse=True)
def own_roots(tmp_path: Path, settings: Any, token: Device) -> None:
    settings.TRUST_ROOTS = str(tmp_path / "roots")
    (tmp_path / "roots").mkdir()
    (tmp_path / "roots" / "root.pem").write_bytes(token.root)


@pytest.fixture
def place() -> World:
    return world_that_signs()


def add(place: World, token: Device, monkeypatch: pytest.MonkeyPatch, *, label: str = "", pin: str = "") -> SigningKey:
    monkeypatch.setattr(ADD, lambda prompt: pin or token.pin)
    where = {"device": token.library, "token": token.token, "label": label or token.label}
    call_command("add_signing_key", place.agency.code, **where)
    return SigningKey.objects.get(organisation=place.agency)


def sign(place: World, paper: Document, key: SigningKey, pin: str) -> Signature:
    assert paper.case is not None
    return sign_paper(
        document_id=paper.pk, role="a", key=key, secret=pin, hand=b"", signer_name="Người Ký",
        user_id=place.agency_leader.pk, at=moment(paper.case),
    )  # fmt: skip


def test_a_key_in_a_device_signs_as_the_law_of_public_authorities_asks(
    place: World, token: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = add(place, token, monkeypatch)
    assert (key.kind, key.subject, key.seal) == (SigningKey.Kind.PKCS11, token.label, "")
    made = sign(place, issued(allocated(place), place.agency_leader.pk), key, token.pin)
    data = read(made.file.name, made.file.sha256)
    (found,) = check_signatures(data)
    assert (found.good, found.trusted, found.subject) == (True, True, token.label)
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
    assert signature.signer_info["signature_algorithm"]["algorithm"].native == "rsassa_pss"


def test_a_wrong_pin_signs_nothing(place: World, token: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    key = add(place, token, monkeypatch)
    paper = issued(allocated(place), place.agency_leader.pk)
    with pytest.raises(CannotSign, match="kiểm tra thiết bị đã cắm và mã PIN"):
        sign(place, paper, key, "000000")
    assert not Signature.objects.exists()
    assert not DocumentFile.objects.filter(kind=DocumentFile.Kind.SIGNED).exists()
    assert sign(place, paper, key, token.pin).role == "a"


def test_a_device_that_is_not_there_signs_nothing(place: World, token: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    key = add(place, token, monkeypatch)
    SigningKey.objects.update(token="thiết bị khác")
    key.refresh_from_db()
    with pytest.raises(CannotSign, match="Không mở được thiết bị ký số"):
        sign(place, issued(allocated(place), place.agency_leader.pk), key, token.pin)


def test_a_key_that_was_taken_out_of_the_device_signs_nothing(
    place: World, token: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = add(place, token, monkeypatch)
    key.label = "đã xóa"
    with pytest.raises(CannotSign, match="Trong thiết bị không có chứng thư tên “đã xóa”"):
        sign(place, issued(allocated(place), place.agency_leader.pk), key, token.pin)
    assert not Signature.objects.exists()


def test_a_key_that_is_not_in_the_device_is_not_added(
    place: World, token: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="Trong thiết bị không có chứng thư tên “không có”"):
        add(place, token, monkeypatch, label="không có")
    with pytest.raises(CommandError, match="mã PIN"):
        add(place, token, monkeypatch, pin="000000")
    assert not SigningKey.objects.exists()
