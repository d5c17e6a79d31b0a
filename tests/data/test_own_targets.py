"""A unit's own targets: for stays that begin from a day, over the general one, never moving a promise, never overwritten."""

from datetime import date, datetime, timedelta

import pytest

from tests.dossiers import START
from tests.world import World, act, draft, person, take, world
from workflow.deadlines.tables import load_clocks
from workflow.engine.timing import promised
from workflow.lifecycle import TABLES
from workflow.lifecycle.clock_rows import WITHOUT
from workflow.models import DeadlineRule, Visit
from workflow.timetable import target_page
from workflow.timetable.own_targets import Setting, end_target, led_by, places_of, set_target
from workflow.timetable.refusing import NotNow
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
TODAY = START.date()
TOMORROW = TODAY + timedelta(days=1)
DECISION = "Quyết định 12/QĐ-SCT ngày 02/03/2026"
N = Programme.NATIONAL


@pytest.fixture
def place() -> World:
    return world()


def setting(place: World, state: State = State.SUBMITTED, *, at: datetime = START, programme: Programme = N) -> Setting:
    return Setting(place.department.pk, programme, state, person(place.leader, at), at, at.date())


def target_of(case_id: int) -> tuple[int | None, date | None]:
    visit = Visit.objects.get(case_id=case_id, closed_at=None)
    assert visit.target_rule is not None
    return visit.target_rule["organisation_id"], visit.target_due_on


# --- through the engine ----------------------------------------------------------------------------------------------
def test_it_applies_to_stays_that_begin_from_its_day_and_no_promise_moves(place: World) -> None:
    before = take(draft(place), Action.SUBMIT)
    set_target(setting(place), days=1, valid_from=TOMORROW, basis=DECISION)
    today = take(draft(place), Action.SUBMIT)
    later = act(draft(place), Action.SUBMIT, at=START + timedelta(days=1))
    assert target_of(before.pk) == target_of(today.pk) == (None, date(2026, 3, 5))
    assert target_of(later.pk) == (place.department.pk, date(2026, 3, 4))


def test_it_outranks_a_younger_general_target_and_does_not_reach_another_province(place: World) -> None:
    other = world("Lào Cai", "15", "laocai")
    set_target(setting(place), days=2, valid_from=TODAY, basis=DECISION)
    general = DeadlineRule.objects.get(code="national-submitted-target")
    general.pk, general.code, general.amount, general.plan_year_from = None, "national-submitted-new", 7, 2026
    general.save(force_insert=True)
    here, there = take(draft(place), Action.SUBMIT), take(draft(other), Action.SUBMIT)
    assert target_of(here.pk) == (place.department.pk, date(2026, 3, 4))
    assert target_of(there.pk) == (None, date(2026, 3, 11))


def test_what_a_pause_and_an_extension_mean_is_taken_over_from_the_general_target(place: World) -> None:
    own = set_target(setting(place), days=2, valid_from=TODAY, basis=DECISION)
    general = DeadlineRule.objects.get(code="national-submitted-target")
    assert (own.on_resume, own.max_extensions, own.extended_by) == (
        general.on_resume, general.max_extensions, general.extended_by
    )  # fmt: skip
    case = take(draft(place), Action.SUBMIT)
    case = act(case, Action.EXTEND, data={"clock": "target", "days": 1})
    assert target_of(case.pk) == (place.department.pk, date(2026, 3, 5))


def test_after_its_last_day_the_general_target_applies_again(place: World) -> None:
    set_target(setting(place), days=1, valid_from=TODAY, basis=DECISION)
    end_target(setting(place), last_day=TODAY)
    first = take(draft(place), Action.SUBMIT)
    then = act(draft(place), Action.SUBMIT, at=START + timedelta(days=1))
    assert [target_of(case.pk)[0] for case in (first, then)] == [place.department.pk, None]


# --- history ---------------------------------------------------------------------------------------------------------
def test_a_new_row_ends_the_old_one_the_day_before_and_keeps_it(place: World) -> None:
    set_target(setting(place), days=2, valid_from=TODAY, basis=DECISION)
    later = setting(place, at=START + timedelta(days=5))
    set_target(later, days=1, valid_from=date(2026, 3, 16), basis="Quyết định 15/QĐ-SCT")
    rows = list(later.rows().order_by("valid_from").values_list("amount", "valid_from", "valid_to", "basis"))
    assert rows == [
        (2, TODAY, date(2026, 3, 15), DECISION),
        (1, date(2026, 3, 16), None, "Quyết định 15/QĐ-SCT"),
    ]
    old = later.rows().order_by("valid_from")[0]
    assert (old.set_by, old.set_at, old.ended_by, old.ended_at) == (place.leader, START, place.leader, later.at)


def test_one_that_has_not_begun_is_taken_back_and_stays_as_a_row_that_never_counted(place: World) -> None:
    set_target(setting(place), days=1, valid_from=date(2026, 3, 16), basis=DECISION)
    set_target(setting(place), days=2, valid_from=TOMORROW, basis=DECISION)
    rows = list(setting(place).rows().order_by("pk").values_list("amount", "valid_from", "valid_to"))
    assert rows == [(1, date(2026, 3, 16), date(2026, 3, 15)), (2, TOMORROW, None)]
    case = act(draft(place), Action.SUBMIT, at=START.replace(day=16))
    assert target_of(case.pk) == (place.department.pk, date(2026, 3, 18))


