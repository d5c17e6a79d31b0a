"""Vắng mặt, ủy quyền on the pages: recording, ending, what each visitor finds there and what does not exist for them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Delegation, Membership, User
from accounts.queries import stand_ins
from accounts.vocabulary import Role
from tests.absences import employ, lend
from tests.visitors import NOW, said, visitor
from tests.world import World, person, world

pytestmark = pytest.mark.django_db
ALL, NEW = "/vang-mat/", "/vang-mat/ghi/"
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def lent(
    principal: User, substitute: User, first: date = TODAY, last: date = TODAY + 9 * DAY, **more: Any
) -> Delegation:
    return lend(principal, substitute, first=first, last=last, at=NOW, **more)


def form(substitute: User, **changed: Any) -> dict[str, Any]:
    whole = {
        "membership": "", "substitute": substitute.pk, "valid_from": TODAY.isoformat(),
        "valid_to": (TODAY + 9 * DAY).isoformat(), "document_number": "12/QĐ-SCT", "document_on": TODAY.isoformat(),
        "note": "Nghỉ phép năm",
    }  # fmt: skip
    return whole | changed


def for_other(user: User) -> str:
    return reverse("vang-mat-ghi-ho", args=[user.pk])


def ending(made: Delegation) -> str:
    return reverse("vang-mat-thoi", args=[made.pk])


def errors(answer: Any) -> dict[str, list[str]]:
    return {field: list(found) for field, found in answer.context["form"].errors.items()}


# --- recording ------------------------------------------------------------------------------------------------------
def test_an_absence_is_recorded_on_a_form_and_stands_on_both_pages(place: World) -> None:
    client = visitor(place.clerk)
    assert "Bạn chưa ghi lần vắng mặt nào" in said(client.get(ALL))
    answer = client.post(NEW, form(place.accountant), follow=True)
    text = said(answer)
    assert "Đã ghi: Đỗ Văn Toán thay Phạm Thị Văn từ 09/03/2026 đến hết 18/03/2026." in text
    for words in ("Đang có hiệu lực", "Mọi vai trò", "12/QĐ-SCT ngày 09/03/2026", "Nghỉ phép năm"):
        assert words in text
    assert [one.substitute for one in stand_ins(TODAY)] == [place.accountant]
    other = said(visitor(place.accountant).get(ALL))
    assert "Tôi làm thay 1" in other
    assert "Phạm Thị Văn" in other
    assert "Thay mặt Phạm Thị Văn: Văn thư" in other  # in the account menu


def test_one_role_may_be_chosen(place: World) -> None:
    held = Membership.objects.get(user=place.clerk)
    assert visitor(place.clerk).post(NEW, form(place.accountant, membership=held.pk)).status_code == 302
    assert Delegation.objects.get().membership == held
    assert "Văn thư – Sở Công Thương Phú Thọ" in said(visitor(place.clerk).get(ALL))


def test_an_empty_form_says_beside_each_field_what_is_missing(place: World) -> None:
    answer = visitor(place.clerk).post(NEW, {})
    assert answer.status_code == 422
    assert errors(answer) == {
        "substitute": ["Xin chọn người thay."],
        "valid_from": ["Vắng mặt từ ngày: chưa chọn ngày."],
        "valid_to": ["Đến hết ngày: chưa chọn ngày."],
        "document_number": ["Ủy quyền phải có văn bản: xin ghi số văn bản."],
        "document_on": ["Ngày văn bản: chưa chọn ngày."],
    }


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"valid_to": "2026-03-01"}, "valid_to", "Ngày hết hiệu lực phải từ ngày bắt đầu trở đi."),
        ({"valid_from": "2026-03-01"}, "valid_from", "Ủy quyền không có hiệu lực lùi: bắt đầu sớm nhất từ hôm nay."),
        ({"valid_to": "2028-03-01"}, "valid_to", "Một lần ủy quyền dài nhất 12 tháng"),
        ({"valid_to": "2026-02-30"}, "valid_to", "Đến hết ngày: không có ngày này."),
        ({"document_on": "2026-03-10"}, "document_on", "Ngày văn bản không thể ở tương lai."),
        ({"document_number": "   "}, "document_number", "xin ghi số văn bản"),
        ({"document_number": "x" * 61}, "document_number", "60"),
        ({"membership": "999999"}, "membership", "Xin chọn một vai trò trong danh sách."),
        ({"membership": "' OR 1=1"}, "membership", "Xin chọn một vai trò trong danh sách."),
    ],
)
def test_a_fault_is_a_sentence_beside_its_field_and_what_was_typed_stays(
    place: World, changed: dict[str, str], field: str, words: str
) -> None:
    answer = visitor(place.clerk).post(NEW, form(place.accountant, **changed))
    assert answer.status_code == 422
    assert words in errors(answer)[field][0]
    assert "Nghỉ phép năm" in answer.content.decode()
    assert not Delegation.objects.exists()


def test_only_people_of_the_same_office_can_be_chosen_and_a_forged_choice_is_refused(place: World) -> None:
    client = visitor(place.clerk)
    offered = set(client.get(NEW).context["form"].fields["substitute"].queryset)
    assert offered == {*place.appraisers, place.leader, place.chair, place.accountant, place.auditor}
    for stranger in (place.agency_clerk, place.owner, place.clerk, place.administrator):
        answer = client.post(NEW, form(stranger))
        assert answer.status_code == 422
        assert "người cùng đơn vị" in errors(answer)["substitute"][0]
    theirs = Membership.objects.get(user=place.accountant)
    assert client.post(NEW, form(place.auditor, membership=theirs.pk)).status_code == 422
    assert not Delegation.objects.exists()


def test_an_absence_that_overlaps_says_with_whom_and_until_when(place: World) -> None:
    lent(place.clerk, place.accountant)
    answer = visitor(place.clerk).post(NEW, form(place.auditor))
    assert answer.status_code == 422
    assert "Đỗ Văn Toán đã thay từ 09/03/2026 đến hết 18/03/2026." in said(answer)
    assert "cũng vắng mặt" in said(visitor(place.leader).post(NEW, form(place.clerk)))
    assert "không giao tiếp" in said(visitor(place.accountant).post(NEW, form(place.auditor)))


def test_who_holds_no_role_is_told_so(place: World) -> None:
    nobody = User.objects.create_user("khongai", full_name="Không Ai")
    page = visitor(nobody).get(ALL)
    assert NEW not in page.content.decode()
    assert "không giữ vai trò nào có thể ủy quyền" in said(visitor(nobody).get(NEW, follow=True))


# --- heads ----------------------------------------------------------------------------------------------------------
def test_a_head_finds_their_people_and_records_the_absence_of_a_sick_one(place: World) -> None:
    client = visitor(place.leader)
    page = client.get(ALL)
    assert {line.user for line in page.context["colleagues"]} == {
        place.clerk, *place.appraisers, place.chair, place.accountant, place.auditor,
    }  # fmt: skip
    offered = client.get(for_other(place.clerk)).context["form"].fields["substitute"].queryset
    assert place.leader not in offered
    assert client.post(for_other(place.clerk), form(place.accountant)).status_code == 302
    assert Delegation.objects.get().created_by == place.leader
    text = said(client.get(ALL))
    assert "Hoàng Minh Giám ghi hộ" in text
    assert "Vắng mặt Đỗ Văn Toán thay" in text
    assert "Hoàng Minh Giám ghi hộ" in said(visitor(place.clerk).get(ALL))


def test_a_head_cannot_choose_themselves_as_the_substitute_of_a_colleague(place: World) -> None:
    answer = visitor(place.leader).post(for_other(place.clerk), form(place.leader))
    assert answer.status_code == 422
    assert not Delegation.objects.exists()


def test_for_who_heads_no_unit_the_people_of_others_do_not_exist(place: World) -> None:
    assert "Người của đơn vị tôi phụ trách" not in said(visitor(place.chair).get(ALL))
    for user in (place.chair, place.clerk, place.owner, place.agency_leader, place.administrator):
        assert visitor(user).get(for_other(place.accountant)).status_code == 404
        assert visitor(user).post(for_other(place.accountant), form(place.auditor)).status_code == 404
    assert visitor(place.leader).get(for_other(place.owner)).status_code == 404
    assert visitor(place.leader).get(for_other(place.leader)).status_code == 404
    assert visitor(place.leader).get(f"{NEW}99999999/").status_code == 404


def test_who_stands_in_for_the_head_manages_the_unit_meanwhile_but_not_the_head(place: World) -> None:
    lent(place.leader, place.chair)
    client = visitor(place.chair)
    found = {line.user for line in client.get(ALL).context["colleagues"]}
    assert place.clerk in found
    assert not {place.leader, place.chair} & found
    assert client.post(for_other(place.clerk), form(place.accountant)).status_code == 302
    assert client.get(for_other(place.leader)).status_code == 404


# --- ending ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("by", ["clerk", "accountant", "leader"])
def test_it_is_ended_after_a_confirmation_and_stays_in_the_history(place: World, by: str) -> None:
    made = lent(place.clerk, place.accountant)
    client = visitor(getattr(place, by))
    asked = client.get(ending(made))
    assert asked.status_code == 200
    assert stand_ins(TODAY)
    assert "Việc đã làm thay vẫn giữ nguyên" in said(asked)
    text = said(client.post(ending(made), follow=True))
    assert "Từ bây giờ Đỗ Văn Toán không còn thay Phạm Thị Văn." in text
    assert "Đã cho thôi" in text
    assert not stand_ins(TODAY)
    assert Delegation.objects.get().revoked_by == getattr(place, by)
    assert "Thay mặt" not in said(visitor(place.accountant).get(ALL))


def test_a_foreign_delegation_does_not_exist_for_anybody_else(place: World) -> None:
    made = lent(place.clerk, place.accountant)
    elsewhere = world("Bắc Ninh", "24", "bacninh")
    strangers = (place.auditor, place.chair, place.owner, place.agency_leader, elsewhere.leader, place.administrator)
    for user in strangers:
        assert visitor(user).get(ending(made)).status_code == 404
        assert visitor(user).post(ending(made)).status_code == 404
        assert made.document_number not in said(visitor(user).get(ALL))
    assert visitor(place.clerk).get("/vang-mat/99999999/thoi/").status_code == 404
    assert Delegation.objects.get().revoked_at is None


def test_a_head_sees_of_their_people_what_concerns_their_unit_alone(place: World) -> None:
    Membership.objects.create(user=place.clerk, organisation=place.agency, role=Role.CLERK, valid_from=TODAY)
    made = lend(place.clerk, place.agency_appraiser, Role.CLERK, first=TODAY, last=TODAY, at=NOW)
    assert made.membership is not None
    assert made.membership.organisation == place.agency
    assert visitor(place.leader).get(ending(made)).status_code == 404
    assert visitor(place.agency_leader).get(ending(made)).status_code == 200


def test_ended_twice_is_ended_once_and_the_past_has_no_button(place: World) -> None:
    made = lent(place.clerk, place.accountant, last=TODAY)
    client = visitor(place.clerk)
    client.post(ending(made))
    client.post(ending(made))
    assert Delegation.objects.get().revoked_at == NOW
    assert ending(made) not in client.get(ALL).content.decode()
    over = lent(place.auditor, place.accountant, last=TODAY)
    with time_machine.travel(NOW + DAY, tick=False):
        page = visitor(place.auditor).get(ALL)
        assert "Đã hết thời hạn" in said(page)
        assert ending(over) not in page.content.decode()
        assert "đã hết từ sau ngày" in said(visitor(place.auditor).post(ending(over), follow=True))


# --- the way there --------------------------------------------------------------------------------------------------
def test_the_account_menu_leads_to_the_page_on_wide_and_narrow_screens(place: World) -> None:
    assert visitor(place.owner).get("/").content.decode().count(f'href="{ALL}"') == 2


@pytest.mark.parametrize("address", [ALL, NEW, "/vang-mat/ghi/1/", "/vang-mat/1/thoi/"])
def test_nobody_is_shown_anything_before_signing_in(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/dang-nhap/")


def test_a_forged_form_without_the_mark_is_refused(place: World) -> None:
    made = lent(place.clerk, place.accountant)
    client = visitor(place.clerk, strict=True)
    assert client.post(NEW, form(place.auditor)).status_code == 403
    assert client.post(ending(made)).status_code == 403
    assert Delegation.objects.get().revoked_at is None


def test_words_of_a_visitor_are_shown_as_words(place: World) -> None:
    script = "<script>alert(1)</script>"
    visitor(place.clerk).post(NEW, form(place.accountant, note=script, document_number=script))
    for user in (place.clerk, place.accountant, place.leader):
        assert script not in visitor(user).get(ALL).content.decode()


def test_administrators_read_delegations_and_change_none(place: World) -> None:
    made = lent(place.clerk, place.accountant)
    client = visitor(place.administrator)
    assert "Đỗ Văn Toán" in said(client.get("/quan-tri/accounts/delegation/"))
    assert client.get("/quan-tri/accounts/delegation/add/").status_code == 403
    assert client.post(f"/quan-tri/accounts/delegation/{made.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_longer_history_asks_the_database_no_more_often(place: World, django_assert_max_num_queries: Any) -> None:
    for number in range(8):
        day = TODAY + number * DAY
        lent(place.clerk, place.accountant, day, day)
        lent(place.auditor, place.chair, day, day)
        employ(f"Nguoi {chr(97 + number)}", place.department, Role.AUDITOR)
    client = visitor(place.leader)
    with django_assert_max_num_queries(25):
        assert client.get(ALL).status_code == 200
    assert person(place.accountant, NOW).roles == {Role.ACCOUNTANT, Role.CLERK}
