"""Sổ việc chậm: late still and finished late, why, what was promised and whether it was kept; in scope, filtered, as a file."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from accounts.vocabulary import Region
from tests.visitors import NOW, said, visitor
from tests.world import World, act, draft, take, world
from workflow.models import Case
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "/tong-quan/so-viec-cham/"


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def late(place: World, **fields: str) -> Case:
    """At the Sở since Monday a week ago, due on Thursday."""
    return take(draft(place, **fields), Action.SUBMIT)


def promised(case: Case, place: World, on: str, at: timedelta = timedelta(0)) -> Case:
    return act(case, Action.PROMISE, by=place.leader, at=NOW + at, data={"reason": "Dồn việc.", "promised_on": on})


def finished(case: Case, after: timedelta, reason: str = "Dồn việc.") -> Case:
    return act(case, Action.ASK_SUPPLEMENT, at=NOW + after, data={"late_reason": reason})


def register(place: World) -> dict[str, Case]:
    """Silent, promised, promise kept, promise broken, finished without a promise, moved after the apology; and one in time."""
    found = {
        "silent": late(place),
        "promised": promised(late(place), place, "2026-03-20"),
        "kept": finished(promised(late(place), place, "2026-03-12"), 3 * DAY),
        "broken": finished(promised(late(place), place, "2026-03-10"), 3 * DAY),
        "plain": finished(late(place), timedelta(0), "=1+1"),
    }
    moved = promised(late(place), place, "2026-03-20")
    extension = {"clock": "target", "days": 3, "decision": "12/QĐ-SCT", "reason": "Thêm ý kiến."}
    found["moved"] = act(moved, Action.EXTEND, at=NOW, data=extension)
    take(draft(place, at=NOW + DAY), Action.SUBMIT)
    return found


def test_the_register_holds_every_late_stay_and_no_other(place: World) -> None:
    cases = register(place)
    with time_machine.travel(NOW + 4 * DAY, tick=False):
        answer = visitor(place.leader).get(PAGE)
    lines = {line.case.code: line for line in answer.context["page"]}
    assert set(lines) == {case.code for case in cases.values()}
    told = {name: lines[case.code] for name, case in cases.items()}
    assert {name: line.days for name, line in told.items()} == {
        "silent": 8, "promised": 8, "kept": 7, "broken": 7, "plain": 4, "moved": 8,
    }  # fmt: skip
    assert {name: line.kept for name, line in told.items()} == {
        "silent": None, "promised": None, "kept": True, "broken": False, "plain": None, "moved": None,
    }  # fmt: skip
    assert {line.due_on for line in told.values()} == {date(2026, 3, 5)}
    assert {line.unit for line in told.values()} == {place.department.name}


def test_the_totals_are_those_of_the_lines_and_a_rate_never_stands_alone(place: World) -> None:
    register(place)
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        answer = visitor(place.leader).get(PAGE)
    totals, lines = answer.context["totals"], list(answer.context["page"])
    assert totals.slips == len(lines) == 6
    assert (totals.open, totals.promised, totals.judged) == (3, 4, 2)
    assert totals.days == sum(line.days for line in lines)
    assert "50,0 % (1/2)" in said(answer)


def test_open_ones_stand_first_and_each_filter_keeps_what_it_names(place: World) -> None:
    cases = register(place)

    def codes(**query: object) -> list[str]:
        return [line.case.code for line in visitor(place.leader).get(PAGE, query).context["page"]]

    still, done = {"silent", "promised", "moved"}, {"kept", "broken", "plain"}
    every = codes()
    assert set(every[:3]) == {cases[name].code for name in still}
    assert set(codes(stands="open")) == {cases[name].code for name in still}
    assert set(codes(stands="done")) == {cases[name].code for name in done}
    assert codes(unit=place.department.pk) == codes(state=State.SUBMITTED) == codes(year="2026") == every
    assert codes(unit=place.implementer.pk) == codes(state=State.EXECUTION) == codes(year="2025") == []
    for nonsense in ({"unit": "²"}, {"state": "?"}, {"year": "x"}, {"stands": "'"}, {"page": "-4"}):
        assert codes(**nonsense) == every


def test_what_hangs_in_a_year_of_closed_books_is_left_out_until_it_is_asked_for(place: World) -> None:
    running = late(place)
    hanging = take(draft(place, plan_year=2024), Action.SUBMIT)
    page = visitor(place.leader).get(PAGE, {"stands": "open"})
    assert [line.case.code for line in page.context["page"]] == [running.code]
    assert "Không kể 1 lượt còn treo" in said(page)
    asked = visitor(place.leader).get(PAGE, {"old": "1", "stands": "open"})
    assert {line.case.code for line in asked.context["page"]} == {running.code, hanging.code}


def test_nobody_reads_the_slips_of_another_province(place: World) -> None:
    case = late(place)
    elsewhere = world("Hà Nội", "01", "hanoi", Region.NORTH)
    assert case.code in said(visitor(place.owner).get(PAGE))
    for user in (elsewhere.leader, elsewhere.owner, place.finance_reviewer):
        assert case.code not in said(visitor(user).get(PAGE))
        assert not list(visitor(user).get(PAGE).context["page"])


def test_the_file_holds_the_same_lines_and_runs_no_formula(place: World) -> None:
    cases = register(place)
    answer = visitor(place.leader).get(PAGE, {"file": "xlsx", "stands": "done"})
    assert answer["Content-Disposition"] == 'attachment; filename="so-viec-cham-2026-03-09.xlsx"'
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    head = next(number for number, row in enumerate(rows) if row[0] == "Mã đề án")
    found = {row[0]: row for row in rows[head + 1 : -1]}
    assert set(found) == {cases[name].code for name in ("kept", "broken", "plain")}
    plain = found[cases["plain"].code]
    assert plain[4:7] == [date(2026, 3, 5), 4, "'=1+1"]
    assert b"<f>" not in _sheet_xml(answer.content)
    assert rows[-1][0] == "Cộng"


def _sheet_xml(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml")


def test_a_longer_register_asks_the_database_no_more_often(place: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert visitor(place.leader).get(PAGE).status_code == 200
        return len(queries)

    late(place)
    few = asked()
    for _ in range(6):
        promised(late(place), place, "2026-03-20")
    assert asked() == few
