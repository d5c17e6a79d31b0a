"""Who does what in the demo: for each act the person whom the table allows, as facts. Read once, then looked up."""

from collections.abc import Iterable

from accounts.models import Membership, Organisation, Province
from accounts.people import Holding, Person
from accounts.vocabulary import OrganisationKind, Role
from workflow.demo.sketch import Place, Sketch
from workflow.lifecycle import Relation, Row
from workflow.vocabulary import Action

K = OrganisationKind
NATIONAL_KINDS = {
    Relation.AGENCY: K.AGENCY,
    Relation.MINISTRY: K.MINISTRY,
    Relation.FINANCE_MINISTRY: K.FINANCE_MINISTRY,
}
DECIDERS = frozenset({Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER})
SEATS = 3


class Cast:
    """Demo accounts hold one role each, so a person's facts are the same on every day they may act."""

    def __init__(self) -> None:
        self._people: dict[tuple[int, str], list[Person]] = {}
        held = Membership.objects.select_related("user", "organisation").order_by("user_id")
        for m in held.filter(user__is_active=True):
            unit = m.organisation
            holding = Holding(Role(m.role), unit.pk, K(unit.kind), unit.province_id, m.is_head)
            person = Person(m.user_id, m.user.full_name, m.user.email, frozenset({holding}), m.user.is_superuser)
            self._people.setdefault((unit.pk, m.role), []).append(person)
        units = Organisation.objects.filter(kind__in=NATIONAL_KINDS.values(), is_active=True).order_by("-id")
        self._national = {unit.kind: unit.pk for unit in units}

    def of(self, organisation_id: int, role: Role) -> list[Person]:
        return self._people.get((organisation_id, role), [])

    def owner(self, place: Place) -> Person:
        return self.of(place.implementer.pk, Role.OWNER)[0]

    def council(self, place: Place) -> tuple[list[Person], Person]:
        """Three members, and as chair the deputy of the leader who will decide."""
        appraisers = self.of(place.department.pk, Role.DEPARTMENT_APPRAISER)
        return appraisers[:SEATS], self.of(place.department.pk, Role.DEPARTMENT_LEADER)[-1]

    def actor(self, sketch: Sketch, row: Row, nth: int = 0) -> Person:
        """`nth`: how many of the council have scored; the first member, whose account start-up prints, comes last."""
        if row.action == Action.SCORE:
            return self.council(sketch.place)[0][-1 - nth]
        if row.action == Action.CONCLUDE:
            return self.council(sketch.place)[1]
        for grant in row.who:
            unit = self._unit(sketch.place, grant.relation)
            people = self.of(unit, grant.role) if unit else []
            if people:
                return self._among(people, sketch, grant.role)
        raise LookupError(f"Không có ai làm được “{row.action.label}” cho {sketch.code}.")

    @staticmethod
    def _among(people: list[Person], sketch: Sketch, role: Role) -> Person:
        """Decisions are the head's, daily work the staff's; the appraisers of the Cục share it."""
        if role in DECIDERS:
            return _staff_first(people)[-1]
        return people[int(sketch.code[-4:]) % len(people)] if role == Role.AGENCY_APPRAISER else _staff_first(people)[0]

    def _unit(self, place: Place, relation: Relation) -> int | None:
        match relation:
            case Relation.IMPLEMENTER:
                return place.implementer.pk
            case Relation.DEPARTMENT:
                return place.department.pk
            case Relation.PROVINCE:
                return place.committee.pk
            case Relation.BENEFICIARY:
                return None
            case _:
                return self._national.get(NATIONAL_KINDS[relation])


def _staff_first(people: list[Person]) -> list[Person]:
    """Heads of units last."""
    return sorted(people, key=lambda person: any(holding.is_head for holding in person.holdings))


def places(provinces: Iterable[Province]) -> list[Place]:
    """Each province with its Sở, its centre and its UBND, in the order given."""
    provinces = list(provinces)
    found: dict[tuple[int | None, str], Organisation] = {
        (unit.province_id, unit.kind): unit for unit in Organisation.objects.filter(province__in=provinces)
    }
    return [
        Place(
            province,
            department=found[province.pk, K.DEPARTMENT],
            implementer=found[province.pk, K.IMPLEMENTER],
            committee=found[province.pk, K.PROVINCE],
        )
        for province in provinces
    ]
