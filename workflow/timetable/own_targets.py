"""A unit's own target for a stage it has to do: set from a day on, ended on a day, never overwritten.

It applies to stays that begin while it is valid. What was promised to a stay before stands: a stay keeps the rule it was
promised on entry, so nothing here moves a date.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import Organisation
from accounts.people import Holding, Person
from accounts.vocabulary import OrganisationKind, Role
from workflow.deadlines.rules import Rule, RuleKind, Unit, rules_for
from workflow.deadlines.tables import load_rules
from workflow.lifecycle import TABLES, Relation, Stage
from workflow.lifecycle.clock_rows import WITHOUT
from workflow.models import DeadlineRule
from workflow.timetable.refusing import NotNow
from workflow.vocabulary import Programme

ONE_DAY = timedelta(days=1)
MOST_DAYS = 250
#: Who speaks for a unit: those who may give time in its stages, where they are in charge of it.
LEADERS = frozenset({Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER, Role.MINISTRY_OFFICER, Role.FINANCE_REVIEWER})
KIND_OF = {
    Relation.IMPLEMENTER: OrganisationKind.IMPLEMENTER,
    Relation.DEPARTMENT: OrganisationKind.DEPARTMENT,
    Relation.PROVINCE: OrganisationKind.PROVINCE,
    Relation.AGENCY: OrganisationKind.AGENCY,
    Relation.MINISTRY: OrganisationKind.MINISTRY,
    Relation.FINANCE_MINISTRY: OrganisationKind.FINANCE_MINISTRY,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A stage of one programme in which a unit's own target counts."""

    programme: Programme
    stage: Stage

    @property
    def code(self) -> str:
        """Its part of an address."""
        return f"{self.programme}-{self.stage.state}"


@dataclass(frozen=True, slots=True)
class Setting:
    """Who sets a target, for which stage of which unit, and when."""

    organisation_id: int
    programme: str
    state: str
    person: Person
    at: datetime
    on: date

    def rows(self) -> QuerySet[DeadlineRule]:
        return own_rows(self.organisation_id, self.programme, self.state)


def led_by(person: Person) -> list[Holding]:
    """The units for which this person may set targets, each once; never on behalf of somebody else."""
    own = (h for h in person.holdings if h.is_head and h.role in LEADERS and h.for_user_id is None)
    return sorted({h.organisation_id: h for h in own}.values(), key=lambda h: h.organisation_id)


def places_of(kind: str) -> Iterator[Place]:
    """The stages in which the engine lets own targets of units of this kind count, in the order of the lifecycle."""
    for programme, table in TABLES.items():
        for stage in table.stages:
            if not stage.terminal and stage.state not in WITHOUT and _counts(kind, table.times(stage.state)):
                yield Place(programme, stage)


def _counts(kind: str, relations: Iterable[Relation]) -> bool:
    return any(KIND_OF.get(relation) == kind for relation in relations)


def general_rules(place: Place, on: date, rules: Iterable[Rule]) -> tuple[Rule | None, Rule | None]:
    """The legal deadline and the general target of a stage for a stay that begins on the day, in the plan of next year."""
    return rules_for(place.stage.state, place.programme, on.year + 1, rules, on=on)


def own_rows(organisation_id: int, programme: str, state: str) -> QuerySet[DeadlineRule]:
    return DeadlineRule.objects.filter(
        organisation_id=organisation_id, programme=programme, state=state, kind=DeadlineRule.Kind.TARGET
    )


def set_target(setting: Setting, *, days: int, valid_from: date, basis: str) -> DeadlineRule:
    """A new row; the one it replaces ends the day before. Raises NotNow with every reason."""
    with transaction.atomic():
        place = _place(setting)
        legal, general = general_rules(place, valid_from, load_rules())
        rows = setting.rows()
        reasons = [*_wrong_words(days, basis), *_wrong_day(valid_from, setting.on), *_longer_than_law(days, legal)]
        if any(row.amount == days and valid_on(row, valid_from) and row.valid_to is None for row in rows):
            reasons.append(f"Chỉ tiêu của đơn vị từ ngày đó đã là {days} ngày làm việc.")
        if reasons:
            raise NotNow(*reasons)
        _end(rows, valid_from - ONE_DAY, setting)
        return _write(setting, days, valid_from, basis, general)


