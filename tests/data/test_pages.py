"""Who may open which page, what every page promises the browser, and the lists: whose turn, in which order."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, User
from accounts.vocabulary import Region
from tests.contracts import file_of, world_that_signs, written
from tests.visitors import NOW, act_url, addresses, edit_url, listed, page_of, said, visitor
from tests.world import World, act, draft, fresh, person, take, ticking, walk_to, world
from workflow.deadlines.status import DueClass
from workflow.engine.checking import check
from workflow.models import Case, Duty
from workflow.vocabulary import Action, ContentType, Programme, State

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
#: One đề án in each, so that every unit has something to do.
PLACES = (
    State.DRAFT, State.SUBMITTED, State.LOCAL_APPRAISAL, State.REGISTERED, State.FINANCE_REVIEW, State.CONTRACTING,
    State.ACCEPTANCE, State.LIQUIDATION,
)  # fmt: skip
#: Style sheets of papers, the proof of one, the door behind a link in a mail, and what a watch outside may ask.
OPEN_TO_ALL = {
    "documents:asset",
    "documents:prove",
    "documents:prove-ask",
    "notifications:unsubscribe",
    "notifications:health",
    "notifications:alive",
}
#: Addresses that name a paper, or a file of one, by its key.
OF_A_PAPER = {
    f"documents:{name}" for name in "paper compare sign scan refresh replace act download preview word".split()
}


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world_that_signs()


def one_of_each(place: World) -> list[User]:
    """A person of every role, and of every kind of unit."""
    names = "owner enterprise clerk leader auditor accountant committee_clerk agency_appraiser agency_leader"
    more = "agency_accountant ministry_officer finance_reviewer ministry_auditor administrator"
    return [place.appraisers[0], *(getattr(place, name) for name in f"{names} {more}".split())]


# --- who may open what ------------------------------------------------------------------------------------------
def test_every_page_is_open_to_those_it_is_meant_for_and_to_nobody_else(place: World) -> None:
    owners, administrator = {place.owner}, {place.administrator}
    for_some = {
        "/de-an/moi/": (owners, 302),
        reverse("workflow:import"): (owners | {place.enterprise} | administrator, 403),
        reverse("workflow:import-template"): (owners | {place.enterprise} | administrator, 403),
        reverse("admin:index"): (administrator, 302),
        reverse("notifications:outgoing"): (administrator, 404),
        reverse("notifications:refused"): (administrator, 404),
    }
    for_all = [
        "/",
        "/de-an/",
        "/tong-quan/",
        "/lich-su-ho-tro/",
        "/hop-thu-thu-nghiem/",
        "/doi-mat-khau/",
        "/tuy-chon-thu/",
    ]
    for user in one_of_each(place):
        client = visitor(user)
        for address in for_all:
            assert client.get(address).status_code == 200, (user, address)
        for address, (meant, otherwise) in for_some.items():
            assert client.get(address).status_code == (200 if user in meant else otherwise), (user, address)


def test_a_case_and_its_paper_are_open_to_the_units_it_has_reached(place: World) -> None:
    case = walk_to(draft(place), State.CONTRACTING)
    paper = reverse("documents:download", args=[file_of(written(case)).pk])
    for user in one_of_each(place):
        client, expected = visitor(user), 404 if user == place.committee_clerk else 200
        assert client.get(page_of(case)).status_code == expected, user
        assert client.get(paper).status_code == expected, user


def test_a_draft_is_its_owners_alone_until_it_is_submitted(place: World) -> None:
    case = draft(place)
    readers = {user for user in one_of_each(place) if visitor(user).get(page_of(case)).status_code == 200}
    assert readers == {place.owner, place.enterprise, place.administrator}
    assert visitor(place.owner).get(edit_url(case)).status_code == 200
    assert visitor(place.enterprise).get(edit_url(case)).url == page_of(case)


@pytest.mark.parametrize("state", [State.LOCAL_APPRAISAL, State.CONTRACTING])
def test_the_page_of_an_act_opens_for_whom_the_engine_permits_it(place: World, state: State) -> None:
    case = walk_to(draft(place), state)
    for user in one_of_each(place):
        client = visitor(user)
        seen = client.get(page_of(case)).status_code == 200
        for row in case.table.rows_from(state):
            permitted = check(case, row, person(user, NOW), TODAY).permitted
            expected = (200 if permitted else 403) if seen else 404
            assert client.get(act_url(case, row.action)).status_code == expected, (user, row.action)


def test_without_signing_in_every_page_leads_to_the_door(place: World) -> None:
    case, paper = allocated_with_paper(place)
    nobody = visitor(None)
    known = {"year": 2026, "code": case.code, "action": Action.WITHDRAW, "pk": paper, "column": "late"}
    for name, address in addresses(**known, name="contract-v1.css"):
        answers = [nobody.get(address), nobody.post(address)]
        if name in OPEN_TO_ALL:
            continue
        assert {(a.status_code, a.get("Location")) for a in answers} == {(302, f"/dang-nhap/?next={address}")}, name


def test_another_organisations_case_does_not_exist_at_any_address(place: World) -> None:
    case, paper = allocated_with_paper(place)
    elsewhere = world("Hà Nội", "01", "hanoi", Region.NORTH)
    before = fresh(case).version
    for user in (elsewhere.owner, elsewhere.leader, elsewhere.clerk, elsewhere.auditor, place.committee_clerk):
        client = visitor(user)
        known = {"year": 2026, "code": case.code, "action": Action.WITHDRAW, "pk": paper, "column": "late"}
        for name, address in addresses(**known, name="x"):
            if "code" not in name and case.code not in address and name not in OF_A_PAPER:
                continue
            answers = {
                client.get(address).status_code,
                client.post(address, {"key": "k", "version": before}).status_code,
            }
            assert 404 in answers, (user, name)
            assert answers <= {404, 405}, (user, name)
        assert case.code not in said(client.get("/de-an/", {"q": case.code, "old": "1"})).replace(f"“{case.code}”", "")
    assert fresh(case).version == before


def allocated_with_paper(place: World) -> tuple[Case, int]:
    case = walk_to(draft(place), State.CONTRACTING)
    return case, written(case).pk


# --- what every page promises the browser -----------------------------------------------------------------------
def test_every_page_forbids_foreign_scripts_and_carries_none_of_its_own_inline(place: World) -> None:
    case, paper = allocated_with_paper(place)
    mine = draft(place)
    pages = [
        (place.owner, "/"), (place.owner, "/de-an/"), (place.owner, "/de-an/moi/"), (place.owner, page_of(mine)),
        (place.owner, edit_url(mine)), (place.owner, act_url(mine, Action.WITHDRAW)), (place.leader, "/tong-quan/"),
        (place.leader, "/tong-quan/bao-cao-ky/"), (place.leader, "/tong-quan/bao-cao-ky/late/"),
        (place.leader, "/tong-quan/so-viec-cham/"),
        (place.leader, "/tong-quan/chot-nam/"),
        (place.owner, reverse("workflow:import")), (place.owner, "/lich-su-ho-tro/"), (place.owner, "/khong-co/"),
        (place.agency_leader, page_of(case)), (place.agency_leader, act_url(case, Action.SIGN_CONTRACT)),
        (place.agency_leader, act_url(case, Action.SUBMIT)), (place.agency_leader, reverse("documents:preview", args=[paper])),
        (place.agency_leader, reverse("documents:paper", args=[paper])), (place.agency_leader, reverse("documents:register")),
        (place.owner, reverse("documents:papers", args=[case.code])), (None, reverse("documents:prove-ask")),
        (place.owner, "/hop-thu-thu-nghiem/"), (place.owner, "/doi-mat-khau/"), (None, "/dang-nhap/"),
    ]  # fmt: skip
    for user, address in pages:
        answer = visitor(user).get(address)
        policy, source = answer["Content-Security-Policy"], answer.content.decode()
        assert "default-src 'self'" in policy and "unsafe" not in policy, address
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", source), address


# --- whose turn it is -------------------------------------------------------------------------------------------
def theirs(user: User) -> set[str]:
    """Codes of the đề án in which the user has an open duty, read from the duties themselves."""
    held = {(m.organisation_id, str(m.role)) for m in Membership.objects.filter(user=user)}
    return {
        duty.case.code
        for duty in Duty.objects.filter(done_at=None).select_related("case")
        if duty.user_id == user.pk
        or (duty.user_id is None and any((duty.organisation_id, r) in held for r in duty.roles))
    }


def test_worklist_and_case_page_say_of_everyone_what_the_duties_say(place: World) -> None:
    for state in PLACES:
        walk_to(draft(place), state)
    walk_to(draft(place, programme=Programme.LOCAL), State.PLAN_PENDING)
    take(walk_to(draft(place), State.EXECUTION), Action.SUSPEND)
    turns = {user: theirs(user) for user in place.people}
    assert sum(bool(codes) for codes in turns.values()) >= 10
    for user, codes in turns.items():
        client = visitor(user)
        mine, queue = listed(client, bucket="mine"), listed(client, bucket="queue")
        assert set(mine) | set(queue) == codes, user
        assert set(mine) == {duty.case.code for duty in Duty.objects.filter(user=user, done_at=None)}
    for case in Case.objects.all():
        page = said(visitor(place.administrator).get(page_of(case)))
        for duty in Duty.objects.filter(case=case, done_at=None).select_related("organisation", "user"):
            assert duty.organisation.name in page
            assert duty.user is None or duty.user.full_name in page
            assert duty.sentence in page


def test_the_four_buckets_are_mine_my_units_what_i_wait_for_and_what_is_done(place: World) -> None:
    received = walk_to(draft(place), State.LOCAL_APPRAISAL)
    waiting = take(draft(place), Action.SUBMIT)
    ended = act(
        walk_to(draft(place), State.LOCAL_APPRAISAL), Action.WITHDRAW, by=place.owner, data={"reason": "Đổi ý."}
    )
    clerk, member, owner = visitor(place.clerk), visitor(place.appraisers[0]), visitor(place.owner)
    assert listed(clerk) == listed(clerk, bucket="queue") == [waiting.code]
    assert listed(clerk, bucket="waiting") == [received.code]
    assert listed(clerk, bucket="done") == [ended.code]
    assert listed(member, bucket="mine") == [received.code]
    assert set(listed(owner, bucket="waiting")) == {received.code, waiting.code}
    assert listed(owner, bucket="mine") == []
    assert "Bạn không chờ ai" in said(visitor(place.agency_leader).get("/", {"bucket": "waiting"}))


def test_the_list_stands_in_the_order_of_risk(place: World) -> None:
    for days in range(8):
        take(draft(place, at=NOW - timedelta(days=days, hours=2)), Action.SUBMIT)
    for amount in (100_000_000, 900_000_000):
        take(draft(place, at=NOW - timedelta(days=4, hours=2), grant=amount), Action.SUBMIT)
    early = NOW - timedelta(days=5)
    running = walk_to(draft(place, at=early), State.EXECUTION, clock=ticking(early, timedelta(minutes=1)))
    take(running, Action.SUSPEND)
    items = visitor(place.owner).get("/de-an/").context["items"]
    order = [(item.status.kind.rank, item.visit.due_on or TODAY, -item.case.requested_amount) for item in items]
    assert order == sorted(order)
    wanted = {DueClass.OVERDUE, DueClass.DUE_TODAY, DueClass.DUE_SOON, DueClass.ON_TIME, DueClass.PAUSED}
    assert {item.status.kind for item in items} == wanted


def test_each_filter_keeps_what_it_names_and_an_unknown_value_keeps_everything(place: World) -> None:
    elsewhere = world("Hà Nội", "01", "hanoi", Region.NORTH)
    here = walk_to(draft(place, name="Hỗ trợ máy sấy chè"), State.REGISTERED)
    there = walk_to(
        draft(elsewhere, name="Trình diễn lò gốm", content_type=ContentType.DEMONSTRATION), State.LOCAL_PASSED
    )
    there = take(there, Action.REGISTER, Action.ACCEPT_REGISTRATION)
    client = visitor(place.ministry_auditor)
    both = {here.code, there.code}
    assert set(listed(client, "/de-an/")) == both
    for query in (
        {"state": State.REGISTERED}, {"q": "may say che"}, {"q": here.code}, {"organisation": place.department.pk},
        {"province": "Phú Thọ"}, {"content": ContentType.MACHINERY}, {"q": "máy", "programme": Programme.NATIONAL},
    ):  # fmt: skip
        assert listed(client, "/de-an/", **query) == [here.code], query
    assert listed(client, "/de-an/", year="2026") == listed(client, "/de-an/", programme=Programme.LOCAL) == []
    for query in (
        {"state": "?"},
        {"late": "x"},
        {"organisation": "1' OR 1=1"},
        {"year": "²"},
        {"page": "-9"},
        {"bucket": "?"},
    ):
        assert set(listed(client, "/de-an/", **query)) == both, query


def test_filters_by_lateness_part_the_list_without_remainder(place: World) -> None:
    for days in range(8):
        take(draft(place, at=NOW - timedelta(days=days, hours=2)), Action.SUBMIT)
    draft(place)
    client = visitor(place.owner)
    parts = {late: listed(client, "/de-an/", late=late) for late in ("late", "today", "soon", "open", "none")}
    assert sorted(code for codes in parts.values() for code in codes) == sorted(listed(client, "/de-an/"))
    assert all(parts[name] for name in ("late", "today", "soon", "open"))


def test_a_longer_list_asks_the_database_no_more_often(place: World) -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    client = visitor(place.clerk)
    take(draft(place), Action.SUBMIT)
    client.get("/")
    few = [asked("/"), asked("/de-an/")]
    for _ in range(12):
        take(draft(place), Action.SUBMIT)
    assert [asked("/"), asked("/de-an/")] == few
    assert max(few) <= 30
