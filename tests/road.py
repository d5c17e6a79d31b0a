"""Walking a đề án to any state, through the engine, by the people whose turn it is, with sensible data."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from accounts.queries import holders, person_of
from tests.dossiers import START
from tests.places import person
from workflow.appraisal.queries import suggested_members
from workflow.deadlines.tables import Clocks, load_clocks
from workflow.engine.advance import advance, key_from
from workflow.engine.checking import check
from workflow.engine.clock import day_of
from workflow.engine.duties import organisation_in
from workflow.lifecycle import Input, InputKind, Row
from workflow.models import Case, Duty
from workflow.money.advances import advance_rule
from workflow.vocabulary import Action, ContentType, State

Clock = Callable[[], datetime]
STEP = timedelta(hours=1)

#: Acts that mean "less than all of it".
IN_PART = {Action.REDUCE, Action.ALLOCATE_PART, Action.ACCEPT_PART}
NUMBERS = {"percent": 60, "tranche": 1, "days": 2}
PAPERS = {
    "letter": "215/SCT-QLCN",
    "decision": "3396/QĐ-BCT",
    "document": "1024/BTC-HCSN",
    "contract_number": "07/HĐ-ĐCK",
    "minutes": "03/BB-NT",
    "voucher": "UNC-0015",
}


def ticking(start: datetime = START, step: timedelta = STEP) -> Clock:
    """A clock that moves on by `step` each time it is read; the first reading is `start` + `step`."""
    now = start

    def read() -> datetime:
        nonlocal now
        now += step
        return now

    return read


def act(
    case: Case,
    action: Action,
    *,
    by: User | None = None,
    at: datetime | None = None,
    data: Mapping[str, Any] | None = None,
    key: str = "",
    clocks: Clocks | None = None,
) -> Case:
    """One act. Left out: the person whose turn it is, an hour after the last act, data that the row accepts.

    `data` is laid over the sensible data; a None in it leaves that input out. Raises what the engine raises.
    """
    case = fresh(case)
    at = at or case.updated_at + STEP
    by = by or whose_turn(case, action, day_of(at))
    row = case.table.row(State(case.state), action)
    given = sensible_data(case, row, day_of(at), by) if row else {}
    given = {name: value for name, value in (given | dict(data or {})).items() if value is not None}
    advance(
        case_id=case.pk,
        action=action,
        actor=person(by, at),
        seen_version=case.version,
        key=key or key_from(case.pk, case.version, action, by.pk),
        data=given,
        at=at,
        clocks=clocks,
    )
    return fresh(case)


def take(case: Case, *actions: Action, clock: Clock | None = None, clocks: Clocks | None = None) -> Case:
    """These acts, one after the other. SCORE is one member's; `judge` does the whole council."""
    clocks = clocks or load_clocks()
    for action in actions:
        case = act(case, action, at=clock() if clock else None, clocks=clocks)
    return case


def judge(case: Case, *, clock: Clock | None = None, clocks: Clocks | None = None) -> Case:
    """Every member who has not yet scored does, then the chair concludes."""
    missing = Duty.objects.filter(case=case, done_at=None, action=Action.SCORE).count()
    return take(case, *[Action.SCORE] * missing, Action.CONCLUDE, clock=clock, clocks=clocks)


def walk_to(case: Case, state: State, *, clock: Clock | None = None, clocks: Clocks | None = None) -> Case:
    """By the shortest road of the table from where the case is, with the records the steps need on the way."""
    case, clocks = fresh(case), clocks or load_clocks()
    for action in road(case, state):
        for record in _records_before(case, action):
            case = record(case, clock=clock, clocks=clocks)
        case = act(case, action, at=clock() if clock else None, clocks=clocks)
    assert case.state == state, f"walked to {case.state}, wanted {state}"
    return case


def road(case: Case, state: State) -> list[Action]:
    """The shortest list of moves from the present state; rows that come first in the table win ties."""
    start = State(case.state)
    ways: dict[State, list[Action]] = {start: []}
    queue = deque([start])
    while queue and state not in ways:
        here = queue.popleft()
        for row in case.table.rows_from(here):
            if isinstance(row.target, State) and row.target not in ways:
                ways[row.target] = [*ways[here], row.action]
                queue.append(row.target)
    return ways[state]


def fresh(case: Case) -> Case:
    return Case.objects.select_related("province", "department", "implementer").get(pk=case.pk)


def whose_turn(case: Case, action: Action, on: date) -> User:
    """Who has the duty by name; else the first holder of a right that the row grants."""
    duty = Duty.objects.filter(case=case, done_at=None, action=action).exclude(user=None).order_by("id").first()
    if duty is not None:
        assert duty.user is not None
        return duty.user
    row = case.table.row(State(case.state), action)
    for grant in row.who if row else ():
        unit = organisation_in(grant.relation, case)
        if unit is not None and (people := holders(unit, (grant.role,), on)):
            return people[0]
    raise LookupError(f"nobody may {action} {case} in {case.state}")


def sensible_data(case: Case, row: Row, on: date, by: User | None = None) -> dict[str, Any]:
    """A value for every input of the row that must or should be filled, and for what the moment asks of `by` beside it."""
    inputs = check(case, row, person_of(by, on), on).inputs if by else row.inputs
    values = {item.name: _value(case, row, item, on) for item in inputs}
    return {name: value for name, value in values.items() if value is not None}


def _value(case: Case, row: Row, item: Input, on: date) -> Any:
    match item.kind:
        case InputKind.MONEY:
            return _money(case, row, item)
        case InputKind.DATE:
            return (on if item.past else max(case.ends_on or on, on + timedelta(days=30))).isoformat()
        case InputKind.INTEGER:
            return NUMBERS.get(item.name, 16)
        case InputKind.CHOICE:
            return item.choices[0][0]
        case InputKind.PEOPLE:
            return suggested_members(case, on)[item.name] if item.required else None
        case InputKind.LINE:
            return PAPERS.get(item.name, item.label)
        case InputKind.TEXT:
            return f"{item.label}: đã xem xét kỹ hồ sơ." if item.required else None


def _money(case: Case, row: Row, item: Input) -> int:
    if row.action == Action.RECORD_PAYMENT:
        return (case.accepted_amount or 0) - case.paid_amount
    if row.action == Action.RECORD_ADVANCE:
        rule = advance_rule(ContentType(case.content_type), case.plan_year)
        return (case.contract_amount or 0) * rule.before_acceptance // 100 - case.advanced_amount
    before: int = getattr(case, item.sets) or getattr(case, item.suggests) or case.requested_amount or 0
    return before * 9 // 10 if row.action in IN_PART else before


def _records_before(case: Case, action: Action) -> list[Callable[..., Case]]:
    """What must stand in the record before a move is possible."""
    judged = State(case.state) == State.LOCAL_APPRAISAL
    if judged and action in {Action.PASS_APPRAISAL, Action.FAIL_APPRAISAL}:
        return [judge]
    if action == Action.LIQUIDATE and (case.accepted_amount or 0) > case.paid_amount:
        return [lambda case, **given: take(case, Action.RECORD_PAYMENT, **given)]
    return []
