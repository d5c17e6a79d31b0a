"""The demo: loaded once for this file, by the command itself, and looked at from every side."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F, Q, Sum

from accounts.models import Membership, User
from accounts.queries import person_of, provinces_on
from accounts.vocabulary import Region
from notifications.models import Alert
from workflow.deadlines.milestones import Outlook
from workflow.deadlines.status import DueClass
from workflow.deadlines.tables import load_calendar, load_clocks, load_milestones
from workflow.demo.cast import places
from workflow.demo.dossiers import dossier_of
from workflow.demo.live import Live, stories
from workflow.demo.north import PLAN_2023, PLAN_2024
from workflow.demo.player import Story
from workflow.demo.sketch import shares
from workflow.engine.clock import VIETNAM, day_of
from workflow.engine.verify import verify_chains
from workflow.lifecycle import TABLES
from workflow.models import BudgetLine, Case, Duty, Event, Extension, OutboxRow, PastGrant, Pause, Slip, Visit
from workflow.needs.dossier import GRANT_SOURCE, SECTIONS
from workflow.queries.court import court_of
from workflow.queries.period import PeriodFilters, report
from workflow.queries.timeclass import status_of
from workflow.queries.year_end import YearFilters, groups
from workflow.reports.figures import change, percent, ty
from workflow.reports.plan import PlanReport
from workflow.reports.rows import report_of
from workflow.vocabulary import Action, ContentType, FundingSource, Party, Programme, State

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 26)
"""A Thursday: a deadline may fall on it."""


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Loading takes a while, so the whole file shares one demo, taken back at its end."""
    printed = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", today=TODAY.isoformat(), jobs=1, no_sweeps=True, stdout=printed)
        with connection.cursor() as cursor:
            cursor.execute(
                "analyze"
            )  # nobody else sees these rows, and without figures of them the planner guesses badly
        yield printed.getvalue()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def north(demo: str) -> PlanReport:
    return report_of(year=2024, region=Region.NORTH, as_of=date(2024, 6, 30))


@pytest.fixture(scope="module")
def live(demo: str) -> list[Visit]:
    """The present visit of every đề án of the running plans."""
    last = Visit.objects.filter(case__plan_year__gte=2026).order_by("case_id", "-pk").distinct("case_id")
    return list(last.select_related("case", "case__province"))


# --- the northern plan of 2024 ---
def test_the_plan_of_the_north_is_what_the_press_printed(north: PlanReport) -> None:
    assert (ty(north.total.planned), ty(north.before)) == ("170,8", "186,5")
    assert change(north.total.planned, north.before) == "−8,5 %"


def test_six_months_realised_a_fifth_of_it(north: PlanReport) -> None:
    assert ty(north.total.realised) == "34,7"
    assert percent(north.total.realised, north.total.planned) == "20,3 %"


def test_models_machines_and_assessments_are_counted_by_unit(north: PlanReport) -> None:
    assert {line.content: line.sum.units for line in north.contents} == {
        ContentType.DEMONSTRATION: 13,
        ContentType.MACHINERY: 324,
        ContentType.CLEANER_PRODUCTION: 35,
    }
    assert ty(north.counted.planned) == "98,1"
    assert percent(north.counted.planned, north.total.planned) == "57,4 %"


def test_the_local_programme_realised_its_57_and_11(north: PlanReport) -> None:
    done = {line.content: line.realised_locally.units for line in north.contents if line.realised_locally.cases}
    assert done == {ContentType.MACHINERY: 57, ContentType.CLEANER_PRODUCTION: 11}
    assert (ty(north.local.planned), ty(north.local.realised)) == ("53,6", "14,1")
    assert percent(north.local.realised, north.local.planned) == "26,3 %"


def test_every_national_project_of_the_three_contents_waits_at_the_ministry_of_finance() -> None:
    waiting = Case.objects.filter(plan_year=2024, state=State.FINANCE_REVIEW)
    three = [ContentType.DEMONSTRATION, ContentType.MACHINERY, ContentType.CLEANER_PRODUCTION]
    national = Case.objects.filter(plan_year=2024, programme=Programme.NATIONAL, content_type__in=three)
    assert set(waiting) == set(national)
    assert waiting.filter(content_type=ContentType.DEMONSTRATION).aggregate(n=Sum("unit_count"))["n"] == 13


def test_all_28_provinces_of_that_time_take_part(north: PlanReport) -> None:
    assert len(north.provinces) == 28
    assert all(line.sum.planned > 0 and line.before > 0 for line in north.provinces)
    assert sum(line.sum.planned for line in north.provinces) == north.total.planned


