"""Before a batch begins: for which projects of the plan the paper can be written, and why not for the others."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Organisation
from documents.drafting import CannotDraft
from documents.hands import cases_in_hands, of_tranche, writes
from documents.kinds import CaseKind, Plan, case_kinds
from documents.models import Document
from workflow.lifecycle import ENDS
from workflow.models import Case, Event
from workflow.vocabulary import Action, State

#: Beyond this a plan is asked for đợt by đợt.
MOST_ROWS = 2000
IN_FORCE = (Document.State.ISSUED, Document.State.SIGNED)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`why_not`: a sentence; empty where the paper can be written."""

    case: Case
    why_not: str = ""


def batch_kinds() -> list[CaseKind]:
    """Papers that each project has one of; what follows each single act is written where the act is."""
    return [kind for kind in case_kinds() if kind.due and not kind.many]


def foresee(kind: CaseKind, plan: Plan, unit: Organisation) -> list[Foreseen]:
    """Every project of the plan that has not ended, in the order of codes. Raises CannotDraft."""
    if not writes(unit, kind, plan.programme):
        raise CannotDraft(f"{unit} không lập “{kind.label}” của chương trình {plan.programme.label.lower()}.")
    found = of_tranche(cases_in_hands(unit, plan.programme), plan.tranche).filter(plan_year=plan.year)
    found = found.exclude(state__in=[state for state in ENDS if state not in kind.due])
    cases = list(found.select_related("implementer").order_by("code")[: MOST_ROWS + 1])
    if len(cases) > MOST_ROWS:
        raise CannotDraft(f"Một lần lập nhiều nhất {MOST_ROWS} văn bản. Xin lập riêng cho từng đợt.")
    acted = _acted(kind, cases)
    held = numbers_in_force(kind, cases)
    return [Foreseen(case, _why_not(kind, case, acted, held)) for case in cases]


def numbers_in_force(kind: CaseKind, cases: Iterable[Case]) -> dict[int, str]:
    """{case: number} where such a paper holds already: a second one is a replacement, made on purpose and singly."""
    found = Document.objects.filter(case__in=list(cases), kind=kind.code, state__in=IN_FORCE)
    return dict(found.order_by("id").values_list("case_id", "number"))


def already(kind: CaseKind, number: str) -> str:
    return f"Đã có “{kind.label}” số {number} đang có hiệu lực; cần thay thì lập bản thay thế ở trang của văn bản đó."


def _acted(kind: CaseKind, cases: Iterable[Case]) -> set[int] | None:
    """Ids of those that have gone through an act the paper belongs to; None for a kind that belongs to none."""
    if not kind.actions:
        return None
    acts = Event.objects.filter(case__in=list(cases), action__in=kind.actions)
    if kind.sources:
        acts = acts.filter(source__in=kind.sources)
    return set(acts.order_by().values_list("case_id", flat=True).distinct())


def _why_not(kind: CaseKind, case: Case, acted: set[int] | None, held: dict[int, str]) -> str:
    if case.pk in held:
        return already(kind, held[case.pk])
    if not kind.scope.holds(case):
        return f"“{kind.label}” lập cho {kind.scope.whom}; đề án này không thuộc diện đó."
    if State(case.state) not in kind.due:
        steps = ", ".join(f"“{state.label}”" for state in kind.due)
        return f"Đang ở bước “{State(case.state).label}”; văn bản này lập ở bước {steps}."
    if acted is not None and case.pk not in acted:
        labels = " hoặc ".join(f"“{Action(action).label}”" for action in kind.actions)
        return f"Chưa qua bước {labels}."
    return ""
