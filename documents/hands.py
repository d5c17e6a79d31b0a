"""Which đề án are a unit's to write of, and which unit writes a paper: asked by papers about plans and by batches."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from accounts.vocabulary import OrganisationKind
from documents.kinds import Issuer, Kind
from workflow.models import Case
from workflow.vocabulary import Programme

UNIT = {
    Issuer.IMPLEMENTER: OrganisationKind.IMPLEMENTER,
    Issuer.DEPARTMENT: OrganisationKind.DEPARTMENT,
    Issuer.AGENCY: OrganisationKind.AGENCY,
    Issuer.MINISTRY: OrganisationKind.MINISTRY,
}
NATIONAL_UNIT = {Issuer.MANAGER: OrganisationKind.AGENCY, Issuer.APPROVER: OrganisationKind.MINISTRY}
LOCAL_UNIT = {Issuer.MANAGER: OrganisationKind.DEPARTMENT, Issuer.APPROVER: OrganisationKind.PROVINCE}


def unit_kind(issuer: Issuer, programme: Programme) -> OrganisationKind | None:
    """What kind of unit writes it in a programme; None where that differs from one project to the next."""
    by_programme = NATIONAL_UNIT if programme == Programme.NATIONAL else LOCAL_UNIT
    return UNIT.get(issuer) or by_programme.get(issuer)


def writes(unit: Organisation, kind: Kind, programme: Programme) -> bool:
    """Is this the unit whose paper it is?"""
    return programme in kind.programmes and unit.kind == unit_kind(kind.issuer, programme)


def cases_in_hands(unit: Organisation, programme: Programme) -> QuerySet[Case]:
    """The projects that have reached the unit: a Sở its own, the Cục and the Bộ all of the national programme."""
    return Case.objects.filter(_reached(unit), programme=programme)


def _reached(unit: Organisation) -> Q:
    match unit.kind:
        case OrganisationKind.IMPLEMENTER:
            return Q(implementer=unit)
        case OrganisationKind.DEPARTMENT:
            return Q(department=unit, submitted_on__isnull=False)
        case OrganisationKind.PROVINCE:
            return Q(province=unit.province, programme=Programme.LOCAL, registered_on__isnull=False)
        case OrganisationKind.AGENCY | OrganisationKind.MINISTRY:
            return Q(programme=Programme.NATIONAL, registered_on__isnull=False)
        case _:
            return Q(pk__in=[])


def of_tranche(cases: QuerySet[Case], tranche: int | None) -> QuerySet[Case]:
    """A project that no decision has put into a đợt yet belongs to the one that is being prepared."""
    return cases if tranche is None else cases.filter(Q(plan_tranche=tranche) | Q(plan_tranche=None))