def test_the_totals_are_those_of_the_rows_and_nothing_else(north: PlanReport) -> None:
    assert north.total.planned == Case.objects.filter(plan_year=2024).aggregate(n=Sum("approved_amount"))["n"]
    assert north.before == Case.objects.filter(plan_year=2023).aggregate(n=Sum("approved_amount"))["n"]


def test_no_grant_of_the_north_is_above_its_cap() -> None:
    caps = {ContentType.MACHINERY: 300_000_000, ContentType.DEMONSTRATION: 1_000_000_000}
    for content, cap in caps.items():
        for case in Case.objects.filter(plan_year__in=[2023, 2024], content_type=content):
            assert (case.approved_amount or 0) <= case.unit_count * cap, case.code


def test_the_plan_report_command_prints_those_figures() -> None:
    printed = io.StringIO()
    call_command("plan_report", year="2024", region="bac", stdout=printed)
    text = printed.getvalue()
    for sentence in (
        "Kế hoạch 2024: 170,8 tỷ đồng, năm 2023: 186,5 tỷ đồng, so sánh −8,5 %.",
        "Thực hiện đến 30/06/2024: 34,7 tỷ đồng, đạt 20,3 % kế hoạch.",
        "14,1 tỷ đồng, đạt 26,3 % kế hoạch KCĐP.",
    ):
        assert sentence in text


def test_the_report_of_the_running_year_goes_to_today_and_says_so() -> None:
    printed = io.StringIO()
    with time_machine.travel(datetime.combine(TODAY, time(9), VIETNAM), tick=False):
        call_command("plan_report", year="2026", stdout=printed)
    assert "CẢ NƯỚC, ĐẾN NGÀY 26/11/2026" in printed.getvalue().splitlines()[0]
    whole = report_of(year=2026, region=None, as_of=TODAY).total.realised
    assert whole > report_of(year=2026, region=None, as_of=date(2026, 6, 30)).total.realised
    assert f"Thực hiện đến 26/11/2026: {ty(whole)} tỷ đồng" in printed.getvalue()


def test_the_books_of_another_region_are_not_mixed_in() -> None:
    with pytest.raises(CommandError, match="Chưa có đề án nào được phê duyệt"):
        call_command("plan_report", year="2024", region="nam")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"year": "hai nghìn"}, "Năm kế hoạch phải từ 2005"),
        ({"year": "20244"}, "Năm kế hoạch phải từ 2005"),
        ({"year": "2024", "region": "tây"}, "Không có vùng “tây”"),
        ({"year": "2024", "until": "31/6/2024"}, "không có ngày “31/6/2024”"),
        ({"year": "2019"}, "Chưa có đề án nào"),
    ],
)
def test_bad_input_of_the_report_gets_a_sentence_and_code_2(given: dict[str, str], said: str) -> None:
    with pytest.raises(CommandError, match=said) as error:
        call_command("plan_report", **given)
    assert error.value.returncode == 2


def test_the_report_of_an_earlier_day_knows_less() -> None:
    may = report_of(year=2024, region=Region.NORTH, as_of=date(2024, 5, 16))
    june = report_of(year=2024, region=Region.NORTH, as_of=date(2024, 6, 30))
    assert may.total.planned == june.total.planned
    assert may.total.realised < june.total.realised
    assert report_of(year=2024, region=Region.NORTH, as_of=date(2023, 12, 20)).waiting.cases == 0


def test_shares_are_exact_whatever_the_weights() -> None:
    assert sum(shares(170_755_000_000, [3, 1, 7, 5], step=50_000)) == 170_755_000_000
    assert sum(batch.total for batch in PLAN_2024) == 170_755_000_000
    assert sum(batch.total for batch in PLAN_2023) == 186_548_000_000


# --- the running plans ---
@pytest.mark.parametrize("programme", list(Programme))
def test_every_state_of_both_tables_is_occupied(live: list[Visit], programme: Programme) -> None:
    found = {visit.state for visit in live if visit.case.programme == programme}
    assert found == set(TABLES[programme].states)


def test_all_34_provinces_have_work_going_on(live: list[Visit]) -> None:
    assert len({visit.case.province_id for visit in live}) == 34


def test_every_kind_of_deadline_is_shown(live: list[Visit]) -> None:
    calendar = load_calendar()
    kinds = Counter(status_of(visit, TODAY, calendar).kind for visit in live)
    for kind in (DueClass.OVERDUE, DueClass.DUE_TODAY, DueClass.DUE_SOON, DueClass.ON_TIME, DueClass.PAUSED):
        assert kinds[kind] >= 2, kind


