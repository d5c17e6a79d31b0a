"""Writing a draft about a plan: the projects in the issuer's hands, in a state that belongs there, frozen as they stand."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Organisation
from documents.drafting import FAR, NEAR, CannotDraft, checked, write
from documents.hands import cases_in_hands, of_tranche, writes
from documents.kinds import Plan, PlanKind, PlanMatter
from documents.models import Document
from workflow.engine.clock import day_of
from workflow.vocabulary import State

#: A wide row costs about 35 ms of layout; a longer list could not be drawn in the time one paper has.
MOST_PROJECTS = 200


def plan_matter_of(kind: PlanKind, plan: Plan, issuer: Organisation, on: date) -> PlanMatter:
    """Raises CannotDraft where the unit does not write this paper, or has nothing, or too much, to write of."""
    if not writes(issuer, kind, plan.programme):
        raise CannotDraft(f"{issuer} không lập “{kind.label}” của chương trình {plan.programme.label.lower()}.")
    found = of_tranche(cases_in_hands(issuer, plan.programme), plan.tranche)
    found = found.filter(plan_year=plan.year, state__in=kind.states).order_by("code")
    cases = list(found.select_related(*NEAR).prefetch_related(*FAR)[: MOST_PROJECTS + 1])
    if not cases:
        states = ", ".join(f"“{State(state).label}”" for state in kind.states)
        raise CannotDraft(
            f"Không có đề án nào của kế hoạch này để đưa vào “{kind.label}”: cần có đề án ở một trong các bước {states}."
        )
    if len(cases) > MOST_PROJECTS:
        raise CannotDraft(
            f"Kế hoạch này có {found.count()} đề án, một văn bản chứa nhiều nhất {MOST_PROJECTS} đề án."
            " Xin lập riêng cho từng đợt."
        )
    return PlanMatter(plan, issuer, on, cases)


def draft_plan(
    kind: PlanKind, plan: Plan, *, issuer_id: int, at: datetime, user_id: int | None = None,
    supersedes_id: int | None = None, on: date | None = None,
) -> Document:  # fmt: skip
    """A new draft, or the open one about the same plan, taken anew. `on`: the day whose facts count, else today.

    Raises CannotDraft, WordingError, and what filling in raises.
    """
    on = on or day_of(at)
    with transaction.atomic():
        # One person of the unit at a time: a second one finds the draft of the first.
        units = Organisation.objects.select_for_update(of=("self",), no_key=True)
        issuer = units.select_related("parent", "province").get(pk=issuer_id)
        values = checked(kind, kind.fill(plan_matter_of(kind, plan, issuer, on)))
        about = {"programme": plan.programme, "plan_year": plan.year, "tranche": plan.tranche}
        known = Document.objects.filter(
            **about, kind=kind.code, issuer=issuer, supersedes_id=supersedes_id, state=Document.State.DRAFT
        )
        document = known.first() or Document(
            **about, kind=kind.code, created_by_id=user_id, created_at=at, supersedes_id=supersedes_id
        )
        write(document, kind, values, issuer=issuer)
    return document
