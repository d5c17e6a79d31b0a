"""Công văn nhắc hạn (D22): a stage that is late or near its deadline, told from the stay and from the trace of its date."""

from datetime import date

from accounts.models import Organisation
from documents.contexts import parties
from documents.contexts.filling import Filling
from documents.contexts.letter import letter
from documents.contexts.project import about_the_case
from documents.contexts.term import about_the_term, day_in
from documents.kinds.matter import Matter
from documents.overseers import reminded_of
from documents.wording.values import CENTRE, Column, Values
from documents.words import uncapitalised
from workflow.deadlines.status import DueClass, DueStatus
from workflow.deadlines.tables import load_clocks
from workflow.deadlines.trace import StepKind, from_json
from workflow.engine.duties import organisation_in
from workflow.lifecycle import Relation
from workflow.models import Case, Visit
from workflow.queries.timeclass import status_of

TRACE = (Column("TT", 10, CENTRE), Column("Ngày", 26, CENTRE), Column("Cách tính"))
NEAR = frozenset({DueClass.DUE_SOON, DueClass.DUE_TODAY})
#: Whoever reminds these writes to an office above, or beside, their own.
ABOVE = frozenset({Relation.PROVINCE, Relation.MINISTRY, Relation.FINANCE_MINISTRY})


def fill(matter: Matter) -> Values:
    """The present stage as it stands on the day of the letter."""
    case, on = matter.case, matter.written_on
    visit = case.visits.filter(closed_at=None).select_related("slip").first()
    stage = case.stage
    filling = Filling()
    about_the_case(filling, case, on)
    filling.text("giai đoạn", str(stage.state.label))
    filling.text("việc phải làm", uncapitalised(stage.duty), "Việc phải làm: giai đoạn này không chờ ai")
    filling.day("ngày vào giai đoạn", visit.opened_on if visit else None)
    filling.day("ngày lập", on)
    about_the_term(filling, visit, f"Thời hạn: giai đoạn “{stage.state.label}” không tính hạn")
    _standing(filling, visit, on)
    _promise(filling, visit)
    _trace(filling, visit)
    relation = reminded_of(case)
    filling.flag("gửi cấp trên", relation in ABOVE)
    units = _addressees(case, relation)
    filling.text("đơn vị được nhắc", parties.called(units[0], on) if units else "", "Đơn vị phải xử lý giai đoạn này")
    return letter(
        filling, matter, title="Công văn nhắc hạn",
        subject=f"đôn đốc tiến độ xử lý đề án {case.code}",
        to=units, copies=_copies(matter, units),
        due_on=day_in(visit),
    )  # fmt: skip


def _standing(filling: Filling, visit: Visit | None, on: date) -> None:
    """How late, or how near; a stage that is neither need not be reminded of."""
    status = status_of(visit, on, load_clocks().calendar) if visit else None
    kind = status.kind if status else DueClass.UNTIMED
    filling.flag("quá hạn", kind == DueClass.OVERDUE)
    filling.flag("đến hạn hôm nay", kind == DueClass.DUE_TODAY)
    filling.flag("chưa đến hạn", kind in (DueClass.DUE_SOON, DueClass.ON_TIME))
    filling.count("số ngày quá hạn", status.days if status and kind == DueClass.OVERDUE else 0)
    filling.count("số ngày còn lại", status.days if status and kind != DueClass.OVERDUE else 0)
    if kind not in NEAR and kind != DueClass.OVERDUE:
        filling.doubt(f"{_label(status)}: giai đoạn này chưa cần nhắc.")


def _label(status: DueStatus | None) -> str:
    return status.label if status else "Không tính hạn"


def _promise(filling: Filling, visit: Visit | None) -> None:
    """A new day that whoever is late has named already."""
    slip = getattr(visit, "slip", None) if visit else None
    filling.day("ngày hẹn lại", slip.promised_on if slip else None)
    filling.long("lý do chậm", slip.reason if slip else "", 2000)


def _trace(filling: Filling, visit: Visit | None) -> None:
    """The steps of the clock that leads, as they were reckoned; when the office itself is to be reminded is its own affair."""
    legal = visit is not None and visit.due_clock == Visit.Clock.LEGAL
    stored = (visit.legal_trace if legal else visit.target_trace) if visit else []
    steps = [step for step in from_json(stored) if step.text and step.kind is not StepKind.REMIND]
    filling.table("cách tính hạn", TRACE, [(n, step.date, step.text) for n, step in enumerate(steps, 1)])


def _addressees(case: Case, relation: Relation | None) -> list[Organisation]:
    pk = organisation_in(relation, case) if relation else None
    return list(Organisation.objects.filter(pk=pk)) if pk else []


def _copies(matter: Matter, to: list[Organisation]) -> list[str]:
    """The Sở hears of what is asked of those below it."""
    department = matter.case.department
    if department.pk == matter.issuer.pk or department in to:
        return []
    return [f"{parties.called(department, matter.written_on)} (để phối hợp)"]
