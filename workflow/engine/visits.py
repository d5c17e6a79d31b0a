"""Opening and closing the stay of a case in a stage, with both clocks and the traces that explain them."""

from datetime import date, datetime

from workflow.deadlines.calendar import CalendarMissing
from workflow.deadlines.compute import Deadline, compute
from workflow.deadlines.rules import rules_for, term_of
from workflow.deadlines.tables import Clocks
from workflow.engine.clock import day_of
from workflow.engine.refusals import Refusal, Refused
from workflow.models import Case, Event, Visit
from workflow.vocabulary import State


def clocks_of(case: Case, state: State, start: date, clocks: Clocks) -> dict[str, object]:
    """Both deadlines of a stage entered on `start`, as fields of a visit. Refused when a year has no calendar yet."""
    legal_rule, target_rule = rules_for(state, case.programme, case.plan_year, clocks.rules)
    fields: dict[str, object] = {}
    found: dict[str, Deadline] = {}
    for name, rule in (("legal", legal_rule), ("target", target_rule)):
        if rule is None:
            continue
        try:
            deadline = compute(start, term_of(rule, case.plan_year, case.contract_ends_on), clocks.calendar)
        except CalendarMissing as missing:
            raise Refused(Refusal(str(missing))) from missing
        if deadline.due is None:
            continue
        found[name] = deadline
        fields[f"{name}_due_on"] = deadline.due
        fields[f"{name}_trace"] = [step.to_json() for step in deadline.trace]
        fields[f"{name}_basis"] = rule.basis
    if not found:
        return fields
    clock = min(found, key=lambda name: (found[name].due or date.max, name))
    first = found[clock]
    return fields | {
        "due_on": first.due,
        "due_clock": clock,
        "remind_on": first.remind_on,
        "provisional": any(deadline.provisional for deadline in found.values()),
    }


def open_visit(*, case: Case, state: State, event: Event, at: datetime, clocks: Clocks) -> Visit:
    stage = case.table.stage(state)
    today = day_of(at)
    timing = {} if stage.terminal else clocks_of(case, state, today, clocks)
    visit = Visit(case=case, state=state, party=stage.party, opened_by=event, opened_at=at, opened_on=today, **timing)
    if stage.terminal:
        visit.closed_by, visit.closed_at, visit.closed_on = event, at, today
    visit.save(force_insert=True)
    return visit


def close_visit(*, visit: Visit, event: Event, at: datetime) -> None:
    visit.closed_by, visit.closed_at, visit.closed_on = event, at, day_of(at)
    visit.save(update_fields=["closed_by", "closed_at", "closed_on"])