def test_nothing_is_late_by_more_than_a_month(live: list[Visit]) -> None:
    calendar = load_calendar()
    late = [status_of(visit, TODAY, calendar) for visit in live if visit.closed_at is None]
    assert all(status.days <= 30 for status in late if status.kind == DueClass.OVERDUE)


def test_the_shown_province_has_the_most_and_someone_to_do_it(live: list[Visit]) -> None:
    provinces = Counter(visit.case.province.name for visit in live)
    assert provinces.most_common(1)[0][0].endswith("Phú Thọ")
    member = User.objects.get(username="so1.phutho")
    assert Duty.objects.filter(user=member, done_at=None).exists()


def test_whoever_has_an_open_duty_holds_the_role_for_it() -> None:
    for duty in Duty.objects.filter(done_at=None, case__plan_year__gte=2026).exclude(user=None).select_related("user"):
        assert duty.user is not None
        assert {h.role.value for h in person_of(duty.user, TODAY).holdings} & set(duty.roles)


# --- a life like a real one ---
def test_people_act_in_office_hours_of_working_days() -> None:
    calendar = load_calendar()
    for at in Event.objects.values_list("at", flat=True):
        here = at.astimezone(VIETNAM)
        assert calendar.is_working(here.date()), here
        assert time(7, 30) <= here.time() <= time(17, 45), here


def test_nothing_happens_on_the_day_of_loading_or_after() -> None:
    assert not Event.objects.filter(at__gte=datetime.combine(TODAY, time(0), VIETNAM)).exists()


def test_time_runs_forward_in_every_case() -> None:
    last: dict[int, datetime] = {}
    for case_id, at in Event.objects.order_by("case_id", "seq").values_list("case_id", "at"):
        assert case_id not in last or at > last[case_id]
        last[case_id] = at


def test_the_engine_did_it_all_and_every_chain_is_whole() -> None:
    report = verify_chains()
    assert report.fault == ""
    assert report.events == Event.objects.count() > 2500
    moved = Case.objects.annotate(n=Count("events")).exclude(n=F("event_count"))
    assert not moved.exists()


def test_only_people_who_held_their_role_on_the_day_have_acted() -> None:
    periods = {
        (user, unit): (since, until)
        for user, unit, since, until in Membership.objects.values_list("user", "organisation", "valid_from", "valid_to")
    }
    for user, unit, at in Event.objects.values_list("actor", "actor_organisation", "at"):
        since, until = periods[user, unit]
        assert since <= day_of(at) <= (until or date.max)


def test_every_dossier_is_complete_and_its_budget_adds_up() -> None:
    for case in Case.objects.all():
        assert not [name for name in SECTIONS if getattr(case, name) in (None, "")], case.code
    for programme in Programme:
        paid = Sum(F("quantity") * F("unit_price"), filter=Q(source=GRANT_SOURCE[programme]))
        sums = (
            BudgetLine.objects.filter(case__programme=programme)
            .values("case__code", "case__requested_amount")
            .annotate(n=paid)
        )
        assert all(row["n"] == row["case__requested_amount"] for row in sums)


def test_beneficiaries_bear_a_part_of_the_cost_of_machines() -> None:
    machines = Case.objects.filter(content_type=ContentType.MACHINERY)
    own = BudgetLine.objects.filter(source=FundingSource.BENEFICIARY, unit_price__gt=0).values("case")
    assert not machines.exclude(pk__in=own).exists()


def test_money_never_grows_on_its_way() -> None:
    for case in Case.objects.exclude(contract_amount=None):
        assert (
            (case.requested_amount or 0)
            >= (case.approved_amount or 0)
            >= (case.allocated_amount or 0)
            >= (case.contract_amount or 0)
        )
    for case in Case.objects.filter(state=State.CLOSED):
        assert case.accepted_amount == case.paid_amount


def test_work_is_handed_over_when_it_is_done_and_advanced_for_when_most_of_it_is() -> None:
    acts = Event.objects.order_by("case_id", "seq").values_list("case_id", "action", "data")
    done: dict[int, int] = {}
    for case_id, action, data in acts:
        if action == Action.REPORT_PROGRESS:
            done[case_id] = data["percent"]
        if action == Action.REQUEST_ACCEPTANCE:
            assert done.get(case_id, 100) == 100
        if action == Action.RECORD_ADVANCE:
            assert done[case_id] > 70


def test_councils_left_behind_no_open_task_of_a_stage_that_is_over() -> None:
    assert not Duty.objects.filter(done_at=None).exclude(visit__closed_at=None).exists()


