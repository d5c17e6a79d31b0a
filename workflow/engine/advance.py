"""The one door. Nothing else changes the state of a đề án.

One transaction: lock the row, replay a known key, refuse a stale version, ask permission and every need, move the state,
close and open the visit, append the event, append the outbox. After commit the workers are woken.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import OperationalError, connection, transaction

from accounts.people import Holding, Person
from workflow.deadlines.tables import CALENDAR_LOCK, Clocks, load_clocks
from workflow.engine import duties, flows, timekeeping
from workflow.engine.chain import digest_of, seal
from workflow.engine.checking import Answer, check
from workflow.engine.clock import day_of
from workflow.engine.late import open_visit_of
from workflow.engine.refusals import Busy, Ground, KeyReused, Refusal, Refused, Stale, UnknownAct
from workflow.engine.timekeeping import Reckoned
from workflow.engine.visits import close_visit, open_visit
from workflow.engine.wake import wake_after_commit
from workflow.lifecycle import BACK, Row
from workflow.models import Case, Event, OutboxRow, Visit
from workflow.vocabulary import Action, State

LOCK_TIMEOUT = "2s"
LOCK = "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock_shared(%s)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done. `replayed`: the same request had been done before, nothing was written now."""

    event_id: int
    version: int
    state: State
    replayed: bool = False


def advance(
    *,
    case_id: int,
    action: str,
    actor: Person,
    seen_version: int | None,
    key: str,
    data: Mapping[str, Any],
    at: datetime,
    clocks: Clocks | None = None,
) -> Outcome:
    """Does one act on one case, whole or not at all.

    `seen_version` is the version the person saw (None only where nobody looked at a page: imports, demo).
    `key` is the idempotency key: the same key with the same request answers as before. `at` is an aware instant.
    Raises UnknownAct, Refused (every reason), Stale, KeyReused, Busy; `Case.DoesNotExist` for an unknown id.
    """
    with transaction.atomic():
        case = lock(case_id)
        digest = digest_of(action, actor.user_id, dict(data))
        # by pk: the order of the model would join the case, only to sort the one row there can be
        if known := Event.objects.filter(case=case, key=key).order_by("pk").first():
            return _replay(known, digest)
        row = _row(case, action)
        if not row.parallel and seen_version is not None and seen_version != case.version:
            raise Stale(_stale_sentence(case))
        visit = open_visit_of(case)
        _refuse_the_past(visit, at)
        answer = check(case, row, actor, day_of(at), data, visit=visit)
        if answer.refusals:
            raise Refused(*answer.refusals)
        assert answer.holding is not None, "permission is one of the refusals"
        reckoned = _reckon(case, visit, answer, actor, day_of(at), clocks)
        event = _write(case, row, answer, answer.holding, actor, reckoned, key=key, digest=digest, at=at)
        _follow(case, row, visit, event, at, clocks, reckoned)
    return Outcome(event.pk, case.version, State(case.state))


