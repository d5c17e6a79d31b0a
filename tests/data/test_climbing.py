"""A delay that nobody acknowledges climbs: to the manager, to the leader above, to the next level; an acknowledgement in
the present cycle of the deadline stops it."""

import pytest

from accounts.models import Organisation, User
from accounts.queries import levels_above, units_below
from notifications.acknowledging import acknowledgements
from notifications.models import Alert, Mail
from notifications.services import sweep
from notifications.vocabulary import AlertState, MailKind, MailState
from tests.chain import SINCE, with_chain
from tests.days import due, morning, stay, working
from tests.post import send
from tests.world import World, act, draft, take, walk_to, world
from workflow.models import Case
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world()


@pytest.fixture
def director(place: World) -> User:
    return with_chain(place)


def with_the_owner(place: World) -> Case:
    """The unit must add to its dossier: its director leads it, the Sở stands above, the committee above that."""
    return walk_to(draft(place), State.LOCAL_SUPPLEMENT)


def breaches(case: Case) -> dict[str, User]:
    """Who was told by which manager's rung."""
    found = Alert.objects.filter(visit__case=case, loudness="breach").exclude(state=AlertState.SUPERSEDED)
    return {alert.rung: alert.person for alert in found.select_related("person")}


def sweep_after(case: Case, *offsets: int) -> None:
    for offset in offsets:
        sweep(at=morning(working(due(case), offset)))


def test_an_unacknowledged_delay_climbs_level_by_level(place: World, director: User) -> None:
    case = with_the_owner(place)
    sweep_after(case, 1, 4)
    assert breaches(case) == {"breach": director}
    sweep_after(case, 5, 9)
    assert breaches(case) == {"breach": director, "leader-above": place.leader}
    sweep_after(case, 10, 20)
    assert breaches(case) == {"breach": director, "leader-above": place.leader, "next-level": place.committee_clerk}
    assert Mail.objects.filter(kind=MailKind.BREACH).count() == 3


def test_an_acknowledgement_stops_the_climb(place: World, director: User) -> None:
    case = with_the_owner(place)
    sweep_after(case, 1)
    case = act(case, Action.ACKNOWLEDGE, by=place.leader, at=morning(working(due(case), 2)))
    sweep_after(case, 5, 10, 20)
    assert breaches(case) == {"breach": director}


def test_an_acknowledgement_between_two_rungs_stops_the_second(place: World, director: User) -> None:
    case = with_the_owner(place)
    sweep_after(case, 1, 5)
    case = act(case, Action.ACKNOWLEDGE, by=place.leader, at=morning(working(due(case), 6)))
    sweep_after(case, 10, 11)
    assert breaches(case) == {"breach": director, "leader-above": place.leader}


def test_a_letter_to_those_above_that_still_waits_is_cancelled_by_an_acknowledgement(
    place: World, director: User
) -> None:
    case = with_the_owner(place)
    sweep_after(case, 5)
    day = working(due(case), 5)
    act(case, Action.ACKNOWLEDGE, by=place.leader, at=morning(day, 9))
    assert send().cancelled == 1
    why = f"{place.leader.full_name} đã xác nhận việc chậm ngày {day:%d/%m/%Y}."
    alert = Alert.objects.get(rung="leader-above")
    assert (alert.state, alert.why) == (AlertState.CANCELLED, why)
    assert Mail.objects.get(alerts=alert).error == why


def test_after_an_extension_the_delay_must_be_acknowledged_anew(place: World) -> None:
    case = walk_to(draft(place), State.SUBMITTED)
    place.department.parent = place.committee
    place.department.save()
    with_chain(place)
    day = working(due(case), 2)
    case = act(case, Action.ACKNOWLEDGE, by=place.leader, at=morning(day))
    assert list(acknowledgements([stay(case).pk])) == [stay(case).pk]
    case = act(case, Action.EXTEND, by=place.leader, at=morning(day, 9), data={"clock": "target", "days": 1})
    assert acknowledgements([stay(case).pk]) == {}
    sweep_after(case, 1, 5)
    assert breaches(case)["leader-above"] == place.committee_clerk
    case = act(case, Action.ACKNOWLEDGE, by=place.leader, at=morning(working(due(case), 6)))
    sweep_after(case, 10)
    assert "next-level" not in breaches(case)


def test_an_earlier_stay_in_the_stage_acknowledges_nothing_of_the_next(place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    case = act(case, Action.ACKNOWLEDGE, by=place.leader, at=morning(working(due(case), 2)))
    case = take(case, Action.ASK_SUPPLEMENT, Action.RESUBMIT)
    assert acknowledgements([stay(case).pk]) == {}


def test_the_letter_to_those_above_says_who_was_told_before_and_that_nobody_acknowledged(
    place: World, director: User
) -> None:
    case = with_the_owner(place)
    sweep_after(case, 1)
    send()
    assert Mail.objects.get(recipient=director).state == MailState.SENT
    sweep_after(case, 5)
    mail = Mail.objects.get(recipient=place.leader)
    days = (working(due(case), 5) - due(case)).days
    assert mail.subject == f"[Đơn vị cấp dưới để quá hạn {days} ngày] {case.code} – {case.state_label}"
    assert f"Đã báo trước: {director.full_name} (" in mail.text
    assert "chưa có người phụ trách nào xác nhận" in mail.text
    assert f"/viec-qua-han/#{case.code}" in mail.text


def test_after_ten_days_of_silence_each_level_hears_once_in_the_digest(place: World, director: User) -> None:
    case = with_the_owner(place)
    sweep_after(case, 10, 10)
    assert breaches(case) == {"breach": director, "leader-above": place.leader, "next-level": place.committee_clerk}
    at_once = Mail.objects.filter(kind=MailKind.BREACH)
    assert [mail.recipient for mail in at_once] == [place.committee_clerk], "only the rung of this very day"


# --- levels of command ------------------------------------------------------------------------------------------------
def test_levels_are_counted_over_units_without_a_head_and_nobody_stands_above_themselves(
    place: World, director: User
) -> None:
    assert levels_above(place.implementer.pk, SINCE) == [[director], [place.leader], [place.committee_clerk]]
    place.implementer.memberships.filter(is_head=True).delete()
    assert levels_above(place.implementer.pk, SINCE) == [[place.leader], [place.committee_clerk]]
    place.implementer.memberships.create(user=place.leader, role="owner", is_head=True, valid_from=SINCE)
    assert levels_above(place.implementer.pk, SINCE) == [[place.leader], [place.committee_clerk]]


def test_looking_down_agrees_with_looking_up(place: World, director: User) -> None:
    desk = Organisation.objects.create(
        code="phong", name="Phòng Khuyến công", kind="implementer", parent=place.implementer
    )
    for without_head in (False, True):
        if without_head:
            place.implementer.memberships.filter(is_head=True).delete()
        for unit in (desk, place.implementer, place.department, place.committee):
            for level, heads in enumerate(levels_above(unit.pk, SINCE)):
                for head in heads:
                    led = head.memberships.filter(is_head=True).values_list("organisation", flat=True)
                    assert unit.pk in units_below(led, SINCE)[level], (unit, level, head)
