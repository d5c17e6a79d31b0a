"""The published grants of the past: read as their sources wrote them, saved once as history."""

from datetime import date

import pytest
from django.core.management import call_command

from tests.lists import ON, REAL, csv_of, read, save
from tests.places import person, world
from workflow.importing import published
from workflow.importing.preview import Verdict
from workflow.importing.saving import Saved
from workflow.importing.wrong import Unreadable
from workflow.models import PastGrant
from workflow.vocabulary import ContentType

pytestmark = pytest.mark.django_db

#: Rows of the 59 (from 1) whose figure stands for several đề án or facilities.
TOTALS = {14, 15, 16, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, *range(42, 60)}


@pytest.fixture
def old_provinces() -> None:
    call_command("load_reference", verbosity=0)


@pytest.mark.usefixtures("old_provinces")
def test_the_59_published_grants_go_in_as_history_once() -> None:
    assert save(REAL.read_bytes(), None) == Saved(created=59, known=0, faulty=0)
    assert save(REAL.read_bytes(), None) == Saved(created=0, known=59, faulty=0)
    assert PastGrant.objects.count() == 59
    assert PastGrant.objects.exclude(amount=None).count() == 47


@pytest.mark.usefixtures("old_provinces")
def test_exactly_these_rows_are_sums_of_several() -> None:
    rows = read(REAL.read_bytes(), None).rows
    assert {row.number - 1 for row in rows if row.ready.is_total} == TOTALS


@pytest.mark.usefixtures("old_provinces")
def test_the_investment_of_one_facility_is_no_sum() -> None:
    save(REAL.read_bytes(), None)
    iron = PastGrant.objects.get(name="Hỗ trợ máy móc đúc gang thép")
    assert (iron.amount, iron.total_investment, iron.is_total) == (300_000_000, 690_000_000, False)
    brick = PastGrant.objects.get(name="Mô hình sản xuất gạch bê tông xốp")
    assert (brick.amount, brick.total_investment) == (135_000_000, 5_500_000_000)
    unpaid = PastGrant.objects.get(province_name="Lai Châu")
    assert (unpaid.amount, unpaid.total_investment) == (None, 17_000_000_000)


@pytest.mark.usefixtures("old_provinces")
def test_a_part_of_a_larger_plan_is_not_read_as_an_investment() -> None:
    save(REAL.read_bytes(), None)
    part = PastGrant.objects.get(name="Kế hoạch KCĐP 2020: hỗ trợ máy móc")
    assert (part.amount, part.total_investment, part.is_total) == (3_000_000_000, None, True)


@pytest.mark.usefixtures("old_provinces")
def test_decimals_of_a_million_become_exact_dong() -> None:
    save(REAL.read_bytes(), None)
    assert PastGrant.objects.get(name="11 đề án KCĐP").amount == 2_010_700_000
    assert PastGrant.objects.get(name="Kế hoạch 2022: 13 đề án máy móc").amount == 1_779_970_000


@pytest.mark.usefixtures("old_provinces")
def test_a_grant_belongs_to_the_province_of_its_own_time() -> None:
    save(REAL.read_bytes(), None)
    old = PastGrant.objects.filter(province_name="Bắc Giang").first()
    assert old is not None
    assert (old.province.code, old.province.valid_to) == ("24", date(2025, 6, 30))
    new = PastGrant.objects.get(year=2026)
    assert new.province.name.endswith("Tây Ninh")
    assert new.province.valid_from == date(2025, 7, 1)
    assert PastGrant.objects.get(province_name="Thừa Thiên Huế").province.name.endswith("Huế")


@pytest.mark.usefixtures("old_provinces")
def test_what_the_source_leaves_open_stays_open() -> None:
    save(REAL.read_bytes(), None)
    said = {grant.scope_as_stated: grant.scope for grant in PastGrant.objects.all()}
    assert said == {
        "KCQG": "national",
        "KCĐP": "local",
        "KCQG+KCĐP": "both",
        "KCĐP+XTTM": "local_trade",
        "KCĐP/KCQG (nguồn không nêu rõ)": "unstated",
        "không rõ (KCQG hoặc KCĐP)": "unstated",
    }
    several = PastGrant.objects.get(name__startswith="2 đề án bổ sung")
    assert (several.content_type, several.content_label) == (ContentType.OTHER, "mô hình trình diễn; máy móc/CGCN")


@pytest.mark.usefixtures("old_provinces")
def test_a_published_figure_that_changed_is_told_and_not_overwritten() -> None:
    header = ["Năm", "Nguồn kinh phí", "Tỉnh", "Tên đề án", "Nội dung", "Kinh phí hỗ trợ (triệu đồng)"]
    save(csv_of(header, [2023, "KCQG", "Phú Thọ", "Máy sấy chè", "máy móc", "300"]), None)
    row = read(csv_of(header, [2023, "KCQG", "Phú Thọ", "Máy sấy chè", "máy móc", "250,5"]), None).rows[0]
    assert (row.verdict, row.note) == (Verdict.KNOWN, "trong phần mềm khác ở: kinh phí hỗ trợ; giữ nguyên")


def test_the_code_of_a_grant_depends_on_what_is_said_and_not_on_spaces_or_case() -> None:
    assert published.code_of(2018, "KCQG", "Hậu  Giang", "Máy") == published.code_of(2018, "kcqg", "Hậu Giang", "máy")
    assert published.code_of(2018, "KCQG", "a") != published.code_of(2019, "KCQG", "a")


def test_only_an_administrator_brings_history_in() -> None:
    owner = person(world().owner, ON)
    with pytest.raises(Unreadable, match="Chỉ quản trị hệ thống"):
        read(REAL.read_bytes(), owner)
