"""The deadline of a stay as a projection: f(the rules promised on entry, pauses and extensions so far, the calendar)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch

from workflow.deadlines.calendar import Calendar, CalendarMissing
from workflow.deadlines.compute import Deadline, compute
from workflow.deadlines.rules import Rule, RuleKind, rules_for, term_of
from workflow.deadlines.tables import Clocks
from workflow.deadlines.terms import Grant, History, Stop
from workflow.engine.duties import Parties, organisation_in
from workflow.engine.refusals import Refusal, Refused
from workflow.lifecycle import table_of
from workflow.models import Case, Extension, Pause, Visit
from workflow.vocabulary import Party, State

CLOCKS = (Visit.Clock.LEGAL, Visit.Clock.TARGET)


@dataclass(frozen=True, slots=True)
class Timing:
    """All that the two clocks of a stay depend on, but the calendar."""

    clock_from: date
    plan_year: int
    contract_ends_on: date | None
    rules: tuple[Rule | None, Rule | None]
    """The legal rule, the internal target."""
    stops: tuple[Stop, ...] = ()
    grants: tuple[tuple[Grant, ...], tuple[Grant, ...]] = ((), ())

    def stopped(self, stop: Stop) -> "Timing":
        return replace(self, stops=(*self.stops, stop))

    def resumed(self, on: date) -> "Timing":
        """The open stop ends."""
        *before, last = self.stops
        return replace(self, stops=(*before, replace(last, until_on=on)))

    def granted(self, clock: str, grant: Grant) -> "Timing":
        legal, target = self.grants
        return replace(
            self, grants=((*legal, grant), target) if clock == Visit.Clock.LEGAL else (legal, (*target, grant))
        )


def promised(case: Case, state: State, start: date, clocks: Clocks) -> Timing:
    """What a stay in this stage that begins on `start` is promised: the rules valid then, for those who must act."""
    organisations = own_units(case, state, clocks.rules)
    rules = rules_for(state, case.programme, case.plan_year, clocks.rules, organisations=organisations, on=start)
    return Timing(start, case.plan_year, case.contract_ends_on, rules)


def own_units(case: Parties, state: State, rules: Iterable[Rule]) -> frozenset[int]:
    """The units whose own targets count in a stage of this đề án."""
    if not any(rule.organisation_id for rule in rules if rule.state == state):
        return frozenset()  # asked for every act, and most stages have general rules only
    found = (organisation_in(relation, case) for relation in table_of(case.programme).times(state))
    return frozenset(pk for pk in found if pk is not None)


def timing_of(case: Case, visit: Visit) -> Timing:
    """What a stay was promised and what has happened to it since."""
    legal, target = (Rule.from_json(stored) if stored else None for stored in (visit.legal_rule, visit.target_rule))
    pauses, extensions = records_of(visit)
    grants: dict[str, list[Grant]] = {clock: [] for clock in CLOCKS}
    for extension in extensions:
        grants[extension.clock].append(grant_of(extension))
    return Timing(
        clock_from=visit.clock_from,
        plan_year=case.plan_year,
        contract_ends_on=case.contract_ends_on,
        rules=(legal, target),
        stops=tuple(stop_of(pause) for pause in pauses),
        grants=(tuple(grants[Visit.Clock.LEGAL]), tuple(grants[Visit.Clock.TARGET])),
    )


#: What to read along with many stays whose deadlines are reckoned at once.
WITH_RECORDS = (
    Prefetch("pauses", Pause.objects.select_related("opened_by").order_by("from_on", "pk"), to_attr="known_pauses"),
    Prefetch("extensions", Extension.objects.select_related("event").order_by("pk"), to_attr="known_extensions"),
)


def records_of(visit: Visit) -> tuple[list[Pause], list[Extension]]:
    """The pauses and extensions of a stay in the order of time: as read along with it, else asked for now."""
    if hasattr(visit, "known_pauses") and hasattr(visit, "known_extensions"):
        return visit.known_pauses, visit.known_extensions
    pauses = visit.pauses.select_related("opened_by").order_by("from_on", "pk")
    return list(pauses), list(visit.extensions.order_by("pk"))


def stop_of(pause: Pause) -> Stop:
    return Stop(pause.from_on, pause.until_on, why_stopped(pause, pause.opened_by.actor_name))


def why_stopped(pause: Pause, actor: str) -> str:
    """ "Chờ Bộ Tài chính – công văn 12 chưa có trả lời; chờ Bộ Tài chính; Nguyễn Văn A ghi": why, on whom, by whom."""
    words = [str(pause.get_reason_display())]
    if pause.text:
        words[0] += f" – {' '.join(pause.text.split()).rstrip('.')}"
    if pause.party != Party.PAUSED:
        words.append(f"đang chờ: {Party(pause.party).label}")
    return "; ".join([*words, f"{actor} ghi"])


def grant_of(extension: Extension) -> Grant:
    return Grant(extension.days, f"{extension.decision} ngày {extension.granted_on:%d/%m/%Y}")


def dates(timing: Timing, calendar: Calendar) -> dict[str, Any]:
    """Both clocks as fields of a visit. `due_on` is the earlier of those that run. Refused without a calendar."""
    found: dict[str, Deadline] = {}
    fields: dict[str, Any] = {"provisional": False}
    for clock, rule, grants in zip(CLOCKS, timing.rules, timing.grants, strict=True):
        fields |= {f"{clock}_due_on": None, f"{clock}_trace": [], f"{clock}_basis": rule.basis if rule else ""}
        deadline = _deadline(timing, rule, grants, calendar)
        if deadline is None:
            continue
        fields[f"{clock}_due_on"] = deadline.due
        fields[f"{clock}_trace"] = [step.to_json() for step in deadline.trace]
        if deadline.due is not None:
            found[clock] = deadline
    return fields | _leading(found)


def _deadline(timing: Timing, rule: Rule | None, grants: Iterable[Grant], calendar: Calendar) -> Deadline | None:
    """None where the stage has no such clock, or none yet."""
    if rule is None:
        return None
    history = History(timing.stops, tuple(grants), rule.on_resume)
    try:
        term = term_of(rule, timing.plan_year, timing.contract_ends_on)
        deadline = compute(timing.clock_from, term, calendar, history=history)
    except CalendarMissing as missing:
        raise Refused(Refusal(str(missing))) from missing
    if deadline.due is not None and _was_over(deadline.due, rule, timing.clock_from):
        return None
    return deadline if deadline.due is not None or deadline.stopped else None


def _was_over(due: date, rule: Rule, start: date) -> bool:
    """An own target for a day that had gone by when the stay began promised nothing; a day of the law stays missed."""
    return rule.kind is RuleKind.TARGET and due < start


def _leading(found: dict[str, Deadline]) -> dict[str, Any]:
    if not found:
        return {"due_on": None, "due_clock": Visit.Clock.NONE, "remind_on": None}
    clock = min(found, key=lambda name: (found[name].due or date.max, name))
    return {
        "due_on": found[clock].due,
        "due_clock": clock,
        "remind_on": found[clock].remind_on,
        "provisional": any(deadline.provisional for deadline in found.values()),
    }


def moved(visit: Visit, fields: dict[str, Any]) -> dict[str, list[str | None]]:
    """Which promised dates the new fields change: {"legal": ["2026-03-02", "2026-03-09"]}, as an event keeps it."""
    pairs = {clock.value: (getattr(visit, f"{clock}_due_on"), fields[f"{clock}_due_on"]) for clock in CLOCKS}
    return {
        clock: [day.isoformat() if day else None for day in pair] for clock, pair in pairs.items() if pair[0] != pair[1]
    }
