"""Writing a proposal, having it previewed, throwing it away. Nothing here touches the calendar itself."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from workflow.deadlines.tables import calendar_fingerprint, load_calendar
from workflow.models import CalendarChange
from workflow.timetable.alteration import DayEdit, Makes, merged
from workflow.timetable.models import OPEN, CalendarLine
from workflow.timetable.refusing import NotNow
from workflow.timetable.wake import wake_after_commit

State = CalendarChange.State
#: The calendar of a year names some thirty days; more than this in one proposal is a slip.
MOST_DAYS = 60


def propose(
    *,
    year: int,
    user_id: int,
    basis: str,
    at: datetime,
    days: Iterable[DayEdit] = (),
    makes: Makes = Makes.NOTHING,
) -> CalendarChange:
    """Adds to the open proposal of the year, or begins one; a preview it had is void. Raises NotNow."""
    with transaction.atomic():
        change = CalendarChange.objects.select_for_update().filter(year=year, state__in=OPEN).first()
        if change is None:
            change = CalendarChange(year=year, proposed_by_id=user_id, proposed_at=at)
        change.days = [edit.to_json() for edit in merged(change.alteration.days, days)]
        change.makes = makes if makes is not Makes.NOTHING else change.makes
        change.basis = basis.strip() or change.basis
        _refuse(change)
        _reopen(change)
        try:
            with transaction.atomic():
                change.save()
        except IntegrityError as error:
            raise NotNow(f"Vừa có người khác mở đề nghị cho lịch năm {year}. Xin thử lại.") from error
    return change


def _refuse(change: CalendarChange) -> None:
    reasons = change.alteration.faults(load_calendar())
    if not change.basis:
        reasons.append("Phải ghi căn cứ: văn bản nào quy định thay đổi này.")
    if len(change.days) > MOST_DAYS:
        reasons.append(f"Một đề nghị ghi được nhiều nhất {MOST_DAYS} ngày.")
    if reasons:
        raise NotNow(*reasons)


def _reopen(change: CalendarChange) -> None:
    change.state, change.note = State.PROPOSED, ""
    change.rewind()
    if change.pk:
        CalendarLine.objects.filter(change=change).delete()


def take_back(*, change_id: int, day: date | None = None, makes: bool = False) -> CalendarChange:
    """Strikes one day, or what becomes of the year, out of an open proposal. Raises NotNow."""
    with transaction.atomic():
        change = _open(change_id)
        change.days = [edit.to_json() for edit in change.alteration.days if edit.date != day]
        change.makes = Makes.NOTHING if makes else change.makes
        _reopen(change)
        change.save()
    return change


def start_preview(*, change_id: int) -> None:
    """Reckons in the background whose dates would move, against the calendar of this moment. Raises NotNow."""
    with transaction.atomic():
        change = _open(change_id)
        calendar = load_calendar()
        reasons = change.alteration.faults(calendar)
        if busy := being_applied():
            reasons.append(sentence_about(busy))
        if reasons:
            raise NotNow(*reasons)
        _reopen(change)
        change.begin(calendar, calendar_fingerprint())
        change.state = State.PREVIEWING
        change.save()
        wake_after_commit()


def discard(*, change_id: int, at: datetime) -> None:
    """Raises NotNow where it was confirmed already."""
    with transaction.atomic():
        change = _open(change_id)
        _reopen(change)
        change.state, change.ended_at = State.DISCARDED, at
        change.save()


def _open(change_id: int) -> CalendarChange:
    change = CalendarChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    if not change.is_open:
        raise NotNow(f"Đề nghị này không còn sửa được: {change.get_state_display().lower()}.")
    return change


def being_applied() -> CalendarChange | None:
    return CalendarChange.objects.filter(state=State.APPLYING).select_related("confirmed_by").first()


def sentence_about(busy: CalendarChange) -> str:
    return (
        f"Đang tính lại hạn theo thay đổi lịch năm {busy.year} ({busy.basis}) do {busy.confirmed_by} xác nhận; "
        "xin đợi việc đó xong rồi làm tiếp."
    )
