"""The number of a contract: given by the register or taken from a book elsewhere, but borne by one contract only."""

from datetime import date

import pytest

from documents.issuing import void
from documents.models import Document, RegisterEntry
from tests.contracts import allocated, world_that_signs, written
from tests.issuing import issued, moment
from tests.world import World, act
from workflow.engine.refusals import Refused
from workflow.models import Case
from workflow.vocabulary import Action

pytestmark = pytest.mark.django_db
SIGNED_ON = date(2026, 3, 2).isoformat()


@pytest.fixture
def place() -> World:
    return world_that_signs()


def sign(case: Case, number: str) -> Case:
    return act(case, Action.SIGN_CONTRACT, data={"contract_number": number, "signed_on": SIGNED_ON})


def given() -> list[str]:
    return list(RegisterEntry.objects.order_by("number").values_list("symbol", flat=True))


def test_a_number_that_a_contract_signed_by_hand_bears_is_entered_as_its_own_and_the_next_is_given(
    place: World,
) -> None:
    by_hand = sign(allocated(place), "01/HĐ-ĐCK")
    written(by_hand)
    paper = issued(allocated(place), place.agency_leader.pk)
    assert paper.number == "02/HĐ-ĐCK"
    assert given() == ["01/HĐ-ĐCK", "02/HĐ-ĐCK"]
    assert RegisterEntry.objects.get(number=1).document == Document.objects.get(case=by_hand, number="01/HĐ-ĐCK")


def test_a_number_that_the_register_gave_to_another_contract_is_refused(place: World) -> None:
    first = allocated(place)
    issued(first, place.agency_leader.pk)
    with pytest.raises(Refused, match=f"Số 01/HĐ-ĐCK đã cấp cho hợp đồng của {first.code}"):
        sign(allocated(place), "01/HĐ-ĐCK")


def test_a_contract_that_was_issued_is_signed_under_its_own_number_or_voided_first(place: World) -> None:
    case = allocated(place)
    paper = issued(case, place.agency_leader.pk)
    with pytest.raises(Refused, match="đã phát hành số 01/HĐ-ĐCK: ghi đúng số ấy, hoặc hủy văn bản ấy trước"):
        sign(case, "09/HĐ-ĐCK")
    void(document_id=paper.pk, user_id=place.agency_leader.pk, at=moment(case), reason="Ký bản giấy")
    sign(case, "09/HĐ-ĐCK")


def test_the_same_number_of_another_year_is_another_number(place: World) -> None:
    issued(allocated(place), place.agency_leader.pk)
    other = allocated(place)
    act(other, Action.SIGN_CONTRACT, data={"contract_number": "01/HĐ-ĐCK", "signed_on": "2025-12-30"})