# --- refusals --------------------------------------------------------------------------------------------------------
def test_every_reason_is_said_at_once(place: World) -> None:
    with pytest.raises(NotNow) as refused:
        set_target(setting(place), days=0, valid_from=TODAY - timedelta(days=1), basis=" ")
    assert len(refused.value.reasons) == 3
    with pytest.raises(NotNow, match="không áp dụng cho giai đoạn này"):
        set_target(setting(place, State.FINANCE_REVIEW), days=3, valid_from=TODAY, basis=DECISION)
    with pytest.raises(NotNow, match="không có chỉ tiêu riêng"):
        end_target(setting(place), last_day=TODAY)
    set_target(setting(place), days=2, valid_from=TODAY, basis=DECISION)
    with pytest.raises(NotNow, match="đã là 2 ngày"):
        set_target(setting(place), days=2, valid_from=TOMORROW, basis=DECISION)
    with pytest.raises(NotNow, match="sớm hơn hôm nay"):
        end_target(setting(place), last_day=TODAY - timedelta(days=1))


def test_only_who_is_in_charge_sets_targets_and_only_for_their_own_unit(place: World) -> None:
    other = world("Lào Cai", "15", "laocai")
    for user in (place.chair, place.clerk, place.owner, other.leader, place.administrator):
        asked = Setting(place.department.pk, N, State.SUBMITTED, person(user, START), START, TODAY)
        with pytest.raises(NotNow, match="Chỉ người phụ trách đơn vị"):
            set_target(asked, days=2, valid_from=TODAY, basis=DECISION)
    assert [holding.organisation_id for holding in led_by(person(place.agency_leader, START))] == [place.agency.pk]


def test_a_target_is_never_longer_than_the_law_gives(place: World) -> None:
    DeadlineRule.objects.filter(code="national-finance-review-legal-to-2025").update(plan_year_to=None)
    asked = Setting(place.finance.pk, N, State.FINANCE_REVIEW, person(place.finance_reviewer, START), START, TODAY)
    with pytest.raises(NotNow, match="không được dài hơn thời hạn pháp lý 10 ngày làm việc"):
        set_target(asked, days=11, valid_from=TODAY, basis="Quyết định của Bộ")
    set_target(asked, days=9, valid_from=TODAY, basis="Quyết định của Bộ")


# --- the page --------------------------------------------------------------------------------------------------------
def test_the_page_lists_the_stages_of_the_unit_with_what_stands_and_what_is_kept(place: World) -> None:
    take(draft(place), Action.SUBMIT)
    set_target(setting(place), days=2, valid_from=TOMORROW, basis=DECISION)
    lines = {line.place.code: line for line in target_page.lines(place.department, TODAY)}
    line = lines["national-submitted"]
    assert line.general is not None and line.general.amount == 3
    assert (line.own, line.coming and line.coming.amount, line.kept) == (None, 2, 1)
    assert "local-submitted" in lines and "national-finance_review" not in lines
    assert {p.stage.state for p in places_of(place.finance.kind)} == {State.FINANCE_REVIEW}


@pytest.mark.parametrize("programme", Programme.values)
def test_the_page_offers_exactly_the_stages_in_which_the_engine_counts_an_own_target(
    place: World, programme: str
) -> None:
    """A target is written for every stage that has a clock, offered or not; a stay then shows whether it counted."""
    table = TABLES[Programme(programme)]
    running = [stage.state for stage in table.stages if not stage.terminal and stage.state not in WITHOUT]
    for state in running:
        _force_target(place, programme, state)
    clocks, case = load_clocks(), draft(place, programme=Programme(programme))
    own = {state: promised(case, state, TODAY, clocks).rules[1] for state in running}
    counted = {state for state, rule in own.items() if rule and rule.organisation_id == place.department.pk}
    offered = {p.stage.state for p in places_of(place.department.kind) if p.programme == programme}
    assert offered == counted


def _force_target(place: World, programme: str, state: State) -> None:
    DeadlineRule.objects.create(
        code=f"own-{programme}-{state}", programme=programme, state=state, kind=DeadlineRule.Kind.TARGET,
        unit=DeadlineRule.Unit.WORKING_DAYS, amount=7, organisation=place.department, valid_from=TODAY, basis=DECISION,
        mark=DeadlineRule.Mark.DERIVED, set_by=place.leader, set_at=START,
    )  # fmt: skip


def test_the_department_may_set_a_target_for_the_owners_stage_of_a_local_case(place: World) -> None:
    local = Programme.LOCAL
    set_target(setting(place, State.LOCAL_SUPPLEMENT, programme=local), days=4, valid_from=TODAY, basis=DECISION)
    case = take(draft(place, programme=local), Action.SUBMIT, Action.ASK_SUPPLEMENT)
    assert target_of(case.pk)[0] == place.department.pk
    line = {line.place.code: line for line in target_page.lines(place.department, TODAY)}["local-local_supplement"]
    assert (line.own and line.own.amount, line.kept) == (4, 1)
