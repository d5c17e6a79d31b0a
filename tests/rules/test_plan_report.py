"""The plan report: sums of whole đồng, rounded once, in Vietnamese figures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.engine.inputs import Fault
from workflow.management.commands.plan_report import day_until
from workflow.reports.figures import change, one_decimal, percent, ty
from workflow.reports.plan import PlanReport, PlanRow, add_up, plan_report
from workflow.reports.text import as_text
from workflow.vocabulary import ContentType, Programme

MILLION = 1_000_000
JUNE = date(2024, 6, 30)


def row(
    province: str = "Phú Thọ", programme: str = "national", content: str = "machinery", **facts: int | bool
) -> PlanRow:
    values = {"units": 1, "planned": 300 * MILLION, "realised": 0, "waits_for_finance": False} | facts
    return PlanRow(province, programme, content, **values)  # type: ignore[arg-type]


def report(
    rows: list[PlanRow], before: list[PlanRow] | None = None, provinces: tuple[str, ...] = ("Phú Thọ",)
) -> PlanReport:
    return plan_report(year=2024, as_of=JUNE, rows=rows, before=before or [], provinces=provinces)


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (0, "0,0"),
        (49_999_999, "0,0"),
        (50_000_000, "0,1"),
        (170_755_000_000, "170,8"),
        (170_749_999_999, "170,7"),
        (1_234_500_000_000, "1.234,5"),
        (-50_000_000, "−0,1"),
        (-49_999_999, "0,0"),
    ],
)
def test_ty_is_printed_with_one_decimal_and_halves_go_away_from_zero(amount: int, printed: str) -> None:
    assert ty(amount) == printed


def test_the_ratio_of_the_northern_plan_is_computed_from_unrounded_sums() -> None:
    """170,8 / 186,5 as printed would give −8,4 %; the đồng behind them give −8,5 %."""
    assert change(170_755_000_000, 186_548_000_000) == "−8,5 %"
    assert change(170_800_000_000, 186_500_000_000) == "−8,4 %"


def test_growth_carries_its_sign_and_no_growth_has_none() -> None:
    assert change(110, 100) == "+10,0 %"
    assert change(100, 100) == "0,0 %"


def test_nothing_is_divided_by_nothing() -> None:
    assert percent(5, 0) == "–"
    assert change(5, 0) == "–"


@given(st.integers(-(10**15), 10**15))
def test_a_printed_figure_is_never_further_than_half_a_tenth_from_the_truth(amount: int) -> None:
    printed = float(ty(amount).replace("−", "-").replace(".", "").replace(",", "."))
    assert abs(printed - amount / 1e9) <= 0.05 + 1e-6


def test_tenths_below_one_keep_their_zero() -> None:
    assert [one_decimal(value) for value in (0, 5, -5, 10)] == ["0,0", "0,5", "−0,5", "1,0"]


def test_programmes_add_up_to_the_plan() -> None:
    found = add_up([row(planned=7), row(programme=Programme.LOCAL, planned=5, realised=2), row(planned=1)])
    assert (found.cases, found.planned, found.national, found.local, found.realised) == (3, 13, 8, 5, 2)


def test_every_province_stands_in_the_table_even_without_a_project() -> None:
    found = report([row()], provinces=("Hà Nội", "Phú Thọ"))
    assert [(line.province, line.sum.planned) for line in found.provinces] == [
        ("Hà Nội", 0),
        ("Phú Thọ", 300 * MILLION),
    ]


def test_a_province_only_the_rows_know_still_has_its_line() -> None:
    found = report([row("Phú Thọ"), row("Yên Bái")], before=[row("Hà Nội", planned=9)])
    assert [line.province for line in found.provinces] == ["Phú Thọ", "Hà Nội", "Yên Bái"]
    assert sum(line.sum.planned for line in found.provinces) == found.total.planned
    assert sum(line.before for line in found.provinces) == found.before == 9


def test_counted_contents_and_the_rest_make_the_whole_plan() -> None:
    rows = [
        row(),
        row(content=ContentType.DEMONSTRATION),
        row(content=ContentType.CLEANER_PRODUCTION),
        row(content=ContentType.FAIR),
    ]
    found = report(rows)
    assert found.counted.planned + found.others.planned == found.total.planned
    assert (found.counted.cases, found.others.cases) == (3, 1)


def test_units_are_counted_and_not_projects() -> None:
    found = report([row(units=8), row(units=5), row(content=ContentType.FAIR, units=99)])
    machinery = next(line for line in found.contents if line.content == ContentType.MACHINERY)
    assert (machinery.sum.cases, machinery.sum.units) == (2, 13)


def test_waiting_at_finance_and_local_realisation_are_told_apart() -> None:
    found = report(
        [
            row(waits_for_finance=True, planned=90),
            row(programme=Programme.LOCAL, planned=60, realised=60, units=4),
            row(programme=Programme.LOCAL, planned=40, units=3),
            row(content=ContentType.TRAINING, planned=10, realised=10),
        ]
    )
    assert (found.waiting.cases, found.waiting.planned) == (1, 90)
    assert (found.realised_locally.units, found.realised_locally.realised) == (4, 60)
    assert (found.local.planned, found.total.realised) == (100, 70)


def test_the_printed_report_says_its_unit_its_day_and_its_totals() -> None:
    text = as_text(
        report([row(planned=170_755_000_000, realised=34_700_000_000)], [row(planned=186_548_000_000)]), "Miền Bắc"
    )
    assert text.splitlines()[0] == "KẾ HOẠCH KHUYẾN CÔNG NĂM 2024 – MIỀN BẮC, ĐẾN NGÀY 30/06/2024"
    assert "Đơn vị tính: tỷ đồng. Thực hiện: giá trị nghiệm thu đến 30/06/2024." in text
    total = next(line for line in text.splitlines() if line.startswith("Tổng cộng"))
    assert total.split()[-9:] == ["186,5", "170,8", "−8,5", "%", "170,8", "0,0", "34,7", "20,3", "%"]


@pytest.mark.parametrize(
    ("words", "year", "today", "until"),
    [
        ("", 2026, date(2026, 11, 25), date(2026, 11, 25)),
        ("", 2026, date(2027, 2, 15), date(2027, 2, 15)),
        ("", 2026, date(2027, 2, 16), date(2026, 6, 30)),
        ("", 2027, date(2026, 11, 25), date(2026, 11, 25)),
        ("", 2024, date(2026, 11, 25), date(2024, 6, 30)),
        ("31/10/2026", 2026, date(2026, 11, 25), date(2026, 10, 31)),
        ("31/12/2024", 2024, date(2026, 11, 25), date(2024, 12, 31)),
    ],
)
def test_a_running_year_is_told_until_today_and_an_older_one_at_its_half(
    words: str, year: int, today: date, until: date
) -> None:
    assert day_until(words, year, today) == until


def test_a_report_until_a_day_to_come_is_refused() -> None:
    with pytest.raises(Fault, match="Ngày 26/11/2026 chưa đến"):
        day_until("2026-11-26", 2026, date(2026, 11, 25))


def test_columns_of_the_printed_report_stand_under_each_other() -> None:
    lines = as_text(report([row(), row("Yên Bái")]), "Miền Bắc").splitlines()
    table = lines[3 : lines.index("Theo nội dung") - 1]
    assert len({len(line) for line in table}) == 1