def lock(case_id: int) -> Case:
    """The first lock anyone takes: the row of the case, and no other row. Waits two seconds at most.

    With it a share in the calendar, in the same round trip: what is reckoned here is written before a day can change.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [LOCK_TIMEOUT, CALENDAR_LOCK])
        return Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case_id)
    except OperationalError as error:
        raise Busy(Refusal("Hồ sơ đang được người khác xử lý. Xin thử lại sau vài giây.")) from error


def _replay(known: Event, digest: str) -> Outcome:
    if known.digest != digest:
        raise KeyReused(Refusal("Yêu cầu này đã được dùng cho một việc khác. Xin tải lại trang rồi làm lại."))
    return Outcome(known.pk, known.version, State(known.target), replayed=True)


def _row(case: Case, action: str) -> Row:
    row = case.table.row(State(case.state), Action(action)) if action in Action.values else None
    if row is None:
        label = Action(action).label if action in Action.values else "Hành động này"
        raise UnknownAct(Refusal(f"“{label}” không làm được khi đề án ở giai đoạn “{case.state_label}”."))
    return row


def _stale_sentence(case: Case) -> Refusal:
    last = case.events.order_by("-seq").first()
    who = f" {last.actor_name} đã “{last.get_action_display()}”." if last else ""
    return Refusal(f"Hồ sơ đã thay đổi sau khi trang được mở.{who} Xin xem lại rồi quyết định.")


def _refuse_the_past(visit: Visit, at: datetime) -> None:
    if at < visit.opened_at:
        raise Refused(Refusal("Thời điểm thực hiện sớm hơn lúc đề án vào giai đoạn này.", Ground.INPUT))


def _reckon(case: Case, visit: Visit, answer: Answer, actor: Person, on: date, clocks: Clocks | None) -> Reckoned:
    """What a record about the deadline does to it; nothing for every other act."""
    if not answer.row.about_clock:
        return Reckoned()
    calendar = (clocks or load_clocks()).calendar
    return timekeeping.reckon(case, visit, answer.row, answer.data, by=actor.name, on=on, calendar=calendar)


def _write(
    case: Case,
    row: Row,
    answer: Answer,
    holding: Holding,
    actor: Person,
    reckoned: Reckoned,
    *,
    key: str,
    digest: str,
    at: datetime,
) -> Event:
    """Moves the case and appends the event that says so."""
    source = State(case.state)
    changed = _take_values(case, row, answer.data, day_of(at))
    if not row.stays:
        changed |= _move(case, row, source)
    case.version += 1
    case.updated_at = at
    facts = answer.data | reckoned.facts
    event = append_event(case, row.action, source, holding, actor, data=facts, key=key, digest=digest, at=at)
    case.save(update_fields=[*changed, "version", "updated_at", "event_count", "head_hash"])
    return event


def _take_values(case: Case, row: Row, data: dict[str, Any], today: date) -> set[str]:
    changed = set()
    for item in row.inputs:
        if item.name not in data:
            continue
        value = data[item.name]
        if item.sets:
            setattr(case, item.sets, date.fromisoformat(value) if item.kind == "date" else value)
            changed.add(item.sets)
        for total in item.adds:
            setattr(case, total, getattr(case, total) + value)
            changed.add(total)
    if row.stamps:
        setattr(case, row.stamps, today)
        changed.add(row.stamps)
    return changed


def _move(case: Case, row: Row, source: State) -> set[str]:
    target = State(case.state_before_suspension) if row.target is BACK else row.target
    assert isinstance(target, State)
    case.state_before_suspension = source if target == State.SUSPENDED else ""
    case._enter(target)
    return {"state", "state_before_suspension"}


def append_event(
    case: Case,
    action: Action,
    source: State,
    holding: Holding | None,
    actor: Person,
    *,
    data: dict[str, Any],
    key: str,
    digest: str,
    at: datetime,
) -> Event:
    """Appends to the chain of the case; the head on the case row moves with it. The caller holds the lock and saves."""
    event = next_event(case, action, source, holding, actor, data=data, key=key, digest=digest, at=at)
    event.save(force_insert=True)
    return event


def next_event(
    case: Case,
    action: Action,
    source: State,
    holding: Holding | None,
    actor: Person,
    *,
    data: dict[str, Any],
    key: str,
    digest: str,
    at: datetime,
) -> Event:
    """The next link of the chain, sealed and not yet saved; the head on the case (unsaved, too) has moved to it."""
    facts = dict(data)
    event = Event(
        case=case,
        seq=case.event_count + 1,
        version=case.version,
        action=action,
        source=source,
        target=case.state,
        actor_id=actor.user_id,
        actor_name=actor.name,
        actor_organisation_id=holding.organisation_id if holding else None,
        on_behalf_of_id=holding.for_user_id if holding else None,
        on_behalf_name=holding.for_name if holding else "",
        reason=facts.pop("reason", ""),
        data=facts,
        at=at,
        key=key,
        digest=digest,
        previous_hash=case.head_hash,
    )
    event.hash = seal(event)
    case.event_count, case.head_hash = event.seq, event.hash
    return event


def _follow(
    case: Case, row: Row, visit: Visit, event: Event, at: datetime, clocks: Clocks | None, reckoned: Reckoned
) -> None:
    """Visit, duties, flow and outbox, in the same transaction."""
    flow = flows.flow_of(State(visit.state))
    if row.about_clock:
        timekeeping.keep(visit, row, event, reckoned, day_of(at))
    elif row.stays:
        if flow:
            flow.acted(case=case, visit=visit, event=event)
    else:
        duties.end_duties(visit=visit, at=at)
        if flow:
            flow.left(case=case, visit=visit, event=event)
        close_visit(visit=visit, event=event, at=at)
        enter(case, event, at, clocks, continues=_stay_before(visit) if row.target is BACK else None)
    OutboxRow.objects.bulk_create(OutboxRow(event=event, effect=name) for name in row.effects)
    if row.effects:
        wake_after_commit()


def _stay_before(suspended: Visit) -> Visit:
    """The stay that a suspension cut short: it ended with the event that began the suspension."""
    return Visit.objects.get(case_id=suspended.case_id, closed_by=suspended.opened_by_id)


def enter(case: Case, event: Event, at: datetime, clocks: Clocks | None, *, continues: Visit | None = None) -> Visit:
    """Opens the visit of the present state, its duties and, where the stage has one, its flow."""
    state, clocks = State(case.state), clocks or load_clocks()
    visit = open_visit(case=case, state=state, event=event, at=at, clocks=clocks, continues=continues)
    if case.stage.terminal:
        return visit
    if flow := flows.flow_of(state):
        flow.opened(case=case, visit=visit, event=event)
    else:
        duties.open_duties(visit=visit, case=case, wanted=duties.wanted_by(case.stage, case), at=at)
    return visit


def key_from(*parts: object) -> str:
    """An idempotency key for callers without a form: the same parts, the same key."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