def test_the_published_grants_are_there_as_history() -> None:
    assert PastGrant.objects.count() == 59


def test_the_years_gone_by_do_not_hold_up_the_first_minutes() -> None:
    waiting = OutboxRow.objects.filter(status=OutboxRow.Status.WAITING)
    old = waiting.filter(event__case__plan_year__lt=2026).order_by("next_at").first()
    running = waiting.filter(event__case__plan_year__gte=2026).order_by("-next_at").first()
    assert old is not None
    assert running is not None
    assert old.next_at >= running.next_at + timedelta(minutes=3)


def test_the_same_day_gives_the_same_demo() -> None:
    """Every word, sum and day follows from the day of loading: told again, the stories are the same."""
    first, again = ([repr(story) for story in _told()] for _ in range(2))
    assert first == again
    told = {story.sketch.code: story for story in _told()}
    dossier = dossier_of(told["KCQG-2027-25-0001"].sketch, starts_on=TODAY, ends_on=TODAY)
    case = Case.objects.get(code="KCQG-2027-25-0001")
    assert (case.name, case.impact) == (dossier.fields["name"], dossier.fields["impact"])


def _told() -> list[Story]:
    running = Live.on(TODAY, load_clocks())
    return list(stories(places(provinces_on(TODAY).order_by("code")), running))


def test_the_command_says_what_it_did(demo: str) -> None:
    assert "Khoản hỗ trợ đã công bố: 59." in demo
    assert demo.splitlines()[-1] == "Đã nạp dữ liệu dùng thử."


def test_a_database_with_cases_is_never_loaded_again() -> None:
    with pytest.raises(CommandError, match="make demo"):
        call_command("load_demo")


@pytest.mark.parametrize(("today", "said"), [("32/1/2026", "không có ngày"), ("2025-08-01", "phải từ")])
def test_a_wrong_day_is_refused_with_a_sentence(today: str, said: str) -> None:
    with pytest.raises(CommandError, match=said) as error:
        call_command("load_demo", today=today)
    assert error.value.returncode == 2


def test_production_never_gets_accounts_with_a_published_password(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO"):
        call_command("load_demo")


def test_a_sweep_after_loading_tells_whom_it_should() -> None:
    printed = io.StringIO()
    with transaction.atomic():
        call_command("sweep_deadlines", at=(TODAY - timedelta(days=1)).isoformat(), stdout=printed)
        assert Alert.objects.count() > 50
        transaction.set_rollback(True)


# --- deadlines that were stopped, moved and missed ---
def test_the_demo_shows_whatever_can_happen_to_a_deadline(live: list[Visit]) -> None:
    open_stays = [visit for visit in live if visit.closed_at is None]
    standing = [visit for visit in open_stays if visit.paused_on]
    assert {visit.holder for visit in standing} >= {Party.FINANCE_MINISTRY, Party.BENEFICIARY, Party.PAUSED}
    assert any(visit.due_on for visit in standing), "a fixed date runs on while the clock stands"
    ids = [visit.pk for visit in open_stays]
    assert Pause.objects.filter(visit__in=ids, until_on__isnull=False).exists()
    assert Extension.objects.filter(visit__in=ids).exists()
    promised = Slip.objects.filter(visit__in=ids, promised_on__isnull=False)
    assert promised.filter(promised_on__gt=TODAY).exists()
    assert promised.filter(promised_on__lte=TODAY).exists(), "one promise was broken"
    assert Event.objects.filter(action=Action.ACKNOWLEDGE, case__visits__in=ids).exists()


def test_the_days_of_every_case_of_the_demo_sum_to_its_life() -> None:
    for case in Case.objects.filter(plan_year__gte=2026):
        first = Visit.objects.filter(case=case).earliest("id").opened_on
        found = court_of(case, TODAY)
        assert found is not None
        assert sum(share.days for share in found.shares) == found.days == (found.until_on - first).days


def test_the_period_report_of_the_demo_holds_and_its_cockpit_has_something_to_say() -> None:
    who, clocks = person_of(User.objects.get(username="quantri"), TODAY), load_clocks()
    found = report(who, PeriodFilters(date(2026, 1, 1), TODAY), clocks.calendar)
    assert found.holds
    assert found.total.late > 0
    listed = groups(who, YearFilters(), TODAY, clocks, load_milestones())
    assert {prospect.outlook for group in listed for prospect, _ in group.found} == {
        Outlook.MISSED,
        Outlook.WILL_MISS,
        Outlook.NEAR,
    }
