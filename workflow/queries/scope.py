"""Which đề án a person may see: by the relation of their organisations, and only from the step that reached them."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from accounts.people import Holding, Person
from accounts.vocabulary import OrganisationKind, Role
from workflow.models import Case
from workflow.vocabulary import Programme


def visible_cases(person: Person) -> QuerySet[Case]:
    """Default deny: nobody sees a đề án unless a holding of theirs reaches it."""
    if person.is_superuser or Role.ADMINISTRATOR in person.roles:
        return Case.objects.all()
    seen = Q(pk__in=[])
    for holding in person.holdings:
        seen |= _seen_by(holding)
    return Case.objects.filter(seen)


def units_to_write_for(person: Person) -> QuerySet[Organisation]:
    """The implementing units whose owner this person is, or stands in for: for these a new đề án may be drafted.

    A dossier has its day; when its owner is away the substitute must be able to bring it in. Both names are in the event,
    and neither of the two may judge it afterwards.
    """
    ids = [h.organisation_id for h in person.holdings if h.role == Role.OWNER]
    return Organisation.objects.filter(pk__in=ids, is_active=True, parent__isnull=False, province__isnull=False)


def _seen_by(holding: Holding) -> Q:
    match holding.kind:
        case OrganisationKind.IMPLEMENTER:
            return Q(implementer_id=holding.organisation_id)
        case OrganisationKind.BENEFICIARY:
            return Q(pk__in=Case.objects.filter(beneficiaries__organisation_id=holding.organisation_id).values("pk"))
        case OrganisationKind.DEPARTMENT:
            return Q(department_id=holding.organisation_id, submitted_on__isnull=False)
        case OrganisationKind.PROVINCE:
            local = Q(province_id=holding.province_id, programme=Programme.LOCAL, registered_on__isnull=False)
            return local | _answered_for_by(holding)
        case OrganisationKind.FINANCE_MINISTRY:
            return Q(programme=Programme.NATIONAL, sent_to_finance_on__isnull=False)
        case _:
            return Q(programme=Programme.NATIONAL, registered_on__isnull=False)


def _answered_for_by(holding: Holding) -> Q:
    """Whoever is in charge of a committee hears of the delays of the Sở under it, and must be able to open them."""
    if not holding.is_head:
        return Q(pk__in=[])
    return Q(department__parent_id=holding.organisation_id, submitted_on__isnull=False)
