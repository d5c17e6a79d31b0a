"""`manage.py check_papers`: an auditor has issued papers made again, and hears of each that is not what it was."""

import io
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.core.management import CommandError, call_command

from documents.models import Document, DocumentFile
from documents.storage import fingerprint, place_of
from tests.contracts import allocated, world_that_signs
from tests.issuing import issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(tmp_path: Path, settings: Any) -> Document:
    settings.MEDIA_ROOT = tmp_path / "media"
    place = world_that_signs()
    return issued(allocated(place), place.agency_leader.pk)


def checked(**words: Any) -> str:
    """What the command says, its last sentence too where it ends with a fault."""
    out = io.StringIO()
    try:
        call_command("check_papers", stdout=out, **words)
    except CommandError as fault:
        return f"{out.getvalue()}{fault}"
    return out.getvalue()


def test_an_issued_paper_is_whole_and_made_again_the_same_to_the_byte(paper: Document) -> None:
    assert checked() == "1 văn bản: 1 trùng từng byte, 0 do phần mềm khác lập, 0 có lỗi.\n"
    assert checked(kind="receipt").startswith("0 văn bản")


def test_a_file_that_was_changed_on_the_disk_is_found(paper: Document) -> None:
    place = place_of(paper.files.get(kind=DocumentFile.Kind.FINAL).name)
    place.write_bytes(place.read_bytes() + b" ")
    assert "không còn nguyên vẹn" in checked()
    assert checked().endswith("1 văn bản có lỗi.")


def test_content_that_was_changed_in_the_database_is_found(paper: Document) -> None:
    with pgtrigger.ignore("documents.Document:issued_content_never_changes"):
        Document.objects.update(values=paper.values | {"place": "Nơi khác"})
    assert "không còn khớp mã băm" in checked()


def test_a_paper_that_other_software_made_is_said_so_and_is_no_fault(paper: Document) -> None:
    file = paper.files.get(kind=DocumentFile.Kind.FINAL)
    place, older = place_of(file.name), b"%PDF-1.7 of an older engine"
    place.write_bytes(older)
    with pgtrigger.ignore("documents.DocumentFile:files_of_papers_never_change"):
        DocumentFile.objects.filter(pk=file.pk).update(
            sha256=fingerprint(older), renderer=file.renderer | {"weasyprint": "69.0"}
        )
    said = checked()
    assert "phần mềm dàn trang đã khác (weasyprint 69.0 → " in said
    assert said.endswith("1 văn bản: 0 trùng từng byte, 1 do phần mềm khác lập, 0 có lỗi.\n")


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(paper: Document) -> None:
    assert checked(kind="hợp đồng").startswith("Không có loại văn bản “hợp đồng”. Các loại: receipt, ")
