"""Where a deputy signs, the paper says in whose place: alone, and beside the other side of an agreement."""

from typing import Any

import pytest

from accounts.models import Organisation
from documents.contexts.deputies import title_of_head
from documents.drawing import draw_one, paper_of
from documents.issuing import issue
from documents.models import Document
from documents.wording.values import Values, side_by_side
from tests.contracts import allocated, world_that_signs, written
from tests.issuing import moment
from tests.paperwork import drafted, files_of, line_of
from tests.world import World, act, draft, take, walk_to
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
DEPUTY = "Phó Cục trưởng"


@pytest.fixture
def place() -> World:
    return world_that_signs()


def led_by(unit: Organisation, title: str, name: str = "Lê Thị Phó") -> None:
    Organisation.objects.filter(pk=unit.pk).update(representative=name, representative_title=title)


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Phó Cục trưởng", "Cục trưởng"),
        ("Phó Giám đốc phụ trách", "Giám đốc"),
        ("Giám đốc", "Giám đốc"),
        ("Chuyên viên phụ trách", "Chuyên viên phụ trách"),
    ],
)
def test_a_deputy_has_a_head(title: str, head: str) -> None:
    assert title_of_head(title) == head


@pytest.mark.parametrize("kind", ["contract", "contract_annex"])
def test_a_deputy_signs_an_agreement_for_their_side_and_in_the_place_of_the_head(place: World, kind: str) -> None:
    led_by(place.agency, DEPUTY)
    case = walk_to(draft(place), State.EXECUTION)
    document = drafted(kind, case)
    assert "ĐẠI DIỆN BÊN A · KT. CỤC TRƯỞNG · Phó Cục trưởng · Lê Thị Phó" in line_of(document)
    assert "ĐẠI DIỆN BÊN B · Giám đốc · Trần Đức Hòa" in line_of(document)
    left, right = side_by_side(paper_of(document).signers)
    assert (left, right) == (
        ("ĐẠI DIỆN BÊN B", "GIÁM ĐỐC", ""),
        ("ĐẠI DIỆN BÊN A", "KT. CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG"),
    )
    assert files_of(document)[0].startswith(b"%PDF")


def test_a_deputy_of_a_committee_signs_in_its_name_and_in_the_place_of_the_chairman(place: World) -> None:
    led_by(place.committee, "Phó Chủ tịch")
    case = take(walk_to(draft(place, programme=Programme.LOCAL), State.PLAN_PENDING), Action.DROP)
    assert "TM. ỦY BAN NHÂN DÂN · KT. CHỦ TỊCH · Phó Chủ tịch · Lê Thị Phó" in line_of(drafted("dossier_return", case))


def test_the_authority_of_a_decision_is_that_of_the_head_whoever_signs(place: World) -> None:
    led_by(place.agency, DEPUTY)
    case = take(walk_to(draft(place), State.EXECUTION), Action.EXTEND)
    text = line_of(drafted("adjustment_decision", case))
    assert "CỤC TRƯỞNG CỤC ĐỔI MỚI SÁNG TẠO, CHUYỂN ĐỔI XANH VÀ KHUYẾN CÔNG" in text
    assert "PHÓ CỤC TRƯỞNG CỤC" not in text


def test_a_contract_issued_before_signers_told_it_is_still_the_one_that_is_signed(place: World) -> None:
    case = allocated(place)
    document = drafted("contract", case)
    Document.objects.filter(pk=document.pk).update(values=as_frozen_before(document))
    draw_one(document.pk, at=moment(case))
    made = issue(document_id=document.pk, user_id=place.agency_leader.pk, at=moment(case), despite_gaps=True)
    assert Values.from_json(made.values).signers[0].instead == ""
    signed = written(act(case, Action.SIGN_CONTRACT, data={"contract_number": made.number}))
    assert (signed.pk, signed.state) == (document.pk, Document.State.SIGNED)


def as_frozen_before(document: Document) -> dict[str, Any]:
    """The values as they were kept when a signer could not yet say in whose place."""
    signers = [{name: value for name, value in one.items() if name != "instead"} for one in document.values["signers"]]
    return {**document.values, "signers": signers}
