"""What a record about the deadline will do to it, told before it is made: the engine's own reckoning, written nowhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.deadlines.rules import Rule
from workflow.deadlines.tables import Clocks
from workflow.engine.inputs import clean_inputs
from workflow.engine.late import open_visit_of
from workflow.engine.refusals import EngineError
from workflow.engine.timekeeping import reckon
from workflow.lifecycle import Row
from workflow.models import Case, Extension, Visit
from workflow.vocabulary import Action, Party, PauseReason

NAMES = {"legal": "Hạn pháp lý", "target": "Hạn nội bộ"}
STAYS = "Hạn không đổi"


def clock_sentences(
    case: Case, row: Row, on: date, clocks: Clocks, sent: Mapping[str, Any] | None = None, *, by: str = ""
) -> tuple[str, ...]:
    """Old date → new date where it can be reckoned; `sent`: what stands in the form so far."""
    visit = open_visit_of(case)
    match row.action:
        case Action.PAUSE_CLOCK:
            return _paused(case, visit, row, on, clocks, by)
        case Action.RESUME_CLOCK:
            return (*_moved(case, visit, row, {}, on, clocks, by), *_ball(visit, on))
        case Action.EXTEND:
            return _extended(case, visit, row, on, clocks, sent, by)
        case Action.PROMISE:
            return (_late(visit, on), "Chủ đề án đọc lời xin lỗi, lý do và ngày hẹn lại trên trang đề án.")
        case Action.ACKNOWLEDGE:
            return (_late(visit, on), "Việc chậm được ghi là đã có người nắm, kèm điều đã và sẽ làm.")
        case _:
            return (f"{STAYS}: việc chuyển sang người được chọn; không chọn ai thì trở về hàng chờ của phòng.",)


def _late(visit: Visit, on: date) -> str:
    if visit.due_on is None or visit.due_on >= on:
        return f"{STAYS}."
    return f"{STAYS}: vẫn là {visit.due_on:%d/%m/%Y}, đã quá {(on - visit.due_on).days} ngày."


def _paused(case: Case, visit: Visit, row: Row, on: date, clocks: Clocks, by: str) -> tuple[str, ...]:
    data = {"pause": PauseReason.OTHER.value, "party": Party.PAUSED.value, "expected_on": on.isoformat()}
    found = _reckoned(case, visit, row, data, on, clocks, by)
    told = []
    for clock, name in NAMES.items():
        before = getattr(visit, f"{clock}_due_on")
        if before is None:
            continue
        if found and found[f"{clock}_due_on"] is None:
            told.append(f"{name} {before:%d/%m/%Y} đứng lại từ hôm nay{_left(found[f'{clock}_trace'])}.")
        else:
            told.append(f"{name} {before:%d/%m/%Y} là ngày đã ấn định, vẫn tính.")
    return (*told, "Những ngày tạm dừng được ghi cho bên đang chờ.")


def _left(trace: list[dict[str, Any]]) -> str:
    """What the trace says will be left: "; khi tính tiếp, còn 6 ngày làm việc"."""
    _, _, then = trace[-1]["text"].rpartition("Khi tính tiếp, ") if trace else ("", "", "")
    return f"; khi tính tiếp, {then.rstrip('.')}" if then else ""


def _ball(visit: Visit, on: date) -> tuple[str, ...]:
    if visit.paused_on is None:
        return ()
    return (f"Đã tạm dừng {(on - visit.paused_on).days} ngày; từ hôm nay việc ở: {visit.get_party_display()}.",)


def _extended(
    case: Case, visit: Visit, row: Row, on: date, clocks: Clocks, sent: Mapping[str, Any] | None, by: str
) -> tuple[str, ...]:
    """With days in the form: where they lead. Without: how far the rule lets each clock go."""
    if sent:
        clean, _ = clean_inputs(row.inputs, sent, on)
        if {"clock", "days"} <= clean.keys():
            return _moved(case, visit, row, {"decision": "…"} | clean, on, clocks, by)
    told: list[str] = []
    for clock, name in NAMES.items():
        stored = getattr(visit, f"{clock}_rule")
        rule = Rule.from_json(stored) if stored else None
        if rule is None or not rule.max_extensions or getattr(visit, f"{clock}_due_on") is None:
            continue
        given = list(Extension.objects.filter(visit=visit, clock=clock).values_list("days", flat=True))
        left = rule.max_extension_days - sum(given)
        if left > 0 and len(given) < rule.max_extensions:
            data = {"clock": clock, "days": left, "decision": "…"}
            reach = "; ".join(_moved(case, visit, row, data, on, clocks, by))
            told.append(f"{name} còn được gia hạn {left} {rule.extension_unit}. Nếu dùng hết: {reach}")
    return tuple(told) or (f"{STAYS}: quy tắc của giai đoạn không còn cho gia hạn.",)


def _moved(
    case: Case, visit: Visit, row: Row, data: Mapping[str, Any], on: date, clocks: Clocks, by: str
) -> tuple[str, ...]:
    fields = _reckoned(case, visit, row, data, on, clocks, by)
    if fields is None:
        return ("Chưa tính được ngày mới: chưa có lịch làm việc của năm đó.",)
    told = []
    for clock, name in NAMES.items():
        before, after = getattr(visit, f"{clock}_due_on"), fields[f"{clock}_due_on"]
        if before != after:
            told.append(f"{name}: {_day(before)} → {_day(after)}")
    return tuple(told) or (f"{STAYS}.",)


def _reckoned(
    case: Case, visit: Visit, row: Row, data: Mapping[str, Any], on: date, clocks: Clocks, by: str
) -> dict[str, Any] | None:
    """None where the engine would refuse, e.g. for want of a calendar; it says so when the act is done."""
    try:
        return reckon(case, visit, row, dict(data), by=by, on=on, calendar=clocks.calendar).fields
    except (EngineError, IndexError, ValueError):
        return None


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "đứng lại"
