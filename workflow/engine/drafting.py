"""Making a đề án and saving its dossier: the two writes that move no state, through the same lock and the same chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from accounts.models import Province
from accounts.people import Holding, Person
from accounts.vocabulary import Role
from workflow.deadlines.tables import Clocks, share_calendar
from workflow.engine.advance import append_event, enter, lock
from workflow.engine.chain import digest_of
from workflow.engine.checking import check
from workflow.engine.clock import day_of
from workflow.engine.refusals import Ground, Refusal, Refused, Stale, UnknownAct
from workflow.lifecycle import table_of
from workflow.models import Beneficiary, BudgetLine, Case, Event
from workflow.vocabulary import Action, Programme, State

PREFIX = {Programme.NATIONAL: "KCQG", Programme.LOCAL: "KCDP"}


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the owner writes: fields of Case, budget lines, beneficiaries, each already clean."""

    fields: Mapping[str, Any]
    budget: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    beneficiaries: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def create_case(
    *,
    dossier: Dossier,
    actor: Person,
    key: str,
    at: datetime,
    code: str = "",
    clocks: Clocks | None = None,
    holding: Holding | None = None,
    surely_new: bool = False,
) -> Case:
    """A new draft, its CREATE event and its first visit. Without a code the next free one of its series is given.

    The actor must hold the owner's role in the implementing unit; a caller that checked another right
    (an import by an administrator) passes the `holding` under which it acts.
    Raises Refused. Twice with the same key makes one case. `surely_new`: the caller holds a lock of its own and has seen
    that the key is unused; a long import would else take a lock for each of its rows, more than the server has.
    """
    fields = dict(dossier.fields)
    implementer_id = fields["implementer"].pk
    holding = holding or _owner_of(actor, implementer_id)
    with transaction.atomic():
        if not surely_new and (known := _made_before(key, actor)):
            return known
        share_calendar()
        programme = Programme(fields["programme"])
        case = Case(
            **fields,
            code=code or next_code(programme, fields["plan_year"], fields["province"]),
            lifecycle_version=table_of(programme).version,
            created_by_id=actor.user_id,
            created_at=at,
            updated_at=at,
            version=1,
        )
        case.save(force_insert=True)
        _write_parts(case, dossier)
        digest = digest_of(Action.CREATE, actor.user_id, key)
        event = append_event(case, Action.CREATE, State.DRAFT, holding, actor, data={}, key=key, digest=digest, at=at)
        case.save(update_fields=["event_count", "head_hash"])
        enter(case, event, at, clocks)
    return case


def _made_before(key: str, actor: Person) -> Case | None:
    """The case this key has made already; two requests with one key come here one after the other."""
    _serialise("create_case", key)
    return Case.objects.filter(events__key=key, events__action=Action.CREATE, events__actor_id=actor.user_id).first()


def save_dossier(*, case_id: int, dossier: Dossier, actor: Person, seen_version: int, key: str, at: datetime) -> Case:
    """Saves the owner's changes while the dossier is in the owner's hands. Every change stands in the event."""
    with transaction.atomic():
        case = lock(case_id)
        if Event.objects.filter(case=case, key=key).exists():
            return case
        row = case.table.row(State(case.state), Action.EDIT)
        if row is None:
            raise UnknownAct(Refusal(f"Hồ sơ đang ở “{case.state_label}”, không sửa nội dung được."))
        if seen_version != case.version:
            raise Stale(Refusal("Hồ sơ đã được người khác lưu sau khi trang này mở. Xin tải lại để xem bản mới."))
        answer = check(case, row, actor, day_of(at), {})
        if answer.refusals:
            raise Refused(*answer.refusals)
        changes = _changes(case, dossier)
        if not changes:
            return case
        for name, value in dossier.fields.items():
            setattr(case, name, value)
        _write_parts(case, dossier)
        case.version += 1
        case.updated_at = at
        append_event(
            case, Action.EDIT, State(case.state), answer.holding, actor,
            data={"changes": changes}, key=key, digest=digest_of("edit", actor.user_id, changes), at=at,
        )  # fmt: skip
        case.save(update_fields=[*dossier.fields, "version", "updated_at", "event_count", "head_hash"])
    return case


def next_code(programme: Programme, plan_year: int, province: Province) -> str:
    """KCQG-2027-25-0001: programme, plan year, province code of that time, number. Call inside a transaction."""
    series = f"{PREFIX[programme]}-{plan_year}-{province.code}-"
    _serialise("case_code", series)
    last = Case.objects.filter(code__startswith=series).order_by("-code").values_list("code", flat=True).first()
    number = int(last.removeprefix(series)) + 1 if last and last.removeprefix(series).isdigit() else 1
    return f"{series}{number:04d}"


def _serialise(*parts: str) -> None:
    """One writer at a time for one series; the lock ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ["|".join(parts)])


def _owner_of(actor: Person, implementer_id: int) -> Holding:
    """Their own right before one they stand in for: a substitute may draft as well, and both names stand in the event."""
    if held := actor.first_holding(Role.OWNER, implementer_id):
        return held
    raise Refused(
        Refusal("Chỉ chủ đề án của đơn vị thực hiện mới lập được đề án.", Ground.PERMISSION, "TT 36/2013 Đ.23")
    )


def _write_parts(case: Case, dossier: Dossier) -> None:
    case.budget_lines.all().delete()
    case.beneficiaries.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(case=case, position=i, **line) for i, line in enumerate(dossier.budget, 1)
    )
    Beneficiary.objects.bulk_create(
        Beneficiary(case=case, position=i, **item) for i, item in enumerate(dossier.beneficiaries, 1)
    )


def _changes(case: Case, dossier: Dossier) -> dict[str, list[Any]]:
    """Field name → [before, after], as plain JSON."""
    pairs = {name: [_plain(getattr(case, name)), _plain(value)] for name, value in dossier.fields.items()}
    for name, rows in (("budget_lines", dossier.budget), ("beneficiaries", dossier.beneficiaries)):
        before = [
            {key: _plain(getattr(item, key)) for key in rows[0]} if rows else {"id": item.pk}
            for item in getattr(case, name).all()
        ]
        pairs[name] = [before, [{key: _plain(value) for key, value in row.items()} for row in rows]]
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "pk"):
        return value.pk
    return str(value) if isinstance(value, str) else value
