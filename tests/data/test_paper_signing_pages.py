"""The pages on which papers are signed and scans attached: who may, what is asked, and what is refused in a sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from documents.models import Document, DocumentFile, Signature, SigningKey
from documents.signing.demo import make_keys
from tests.contracts import allocated, world_that_signs
from tests.issuing import issued, moment
from tests.signing import SECRET, hand, scanned, sign
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def paper(place: World) -> Document:
    case = allocated(place)
    make_keys(SECRET, at=moment(case))
    return issued(case, place.agency_leader.pk)


@pytest.mark.parametrize("broken", ["words", "cut", "no pages", "pages in a circle", "locked"])
def test_what_does_not_open_as_a_pdf_is_no_scan(place: World, paper: Document, broken: str) -> None:
    data = {
        "words": b"%PDF-1.4 this is no pdf",
        "cut": scanned()[: len(scanned()) // 2],
        "no pages": scanned(pages=0),
        "pages in a circle": scanned().replace(b"/Type /Page\n", b"/Type /Pages\n/Kids [4 0 R]\n"),
        "locked": scanned(locked=True),
    }[broken]
    client = Client()
    client.force_login(place.agency_leader)
    sent = {"file": SimpleUploadedFile("quet.pdf", data, "application/pdf")}
    answer = client.post(reverse("documents:scan", args=[paper.pk]), sent)
    assert answer.status_code == 409
    assert "Không mở được tệp này" in answer.content.decode()
    assert not paper.files.filter(kind=DocumentFile.Kind.SCAN).exists()


def test_signing_from_the_page_by_who_may_and_by_nobody_else(place: World, paper: Document) -> None:
    client, owner = Client(), Client()
    client.force_login(place.agency_leader)
    owner.force_login(place.owner)
    page = reverse("documents:sign", args=[paper.pk, "a"])
    assert owner.get(page).status_code == 403
    assert owner.get(reverse("documents:sign", args=[paper.pk, "b"])).status_code == 200
    key = SigningKey.objects.get(organisation=place.agency.pk)
    assert client.post(page, {"key": key.pk, "secret": "sai"}).status_code == 409
    sent = {"key": key.pk, "secret": SECRET, "hand": SimpleUploadedFile("ky.png", hand(), "image/png")}
    assert client.post(page, sent).status_code == 302
    shown = client.get(reverse("documents:paper", args=[paper.pk])).content.decode()
    assert "Nội dung nguyên vẹn" in shown
    assert SECRET not in shown


def test_who_signs_in_the_place_of_another_says_that_they_are_charged_with_it(place: World, paper: Document) -> None:
    client, me = Client(), User.objects.filter(pk=place.agency_leader.pk)
    client.force_login(place.agency_leader)
    me.update(full_name="Bùi Mai Yến")
    page = reverse("documents:sign", args=[paper.pk, "a"])
    assert "Chỗ ký của Phan Văn Cục; bạn là Bùi Mai Yến." in client.get(page).content.decode()
    sent = {"key": SigningKey.objects.get(organisation=place.agency.pk).pk, "secret": SECRET}
    refused = client.post(page, sent)
    assert refused.status_code == 409
    assert "xin xác nhận bạn được giao ký" in refused.content.decode()
    assert not Signature.objects.exists()
    me.update(full_name="phan  văn Cục")
    assert "Tôi được giao ký" not in client.get(page).content.decode()
    assert client.post(page, sent).status_code == 302


def test_among_several_signed_files_each_says_how_many_signatures_it_holds(place: World, paper: Document) -> None:
    sign(paper, "b", place.implementer.pk, place.owner.pk)
    sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    client = Client()
    client.force_login(place.agency_leader)
    shown = client.get(reverse("documents:paper", args=[paper.pk])).content.decode()
    assert shown.index("Bản ký số, đủ 2 chữ ký") < shown.index("Bản ký số, 1 chữ ký")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("draft", "Văn bản còn là dự thảo, chưa có số."),
        ("superseded", "Văn bản số 01/HĐ-ĐCK đã có bản khác thay thế."),
        ("void", "Văn bản số 01/HĐ-ĐCK đã bị hủy."),
    ],
)
def test_what_cannot_be_signed_shows_no_form_but_how_it_stands(
    place: World, paper: Document, state: str, said: str
) -> None:
    Document.objects.filter(pk=paper.pk).update(state=state, void_reason="Sai bên ký.")
    client = Client()
    client.force_login(place.agency_leader)
    for page in (reverse("documents:sign", args=[paper.pk, "a"]), reverse("documents:scan", args=[paper.pk])):
        for answer in (client.get(page, follow=True), client.post(page, follow=True)):
            assert answer.redirect_chain[-1][0] == reverse("documents:paper", args=[paper.pk])
            assert f"{said} Không ký được." in answer.content.decode()
