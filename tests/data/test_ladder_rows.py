"""The ladder as rows that an office edits: loaded once, replaced by a more specific one, looked at again when it changes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from notifications.models import Alert, LadderRung, LadderSeen
from notifications.reference import load
from notifications.services import sweep
from notifications.vocabulary import AlertState, Audience, Channel, Loudness
from tests.days import due, morning, stay, working
from tests.visitors import said, visitor
from tests.world import World, draft, take, world
from workflow.models import Case
from workflow.reference import load as load_reference
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world()


def submitted(place: World, programme: Programme = Programme.NATIONAL) -> Case:
    return take(draft(place, programme=programme), Action.SUBMIT)


def rung(code: str, **more: object) -> LadderRung:
    given = {
        "offset": 1, "audiences": [Audience.MUST_ACT], "channel": Channel.AT_ONCE, "loudness": Loudness.OVERDUE,
        "title": f"Mức {code}",
    }  # fmt: skip
    return LadderRung.objects.create(code=code, **(given | more))


def heard(case: Case) -> set[str]:
    return set(
        Alert.objects.filter(visit__case=case).exclude(state=AlertState.SUPERSEDED).values_list("rung", flat=True)
    )


# --- the shipped rows -------------------------------------------------------------------------------------------------
def test_the_reference_data_bring_the_ladder_once_and_leave_what_people_changed(place: World) -> None:
    assert LadderRung.objects.count() == 6
    LadderRung.objects.filter(code="overdue").update(offset=2, title="Quá hạn hai ngày", active=False)
    assert (load(), dict(load_reference().others)) == (0, {"Lời văn của văn bản": 0, "Thang cảnh báo": 0})
    changed = LadderRung.objects.get(code="overdue")
    assert (changed.offset, changed.title, changed.active) == (2, "Quá hạn hai ngày", False)
    LadderRung.objects.filter(code="breach").delete()
    assert load() == 1


def test_the_command_says_how_many_rungs_it_brought(place: World, capsys: pytest.CaptureFixture[str]) -> None:
    LadderRung.objects.all().delete()
    call_command("load_reference")
    assert "Thang cảnh báo: 6 dòng mới." in capsys.readouterr().out


# --- which ladder -----------------------------------------------------------------------------------------------------
def test_a_ladder_of_a_stage_replaces_the_general_one_there_and_nowhere_else(place: World) -> None:
    rung("own", state=State.SUBMITTED)
    here = submitted(place)
    there = take(submitted(place), Action.ASK_SUPPLEMENT)
    sweep(at=morning(working(due(here), 1)))
    assert heard(here) == {"own"}
    sweep(at=morning(working(due(there), 1)))
    assert heard(there) == {"overdue", "breach"}


def test_a_ladder_of_stage_and_programme_outranks_all_others(place: World) -> None:
    rung("programme", programme=Programme.LOCAL)
    rung("both", programme=Programme.LOCAL, state=State.SUBMITTED)
    local, national = submitted(place, Programme.LOCAL), submitted(place)
    for case in (local, national):
        sweep(at=morning(working(due(case), 1)))
    assert heard(local) == {"both"}
    assert heard(national) == {"overdue", "breach"}


def test_who_was_told_by_the_general_ladder_is_not_told_again_by_a_special_one_with_the_same_rung(place: World) -> None:
    case = submitted(place)
    day = working(due(case), 1)
    sweep(at=morning(day))
    before = set(Alert.objects.values_list("pk", flat=True))
    rung("overdue", state=State.SUBMITTED, audiences=[Audience.MUST_ACT, Audience.OWNERS])
    sweep(at=morning(day, 9))
    assert set(Alert.objects.values_list("pk", flat=True)) == before


# --- changes ----------------------------------------------------------------------------------------------------------
def test_a_changed_ladder_is_looked_at_again_by_the_next_sweep_and_only_where_it_changed(place: World) -> None:
    here, there = submitted(place), take(submitted(place), Action.ASK_SUPPLEMENT)
    day = working(due(here), 3)
    sweep(at=morning(day))
    assert sweep(at=morning(day)).visits == 0
    rung("day-three", offset=3, state=State.SUBMITTED, loudness=Loudness.BREACH, audiences=[Audience.UNIT_MANAGER])
    report = sweep(at=morning(day, 9))
    assert (report.visits, report.alerts) == (1, {"day-three": 1})
    assert stay(here).watch_on is None, "its new ladder has no later rung"
    assert stay(there).watch_on is not None
    assert sweep(at=morning(day, 10)).visits == 0


def test_a_rung_that_is_added_for_days_long_past_is_told_in_the_digest_not_in_a_flood_of_letters(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(working(due(case), 4)))
    rung("second-day", offset=2, place=35)
    sweep(at=morning(working(due(case), 4)))
    alert = Alert.objects.get(rung="second-day", person=place.clerk)
    assert (alert.channel, alert.mail) == (Channel.DIGEST, None)


def test_a_rung_that_is_switched_off_tells_nobody_any_more(place: World) -> None:
    case = submitted(place)
    LadderRung.objects.filter(code="breach").update(active=False)
    sweep(at=morning(working(due(case), 1)))
    assert heard(case) == {"overdue"}


def test_the_first_sweep_remembers_the_ladder_of_every_stage(place: World) -> None:
    sweep(at=morning(date(2026, 3, 2)))
    assert LadderSeen.objects.filter(programme=Programme.LOCAL, state=State.SUBMITTED).exists()
    assert sweep(at=morning(date(2026, 3, 2))).visits == 0


# --- what may not be --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"audiences": [Audience.UNIT_MANAGER], "mutable": True}, "managers_are_never_muted"),
        ({"audiences": []}, "a_rung_tells_somebody"),
        ({"offset": 400}, "a_rung_is_near_its_deadline"),
        ({"code": "overdue"}, "one_rung_per_code_programme_and_state"),
    ],
)
def test_the_database_refuses_a_rung_that_may_not_be(place: World, fields: dict[str, object], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rung(**({"code": "moi"} | fields))  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        LadderRung(
            **(
                {"code": "moi", "offset": 1, "audiences": ["must_act"], "channel": "digest", "loudness": "overdue"}
                | {"title": "Mới"}
                | fields
            )
        ).full_clean()


def test_an_administrator_edits_a_rung_and_reads_why_a_manager_cannot_be_muted(place: World) -> None:
    client = visitor(place.administrator)
    found = LadderRung.objects.get(code="breach")
    page = reverse("admin:notifications_ladderrung_change", args=[found.pk])
    given = {
        "code": "breach", "programme": "", "state": "", "title": "Báo lãnh đạo", "offset": 2, "channel": "at_once",
        "audiences": ["unit_manager"], "loudness": "breach", "place": 40, "active": "on",
    }  # fmt: skip
    assert "không được để người nhận tắt" in said(client.post(page, given | {"mutable": "on"}))
    assert client.post(page, given).status_code == 302
    found.refresh_from_db()
    assert (found.offset, found.audiences, found.mutable) == (2, ["unit_manager"], False)
    assert "Lãnh đạo đơn vị phải xử lý" in said(client.get(reverse("admin:notifications_ladderrung_changelist")))
