"""Every kind of paper the work needs, by code. A paper = a row here + its values (`contexts`) + its wording (`data/wordings`)."""

from functools import lru_cache

from documents.kinds.kind import CaseKind, Issuer, Kind, PlanKind
from documents.kinds.matter import Matter, Plan, PlanMatter

__all__ = [
    "CaseKind", "Issuer", "Kind", "Matter", "Plan", "PlanKind", "PlanMatter", "all_kinds", "case_kind", "case_kinds",
    "kind_of", "plan_kinds",
]  # fmt: skip


@lru_cache(maxsize=1)
def all_kinds() -> dict[str, Kind]:
    """In the order in which the work meets them."""
    from documents.kinds import acceptance, appraisal, contracts, delivery, letters, planning, settlement

    modules = (appraisal, letters, planning, contracts, delivery, acceptance, settlement)
    return {kind.code: kind for module in modules for kind in module.KINDS}


def kind_of(code: str) -> Kind:
    """Raises KeyError for what is no paper of ours."""
    return all_kinds()[code]


def case_kind(code: str) -> CaseKind:
    """Raises KeyError also for a paper that is about a plan."""
    kind = kind_of(code)
    if not isinstance(kind, CaseKind):
        raise KeyError(code)
    return kind


def case_kinds() -> list[CaseKind]:
    return [kind for kind in all_kinds().values() if isinstance(kind, CaseKind)]


def plan_kinds() -> list[PlanKind]:
    return [kind for kind in all_kinds().values() if isinstance(kind, PlanKind)]
