"""The tables are the truth: filled once from the shipped files, owned by administrators after that."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from pytest_django import DjangoAssertNumQueries

from workflow import reference
from workflow.deadlines.calendar import CalendarMissing
from workflow.deadlines.compute import compute
from workflow.deadlines.rules import rules_for
from workflow.deadlines.shipped import shipped_calendar, shipped_days, shipped_rules, shipped_years
from workflow.deadlines.tables import load_calendar, load_clocks, load_rules
from workflow.deadlines.terms import WorkingDays
from workflow.models import CalendarDay, CalendarYear, DeadlineRule
from workflow.vocabulary import Programme, State

pytestmark = pytest.mark.django_db

OFFICIAL, PROVISIONAL = CalendarYear.Status.OFFICIAL, CalendarYear.Status.PROVISIONAL


@pytest.fixture(autouse=True)
def empty_tables(db: None) -> None:
    for model in (CalendarDay, CalendarYear, DeadlineRule):
        model.objects.all().delete()


def test_an_empty_database_receives_the_five_years_and_all_rules() -> None:
    loaded = reference.load()
    assert loaded.years == (2023, 2024, 2025, 2026, 2027)
    assert loaded.days == CalendarDay.objects.count() == len(shipped_days())
    assert loaded.rules == DeadlineRule.objects.count() == len(shipped_rules())
    assert loaded.differing == ()
    assert CalendarYear.objects.get(year=2027).status == PROVISIONAL


def test_the_table_then_counts_exactly_as_the_shipped_calendar() -> None:
    reference.load()
    table, shipped = load_calendar(), shipped_calendar()
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(5 * 365 + 1)]
    assert [d for d in days if table.is_working(d) != shipped.is_working(d)] == []
    assert (table.official_years, table.provisional_years) == (shipped.official_years, shipped.provisional_years)
    assert sorted(load_rules(), key=lambda rule: rule.code) == sorted(shipped_rules(), key=lambda rule: rule.code)


def test_a_second_run_brings_nothing() -> None:
    reference.load()
    again = reference.load()
    assert (again.years, again.days, again.rules, again.confirmed, again.differing) == ((), 0, 0, (), ())


def test_what_an_administrator_changed_stays_changed() -> None:
    reference.load()
    CalendarDay.objects.filter(date=date(2026, 1, 1)).update(name="Tên do quản trị viên đặt")
    DeadlineRule.objects.filter(code="national-submitted-target").update(amount=4)
    CalendarYear.objects.filter(year=2026).update(basis="Căn cứ khác")
    reference.load()
    assert CalendarDay.objects.get(date=date(2026, 1, 1)).name == "Tên do quản trị viên đặt"
    assert DeadlineRule.objects.get(code="national-submitted-target").amount == 4
    assert CalendarYear.objects.get(year=2026).basis == "Căn cứ khác"


def test_a_day_an_administrator_struck_out_does_not_come_back_but_is_reported() -> None:
    reference.load()
    CalendarDay.objects.filter(date=date(2027, 9, 3)).delete()
    CalendarDay.objects.create(date=date(2027, 9, 1), kind="holiday", name="Quốc khánh", basis="thông báo mới")
    again = reference.load()
    assert again.days == 0
    assert again.differing == (date(2027, 9, 1), date(2027, 9, 3))
    assert not CalendarDay.objects.filter(date=date(2027, 9, 3)).exists()


def test_a_year_declared_by_hand_belongs_to_its_administrator() -> None:
    CalendarYear.objects.create(year=2027, status=OFFICIAL, basis="thông báo chính thức")
    loaded = reference.load()
    assert 2027 not in loaded.years
    assert not CalendarDay.objects.filter(date__year=2027).exists()
    assert CalendarYear.objects.get(year=2027).status == OFFICIAL


def test_a_day_named_before_its_year_was_declared_stays_as_it_was_named() -> None:
    CalendarDay.objects.create(date=date(2026, 1, 1), kind="holiday", name="Đã nhập tay", basis="–")
    reference.load()
    assert CalendarDay.objects.get(date=date(2026, 1, 1)).name == "Đã nhập tay"
    assert CalendarDay.objects.filter(date__year=2026).count() == sum(d.date.year == 2026 for d in shipped_days())


def test_a_year_turns_official_when_the_program_knows_it_and_nobody_changed_its_days() -> None:
    reference.load()
    CalendarYear.objects.filter(year__in=(2025, 2026)).update(status=PROVISIONAL)
    CalendarDay.objects.filter(date=date(2025, 5, 2)).delete()
    assert reference.load().confirmed == (2026,)
    assert CalendarYear.objects.get(year=2026).status == OFFICIAL
    assert CalendarYear.objects.get(year=2025).status == PROVISIONAL


def test_a_year_the_administrator_declared_official_never_falls_back() -> None:
    reference.load()
    CalendarYear.objects.filter(year=2027).update(status=OFFICIAL)
    reference.load()
    assert CalendarYear.objects.get(year=2027).status == OFFICIAL
    assert [year.year for year in shipped_years() if not year.official] == [2027]


def test_a_change_in_the_table_counts_at_the_next_question() -> None:
    reference.load()
    assert compute(date(2026, 6, 1), WorkingDays(1), load_calendar()).due == date(2026, 6, 2)
    CalendarDay.objects.create(date=date(2026, 6, 2), kind="holiday", name="Quốc tang", basis="thông báo")
    assert compute(date(2026, 6, 1), WorkingDays(1), load_calendar()).due == date(2026, 6, 3)


def test_an_empty_table_knows_no_year() -> None:
    with pytest.raises(CalendarMissing, match="2026"):
        load_calendar().is_working(date(2026, 6, 1))


def test_days_of_an_undeclared_year_declare_nothing() -> None:
    CalendarDay.objects.create(date=date(2028, 1, 3), kind="compensatory", name="Tết Dương lịch", basis="–")
    with pytest.raises(CalendarMissing, match="2028"):
        load_calendar().is_working(date(2028, 1, 4))


def test_a_rule_changed_in_the_table_is_the_rule_that_applies() -> None:
    reference.load()
    DeadlineRule.objects.filter(code="national-submitted-target").update(plan_year_to=2027)
    DeadlineRule.objects.create(
        code="national-submitted-from-2028",
        programme=Programme.NATIONAL,
        state=State.SUBMITTED,
        kind=DeadlineRule.Kind.TARGET,
        unit=DeadlineRule.Unit.WORKING_DAYS,
        amount=2,
        plan_year_from=2028,
        basis="Chỉ tiêu mới",
        mark=DeadlineRule.Mark.DERIVED,
    )
    rules = load_clocks().rules
    amounts = {year: rules_for(State.SUBMITTED, Programme.NATIONAL, year, rules)[1] for year in (2027, 2028)}
    assert {year: rule and rule.amount for year, rule in amounts.items()} == {2027: 3, 2028: 2}


def test_clocks_that_did_not_change_cost_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reference.load()
    before = load_clocks()
    with django_assert_num_queries(1):
        assert load_clocks() is before


def test_a_change_of_any_of_the_three_tables_counts_at_the_next_call() -> None:
    reference.load()
    rule = DeadlineRule.objects.get(code="national-submitted-target")
    before = load_clocks()
    CalendarDay.objects.create(date=date(2026, 3, 4), kind="holiday", name="Ngày nghỉ mới", basis="–")
    assert not load_clocks().calendar.is_working(date(2026, 3, 4))
    CalendarYear.objects.filter(year=2026).delete()
    assert 2026 not in load_clocks().calendar.years
    CalendarYear.objects.create(year=2026, status=CalendarYear.Status.PROVISIONAL)
    assert load_clocks().calendar.is_provisional(date(2026, 3, 5))
    DeadlineRule.objects.filter(pk=rule.pk).update(note="đã sửa")
    assert "đã sửa" in {found.note for found in load_clocks().rules} - {found.note for found in before.rules}


def test_the_database_refuses_a_legal_deadline_that_nobody_read_in_the_law() -> None:
    reference.load()
    rule = DeadlineRule.objects.get(code="national-liquidation-legal")
    rule.mark = DeadlineRule.Mark.RECALLED
    with pytest.raises(IntegrityError, match="a_legal_deadline_is_confirmed_law"), transaction.atomic():
        rule.save()


def test_a_date_typed_by_an_administrator_is_read_day_first() -> None:
    form = modelform_factory(CalendarDay, fields=["date"])({"date": "05/11/2027"})
    form.is_valid()
    assert form.cleaned_data["date"] == date(2027, 11, 5)
