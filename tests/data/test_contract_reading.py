"""Who may read a contract, and that only the recorded bytes are ever sent."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from documents.drawing import paper_of
from documents.models import Document
from documents.panels import papers
from documents.queries import visible_documents, visible_files
from documents.render.word import word_of
from documents.storage import Damaged, place_of
from documents.views.reading import WORD
from tests.contracts import allocated, bytes_of, file_of, world_that_signs, written
from tests.world import World, person, world
from workflow.models import OutboxRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world_that_signs()


def at(document: Document, client: Client, user: User, name: str = "download") -> Any:
    """A download is of a file, a preview and the Word copy are of the paper."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    pk = file_of(document).pk if name == "download" else document.pk
    return client.get(reverse(f"documents:{name}", args=[pk]))


def test_those_who_see_the_case_download_the_recorded_bytes(place: World, client: Client) -> None:
    case = allocated(place)
    document = written(case)
    for user in (place.owner, place.leader, place.agency_leader, place.auditor, place.administrator):
        answer = at(document, client, user)
        assert answer.status_code == 200
        assert answer.content == bytes_of(document)
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        disposition = answer["Content-Disposition"]
        assert disposition == f'attachment; filename="Hop-dong-thuc-hien-de-an_{case.code}_du-thao.pdf"'


def test_for_everyone_else_the_paper_does_not_exist(place: World, client: Client) -> None:
    document = written(allocated(place))
    other = world("Lào Cai", "15", "laocai")
    for user in (other.owner, other.leader, place.committee_clerk):
        for name in ("download", "preview", "word"):
            assert at(document, client, user, name).status_code == 404
        assert not visible_documents(person(user, date(2027, 1, 4))).exists()
        assert not visible_files(person(user, date(2027, 1, 4))).exists()


def test_a_stranger_is_sent_to_the_login_page_and_only_reading_is_possible(place: World, client: Client) -> None:
    document = written(allocated(place))
    file = file_of(document)
    path = reverse("documents:download", args=[file.pk])
    assert client.get(path).status_code == 302
    client.force_login(place.owner, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(path).status_code == 405
    assert client.get(reverse("documents:download", args=[file.pk + 1000])).status_code == 404


def test_a_file_changed_on_disk_is_never_sent(place: World, client: Client) -> None:
    document = written(allocated(place))
    path = place_of(file_of(document).name)
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(bytes(data))
    answer = at(document, client, place.owner)
    assert answer.status_code == 500
    assert "không còn nguyên vẹn" in answer.content.decode()
    path.unlink()
    assert "Không tìm thấy tệp" in at(document, client, place.owner).content.decode()


def test_no_name_leads_out_of_the_media_folder() -> None:
    for name in ("../secret", "/etc/passwd", "documents/../../x"):
        with pytest.raises(Damaged):
            place_of(name)


def test_the_preview_is_the_same_text_without_foreign_or_inline_style(place: World, client: Client) -> None:
    answer = at(written(allocated(place)), client, place.owner, "preview")
    page = answer.content.decode()
    assert "Bản xem trước của dự thảo" in page
    assert "Ba trăm triệu đồng" in page
    assert [mark for mark in ("<style", " style=", "<script") if mark in page] == []
    assert "Cần đối chiếu căn cứ trước khi ký" in page


def test_the_word_copy_is_the_paper_to_work_on(place: World, client: Client) -> None:
    document = written(allocated(place))
    answer = at(document, client, place.owner, "word")
    assert answer["Content-Type"] == WORD
    assert answer["Content-Disposition"].endswith('_du-thao.docx"')
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == word_of(paper_of(document))


@pytest.mark.parametrize("name", ["nd30.css", "screen.css", "LiberationSerif-Bold.ttf"])
def test_style_and_letters_of_the_preview_are_served_from_a_fixed_list(name: str, client: Client) -> None:
    answer = client.get(reverse("documents:asset", args=[name]))
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(reverse("documents:asset", args=["LICENSE.txt"])).status_code == 404


def test_the_case_page_panel_lists_the_papers_and_says_when_one_is_on_its_way(place: World) -> None:
    case = allocated(place)
    who, on = person(place.owner, date(2027, 1, 4)), date(2027, 1, 4)
    before = papers(case, who, on)
    assert (before["count"], before["waiting"]) == (0, True)
    written(case)
    OutboxRow.objects.filter(event__case=case, effect="write_contract").update(status=OutboxRow.Status.DONE)
    after = papers(case, who, on)
    assert (after["count"], after["waiting"], after["failed"]) == (1, False, None)
