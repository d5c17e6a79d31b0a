"""Vì sao hạn là …? The two clocks of a stay in plain sentences, told from what is stored: nothing is reckoned anew."""

from collections.abc import Iterator

from workflow.deadlines.trace import from_json
from workflow.engine.timing import CLOCKS, WITH_RECORDS, records_of
from workflow.models import Extension, Pause, Visit
from workflow.vocabulary import Party

STANDS, NONE = "tạm dừng", "không tính hạn"


def last_visit(code: str) -> Visit | None:
    """The present stay of a đề án, or its last one; None for an unknown code."""
    visits = Visit.objects.filter(case__code=code).select_related("case").prefetch_related(*WITH_RECORDS)
    return visits.order_by("-pk").first()


def in_words(visit: Visit) -> Iterator[str]:
    """Line by line; the last one is the leading date (ISO), or "tạm dừng", or "không tính hạn"."""
    yield f"Đề án {visit.case.code}: {visit.case.name}"
    if visit.closed_on:
        yield f"Đề án đã kết thúc ngày {visit.closed_on:%d/%m/%Y}: {visit.get_state_display()}."
        yield NONE
        return
    yield f"Giai đoạn: {visit.get_state_display()}, từ {visit.opened_on:%d/%m/%Y}."
    yield f"Đang ở bên: {visit.get_holder_display()}, từ {visit.held_since:%d/%m/%Y}."
    for clock in CLOCKS:
        yield from _clock(visit, clock)
    yield from _records(visit)
    yield from _leading(visit)


def _clock(visit: Visit, clock: str) -> Iterator[str]:
    due, trace = getattr(visit, f"{clock}_due_on"), getattr(visit, f"{clock}_trace")
    basis = getattr(visit, f"{clock}_basis")
    yield ""
    if not trace:
        yield f"{Visit.Clock(clock).label}: không có."
        return
    yield f"{Visit.Clock(clock).label}: {f'{due:%d/%m/%Y}' if due else STANDS} ({basis})"
    for number, step in enumerate(from_json(trace), start=1):
        yield f"{number}. {step.text}"


def _records(visit: Visit) -> Iterator[str]:
    """Who stopped the term and why, who gave more time: each with its day."""
    pauses, extensions = records_of(visit)
    if pauses or extensions:
        yield ""
    for number, pause in enumerate(pauses, start=1):
        yield f"Tạm dừng lần {number}: {_pause(pause)}."
    for number, extension in enumerate(extensions, start=1):
        yield f"Gia hạn lần {number}: {_extension(extension)}."


def _pause(pause: Pause) -> str:
    until = f"đến {pause.until_on:%d/%m/%Y} tính tiếp" if pause.until_on else "chưa tính tiếp"
    expected = f", dự kiến tiếp tục {pause.expected_on:%d/%m/%Y}" if pause.expected_on and not pause.until_on else ""
    text = f" – {pause.text.rstrip('.')}" if pause.text else ""
    waits = f"; đang chờ: {pause.get_party_display()}" if pause.party != Party.PAUSED else ""
    why = f"{pause.get_reason_display()}{text}{waits}; {pause.opened_by.actor_name} ghi"
    why = f"{pause.get_reason_display()}{text}{waits}; {pause.opened_by.actor_name} ghi"
    return f"từ {pause.from_on:%d/%m/%Y} {until}{expected}; {why}"


def _extension(extension: Extension) -> str:
    clock = Visit.Clock(extension.clock).label.lower()
    by = extension.event.actor_name
    return f"{clock} thêm {extension.days} ngày theo {extension.decision}, {by} gia hạn {extension.granted_on:%d/%m/%Y}"


def _leading(visit: Visit) -> Iterator[str]:
    yield ""
    if visit.due_on is None:
        yield STANDS if visit.paused_on else NONE
        return
    yield f"Hạn phải theo: {visit.due_on:%d/%m/%Y} ({visit.get_due_clock_display().lower()})"
    if visit.provisional:
        yield "Hạn này tính theo lịch nghỉ tạm tính, có thể đổi khi có lịch chính thức."
    yield visit.due_on.isoformat()