def end_target(setting: Setting, *, last_day: date) -> None:
    """From the day after, the general target applies again; one that has not begun is taken back. Raises NotNow."""
    with transaction.atomic():
        _place(setting)
        if last_day < setting.on:
            raise NotNow("Ngày cuối cùng áp dụng không được sớm hơn hôm nay.")
        if not _end(setting.rows(), last_day, setting):
            raise NotNow("Đơn vị không có chỉ tiêu riêng nào còn áp dụng sau ngày đó.")


def _place(setting: Setting) -> Place:
    """The stage, if it is one of a unit this person leads. Two who set at once come here one after the other."""
    if setting.organisation_id not in {holding.organisation_id for holding in led_by(setting.person)}:
        raise NotNow("Chỉ người phụ trách đơn vị được đặt chỉ tiêu của đơn vị mình.")
    unit = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=setting.organisation_id)
    for place in places_of(unit.kind):
        if (place.programme, place.stage.state) == (setting.programme, setting.state):
            return place
    raise NotNow("Chỉ tiêu của đơn vị không áp dụng cho giai đoạn này.")


def _wrong_words(days: int, basis: str) -> Iterator[str]:
    if not 1 <= days <= MOST_DAYS:
        yield f"Số ngày làm việc phải từ 1 đến {MOST_DAYS}."
    if not basis.strip():
        yield "Phải ghi căn cứ: quyết định, quy chế nào của đơn vị."


def _wrong_day(valid_from: date, on: date) -> Iterator[str]:
    if valid_from < on:
        yield "Chỉ tiêu chỉ áp dụng từ hôm nay trở đi: hạn đã hứa không đổi lùi."


def _longer_than_law(days: int, legal: Rule | None) -> Iterator[str]:
    if legal and legal.unit == Unit.WORKING_DAYS and legal.amount is not None and days > legal.amount:
        yield f"Chỉ tiêu nội bộ không được dài hơn thời hạn pháp lý {legal.in_words} ({legal.basis})."


def valid_on(row: DeadlineRule, day: date) -> bool:
    assert row.valid_from is not None, "an own target begins on a day"
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def _end(rows: QuerySet[DeadlineRule], last_day: date, setting: Setting) -> int:
    """Ends what goes on after the day; what would begin after it is taken back, and stays as a row that never counted."""
    ended = 0
    for row in rows.filter(Q(valid_to=None) | Q(valid_to__gt=last_day)):
        assert row.valid_from is not None, "an own target begins on a day"
        eve = row.valid_from - ONE_DAY
        if row.valid_to == eve:
            continue
        row.valid_to, row.ended_by_id, row.ended_at = max(last_day, eve), setting.person.user_id, setting.at
        row.save(update_fields=["valid_to", "ended_by", "ended_at"])
        ended += 1
    return ended


def _write(setting: Setting, days: int, valid_from: date, basis: str, general: Rule | None) -> DeadlineRule:
    """What pauses and extensions mean there is taken over from the general target."""
    number = setting.rows().count() + 1
    row = DeadlineRule(
        code=f"unit-{setting.organisation_id}-{setting.programme}-{setting.state}-{number}",
        programme=setting.programme, state=setting.state, kind=RuleKind.TARGET.value, unit=Unit.WORKING_DAYS.value,
        amount=days, organisation_id=setting.organisation_id, valid_from=valid_from, basis=basis.strip()[:300],
        mark=DeadlineRule.Mark.DERIVED, set_by_id=setting.person.user_id, set_at=setting.at,
    )  # fmt: skip
    if general is not None:
        row.on_resume, row.extended_by = general.on_resume.value, list(general.extended_by)
        row.max_extensions, row.max_extension_days = general.max_extensions, general.max_extension_days
    row.save(force_insert=True)
    return row
