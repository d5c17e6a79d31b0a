"""Chốt năm: the days of the year as rules, and every đề án that has missed one, will miss one, or is near."""

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from accounts.models import Organisation
from accounts.vocabulary import Region
from tests.visitors import said, visitor
from tests.world import World, act, draft, fresh, person, take, ticking, walk_to, world
from workflow import reference
from workflow.deadlines.milestones import Outlook
from workflow.deadlines.shipped import shipped_milestones
from workflow.deadlines.tables import load_clocks, load_milestones
from workflow.engine.clock import VIETNAM
from workflow.models import Case, DeadlineRule, Milestone, Visit
from workflow.queries.standings import gathered
from workflow.queries.year_end import Group, Line, YearFilters, groups, with_lines
from workflow.views import year_end as year_end_page
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db
PAGE = "/tong-quan/chot-nam/"
DAY = timedelta(days=1)
FEBRUARY = datetime(2026, 2, 2, 8, 0, tzinfo=VIETNAM)
NOVEMBER = datetime(2026, 11, 18, 9, 0, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def a_wednesday_in_november() -> Iterator[None]:
    with time_machine.travel(NOVEMBER, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def of_this_year(place: World, state: State, *, at: datetime = FEBRUARY, **fields: Any) -> Case:
    """A đề án of the plan of 2026, brought to a stage within a day or two."""
    given = {"plan_year": 2026, "starts_on": date(2026, 3, 2), "ends_on": date(2026, 11, 27)} | fields
    return walk_to(draft(place, at=at, **given), state, clock=ticking(at, timedelta(minutes=20)))


def found(place: World, on: date | None = None, **chosen: Any) -> dict[str, Group]:
    who = person(place.administrator, NOVEMBER)
    listed = groups(who, YearFilters(**chosen), on or NOVEMBER.date(), load_clocks(), load_milestones())
    return {group.key: group for group in with_lines(listed)}


def line_of(group: Group, case: Case) -> Line:
    return next(line for line in group.lines if line.case.pk == case.pk)


# --- the table --------------------------------------------------------------------------------------------------------
def test_the_shipped_days_fill_an_empty_table_once_and_leave_what_people_changed(place: World) -> None:
    assert Milestone.objects.count() == len(shipped_milestones())
    assert set(load_milestones()) == set(shipped_milestones())
    Milestone.objects.filter(code="national-spending").update(day=30)
    assert reference.load().milestones == 0
    assert Milestone.objects.get(code="national-spending").day == 30


def test_the_database_refuses_a_legal_day_that_is_not_confirmed(place: World) -> None:
    row = Milestone.objects.get(code="national-spending")
    row.mark = "RECALLED"
    with pytest.raises(IntegrityError, match="a_legal_milestone_is_confirmed_law"), transaction.atomic():
        row.save()
    with pytest.raises(ValidationError):
        row.full_clean()


# --- who is listed ----------------------------------------------------------------------------------------------------
def test_a_contract_that_ends_in_time_is_safe_and_one_that_is_too_long_will_miss_the_year(place: World) -> None:
    soon = of_this_year(place, State.EXECUTION)
    late = of_this_year(place, State.EXECUTION, ends_on=date(2026, 12, 25))
    spending = found(place)["national-spending-2026"]
    assert spending.last_day == date(2026, 12, 31)
    assert spending.left == 30, "24/11 is a holiday from 2026 on"
    assert (spending.concerned, spending.safe) == (2, 1)
    line = line_of(spending, late)
    assert line.prospect.outlook is Outlook.WILL_MISS
    assert line.prospect.arrives == load_clocks().calendar.add_working_days(date(2026, 12, 25), 15)
    assert line.remaining == (State.EXECUTION.label, State.ACCEPTANCE.label)
    assert soon.pk not in [line.case.pk for line in spending.lines]


def test_what_was_not_registered_in_june_has_missed_it_and_what_was_is_not_concerned(place: World) -> None:
    draft_of_2027 = draft(place, at=FEBRUARY)
    passed = walk_to(draft(place, at=FEBRUARY), State.LOCAL_PASSED)
    walk_to(draft(place, at=FEBRUARY), State.REGISTERED)
    registration = found(place)["national-registration-2027"]
    assert registration.last_day == date(2026, 6, 19)
    assert {line.case.pk: line.prospect.outlook for line in registration.lines} == {
        draft_of_2027.pk: Outlook.MISSED,
        passed.pk: Outlook.MISSED,
    }
    assert registration.concerned == 2
    in_may = found(place, date(2026, 5, 4))["national-registration-2027"]
    assert in_may.safe == 2, "in May both are still in time"
    assert {line.prospect.outlook for line in found(place, date(2026, 6, 10))["national-registration-2027"].lines} == {
        Outlook.WILL_MISS, Outlook.NEAR,
    }  # fmt: skip


def test_the_monthly_report_is_asked_of_whoever_carries_out_and_has_not_reported_this_month(place: World) -> None:
    silent = of_this_year(place, State.EXECUTION)
    spoken = of_this_year(place, State.EXECUTION)
    act(spoken, Action.REPORT_PROGRESS, at=NOVEMBER - DAY)
    act(silent, Action.REPORT_PROGRESS, at=datetime(2026, 10, 20, 9, 0, tzinfo=VIETNAM))
    of_this_year(place, State.CONTRACTING)
    report = found(place)["national-monthly-report-2026"]
    assert [line.case.pk for line in report.lines] == [silent.pk]
    assert (report.last_day, report.left, report.lines[0].prospect.outlook) == (date(2026, 11, 24), 3, Outlook.NEAR)
    missed = found(place, date(2026, 11, 25))["national-monthly-report-2026"]
    assert line_of(missed, silent).prospect.outlook is Outlook.MISSED
    december = found(place, date(2026, 12, 1))["national-monthly-report-2026"]
    assert {line.case.pk for line in december.lines} == {silent.pk, spoken.pk}


def test_the_settlement_dossier_has_the_day_of_its_own_stay(place: World) -> None:
    case = of_this_year(place, State.SETTLEMENT_DOSSIER, at=NOVEMBER - 9 * DAY)
    group = found(place)["national-settlement-dossier-2026"]
    line = line_of(group, case)
    assert group.last_day is None
    assert line.prospect.last_day == date(2026, 11, 25), "the fifteenth day is a holiday"
    assert line.prospect.outlook is Outlook.NEAR


def test_advances_concern_only_what_was_advanced_and_not_yet_accepted_also_in_recovery(place: World) -> None:
    advanced = take(of_this_year(place, State.EXECUTION), Action.RECORD_ADVANCE)
    of_this_year(place, State.EXECUTION)
    stopped = take(take(of_this_year(place, State.EXECUTION), Action.RECORD_ADVANCE), Action.STOP)
    group = found(place, date(2027, 2, 1))["national-advances-2026"]
    assert group.last_day == date(2027, 2, 14)
    assert {line.case.pk for line in group.lines} == {advanced.pk, stopped.pk}
    assert "national-spending-2026" in found(place)
    assert stopped.pk not in {line.case.pk for line in found(place, date(2027, 1, 4))["national-spending-2026"].lines}


def test_a_suspended_or_stopped_case_is_forecast_from_where_and_when_it_goes_on(place: World) -> None:
    suspended = take(of_this_year(place, State.ALLOCATION), Action.SUSPEND)
    paused = of_this_year(place, State.ALLOCATION, at=NOVEMBER - 2 * DAY)
    data = {"pause": "finance_ministry", "party": "finance_ministry", "expected_on": "2026-12-15"}
    act(paused, Action.PAUSE_CLOCK, at=NOVEMBER - DAY, data=data)
    group = found(place)["national-liquidation-2026"]
    assert line_of(group, suspended).remaining[0] == State.ALLOCATION.label
    assert line_of(group, paused).holder == "Bộ Tài chính"
    first, second = line_of(group, suspended).prospect.arrives, line_of(group, paused).prospect.arrives
    assert first is not None
    assert second is not None
    assert second > first


def own_target(place: World, organisation: Organisation, programme: Programme, state: State, days: int) -> None:
    DeadlineRule.objects.create(
        code=f"own-{organisation.pk}-{state}", programme=programme, state=state, kind=DeadlineRule.Kind.TARGET,
        unit=DeadlineRule.Unit.WORKING_DAYS, amount=days, organisation=organisation, valid_from=date(2026, 1, 1),
        basis="Quyết định 12/QĐ-SCT", mark=DeadlineRule.Mark.DERIVED, set_by=place.leader, set_at=FEBRUARY,
    )  # fmt: skip


def test_a_forecast_counts_with_the_own_targets_of_the_units_on_its_road(place: World) -> None:
    """Acceptance usually takes 15 working days; this Sở gives itself three, the other has nothing of its own."""
    other = world("Lào Cai", "15", "laocai")
    here, there = (of_this_year(one, State.EXECUTION, ends_on=date(2026, 12, 25)) for one in (place, other))
    own_target(place, place.department, Programme.NATIONAL, State.ACCEPTANCE, 3)
    spending, calendar = found(place)["national-spending-2026"], load_clocks().calendar
    assert here.pk not in [line.case.pk for line in spending.lines], (
        "three days after the contract it is still December"
    )
    assert line_of(spending, there).prospect.arrives == calendar.add_working_days(date(2026, 12, 25), 15)
    assert (spending.safe, spending.will_miss) == (1, 1)


def test_a_local_forecast_counts_with_the_own_target_of_the_committee(place: World) -> None:
    local = {
        "plan_year": 2026,
        "programme": Programme.LOCAL,
        "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 11, 27),
    }
    case = walk_to(draft(place, at=NOVEMBER, **local), State.LOCAL_APPRAISAL, clock=ticking(NOVEMBER))

    def arrives() -> date | None:
        return next(line_of(g, case).prospect.arrives for g in found(place).values() if "spending" in g.key)

    before = arrives()
    own_target(place, place.committee, Programme.LOCAL, State.PLAN_PENDING, 60)
    after = arrives()
    assert before is not None
    assert after is not None
    assert after > before + 40 * DAY


def test_cases_that_stand_alike_are_forecast_once_and_only_the_lines_shown_are_read(
    place: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [of_this_year(place, State.EXECUTION, ends_on=date(2026, 12, 25)) for _ in range(4)]
    stays = Visit.objects.filter(closed_at=None)
    ((_, ids),) = gathered(stays, NOVEMBER.date(), load_milestones(), load_clocks().rules)
    assert sorted(ids) == sorted(stays.values_list("pk", flat=True))
    monkeypatch.setattr(year_end_page, "SHOWN", 3)
    answer = visitor(place.agency_leader).get(PAGE)
    (spending,) = [group for group in answer.context["groups"] if group.key == "national-spending-2026"]
    assert [line.case.code for line in spending.lines] == sorted(case.code for case in cases)[:3]
    assert (spending.listed, len(spending.lines)) == (4, 3)
    assert "Xem cả 4 đề án" in said(answer)


def test_every_concerned_case_is_missed_will_miss_near_or_safe(place: World) -> None:
    for state in (State.SUBMITTED, State.FINANCE_REVIEW, State.EXECUTION, State.ACCEPTANCE, State.LIQUIDATION):
        of_this_year(place, state)
    local = {"plan_year": 2026, "programme": Programme.LOCAL}
    walk_to(draft(place, at=FEBRUARY, **local), State.PLAN_PENDING)
    for group in found(place).values():
        assert group.concerned == group.missed + group.will_miss + group.near + group.safe
        keys = [(list(Outlook).index(line.prospect.outlook), line.prospect.last_day) for line in group.lines]
        assert keys == sorted(keys)
    assert {key.split("-")[0] for key in found(place, programme=Programme.LOCAL)} == {"local"}
    assert found(place, year=2031) == {}


# --- the page ---------------------------------------------------------------------------------------------------------
def test_the_page_lists_who_will_miss_what_with_days_left_forecast_and_whose_court(place: World) -> None:
    case = of_this_year(place, State.EXECUTION, ends_on=date(2026, 12, 25))
    answer = visitor(place.agency_leader).get(PAGE)
    text = said(answer)
    assert "Có khối lượng, chi trong năm, kế hoạch 2026" in text
    assert "Sẽ lỡ – còn 30 ngày làm việc" in text
    assert case.code in text
    assert "Đơn vị thực hiện từ 02/02/2026" in text
    assert "TT 26/2026/TT-BTC Đ.15.2" in text
    narrowed = visitor(place.agency_leader).get(PAGE, {"milestone": "national-spending-2026", "outlook": "will_miss"})
    assert [group.key for group in narrowed.context["groups"]] == ["national-spending-2026"]
    for nonsense in ({"year": "²"}, {"milestone": "'"}, {"outlook": "?"}, {"programme": "x"}):
        assert visitor(place.agency_leader).get(PAGE, nonsense).status_code == 200


def test_nobody_sees_the_cases_of_another_province(place: World) -> None:
    case = of_this_year(place, State.EXECUTION, ends_on=date(2026, 12, 25))
    elsewhere = world("Hà Nội", "01", "hanoi", Region.NORTH)
    assert case.code not in said(visitor(elsewhere.leader).get(PAGE))
    assert "Không có đề án nào sắp lỡ mốc" in said(visitor(elsewhere.leader).get(PAGE))


def test_the_file_holds_every_line_of_the_view(place: World) -> None:
    case = of_this_year(place, State.EXECUTION, ends_on=date(2026, 12, 25))
    answer = visitor(place.agency_leader).get(PAGE, {"file": "xlsx", "milestone": "national-spending-2026"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    head = next(number for number, row in enumerate(rows) if row[0] == "Mốc")
    (line,) = rows[head + 1 : -1]
    assert line[1:5] == [2026, date(2026, 12, 31), "Sẽ lỡ", case.code]
    assert line[8] == 30
    assert line[10] == f"{State.EXECUTION.label} → {State.ACCEPTANCE.label}"
    assert fresh(case).state == State.EXECUTION


def test_more_cases_ask_the_database_no_more_often(place: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert visitor(place.agency_leader).get(PAGE).status_code == 200
        return len(queries)

    of_this_year(place, State.EXECUTION)
    few = asked()
    for _ in range(4):
        of_this_year(place, State.EXECUTION)
    assert asked() == few
