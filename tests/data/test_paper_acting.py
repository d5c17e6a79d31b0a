"""The pages of the grave acts on a paper, opened twice or too late: what is so is said, and nothing is done unseen."""

import pytest
from django.urls import reverse

from documents.issuing import void
from documents.models import RegisterEntry
from tests.contracts import allocated, world_that_signs
from tests.issuing import drafted, issued, moment
from tests.visitors import visitor
from tests.world import World
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def case(place: World) -> Case:
    return allocated(place)


def leader(place: World) -> int:
    return place.agency_leader.pk


@pytest.mark.parametrize("reason", ["Sai bên ký", "Sai bên ký."])
def test_the_reason_of_voiding_ends_with_one_full_stop(place: World, case: Case, reason: str) -> None:
    document = issued(case, leader(place))
    void(document_id=document.pk, user_id=leader(place), at=moment(case), reason=reason)
    page = visitor(place.agency_leader).get(reverse("documents:paper", args=[document.pk])).content.decode()
    assert "Sai bên ký. Số 01/HĐ-ĐCK" in page


def test_a_second_tab_is_told_how_the_paper_stands_and_offered_no_button(place: World, case: Case) -> None:
    client, document = visitor(place.agency_leader), issued(case, leader(place))

    def told(name: str, *verb: str, sent: dict[str, str]) -> str:
        answer = client.post(reverse(f"documents:{name}", args=[document.pk, *verb]), sent)
        assert answer.status_code == 409
        page = answer.content.decode().partition("<main")[2]
        assert 'type="submit"' not in page
        return page

    for name, *verb in (("act", "phat-hanh"), ("act", "bo"), ("refresh",)):
        assert "Văn bản đã được phát hành, số 01/HĐ-ĐCK." in told(name, *verb, sent={"despite": "1"})
    void(document_id=document.pk, user_id=leader(place), at=moment(case), reason="Sai bên ký.")
    for name, *verb in (("act", "huy"), ("act", "phat-hanh"), ("replace",)):
        assert "Văn bản số 01/HĐ-ĐCK đã bị hủy ngày" in told(name, *verb, sent={"reason": "Lần nữa."})


def test_a_draft_taken_anew_after_it_was_looked_at_is_not_issued_unseen(place: World, case: Case) -> None:
    client, document = visitor(place.agency_leader), drafted(case)
    page = reverse("documents:act", args=[document.pk, "phat-hanh"])
    seen = {"seen": document.content_hash, "despite": "1"}
    assert f'name="seen" value="{document.content_hash}"' in client.get(page).content.decode()
    Case.objects.filter(pk=case.pk).update(location="Nơi khác")
    drafted(case)
    answer = client.post(page, seen)
    assert answer.status_code == 409
    assert "Dự thảo đã được lập lại sau khi bạn mở trang này" in answer.content.decode()
    assert 'name="seen"' not in answer.content.decode()
    assert not RegisterEntry.objects.exists()
    document.refresh_from_db()
    assert client.post(page, seen | {"seen": document.content_hash}).status_code == 302
