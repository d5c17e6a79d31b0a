"""What the rows of a file are compared with, read once before the first row: places, units, codes that exist already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation, Province
from accounts.people import Holding, Person
from accounts.queries import bare_name
from accounts.vocabulary import OrganisationKind, Role
from workflow.importing.cells import key_of
from workflow.models import Case, Event, PastGrant
from workflow.vocabulary import Action


class Places:
    """Provinces by name and by day: a name may have meant another area before 1/7/2025."""

    def __init__(self) -> None:
        self._named: dict[str, list[Province]] = {}
        for province in Province.objects.order_by("-valid_from"):
            self._named.setdefault(bare_name(province.name), []).append(province)

    def find(self, name: str, on: date) -> Province | None:
        return next((p for p in self._named.get(bare_name(name), ()) if _valid(p, on)), None)

    def in_year(self, name: str, year: int) -> Province | None:
        """The province that bore the name in the year; of two, the one of its first half."""
        return self.find(name, date(year, 1, 1)) or self.find(name, date(year, 12, 31))


def _valid(province: Province, on: date) -> bool:
    return province.valid_from <= on and (province.valid_to is None or province.valid_to >= on)


class Units:
    """Implementing units by code, or by name within a province, each with the Sở it answers to."""

    def __init__(self) -> None:
        units = Organisation.objects.filter(kind=OrganisationKind.IMPLEMENTER).select_related("parent", "province")
        self._units = list(units)
        self._coded = {key_of(unit.code): unit for unit in self._units}
        departments = Organisation.objects.filter(kind=OrganisationKind.DEPARTMENT)
        self._departments = {unit.province_id: unit for unit in departments}

    def find(self, words: str, province: Province) -> Organisation | None:
        wanted = key_of(words)
        if unit := self._coded.get(wanted):
            return unit
        near = [unit for unit in self._units if wanted in (key_of(unit.name), key_of(unit.short_name or unit.name))]
        return next((unit for unit in near if unit.province_id == province.pk), next(iter(near), None))

    def department_of(self, unit: Organisation, province: Province) -> Organisation | None:
        if unit.parent is not None and unit.parent.kind == OrganisationKind.DEPARTMENT:
            return unit.parent
        return self._departments.get(province.pk)


def is_administrator(person: Person) -> bool:
    return person.is_administrator


def holding_for(person: Person, implementer: Organisation) -> Holding | None:
    """Under which right a draft of this unit may be brought in: its owner's, or the administrator's. None: not at all.

    An administrator brings it in on behalf of the unit, so the unit stands in the event.
    """
    if held := person.first_holding(Role.OWNER, implementer.pk):
        return held
    if is_administrator(person):
        return Holding(Role.ADMINISTRATOR, implementer.pk, OrganisationKind.IMPLEMENTER, implementer.province_id)
    return None


def may_import(person: Person) -> bool:
    return is_administrator(person) or Role.OWNER in person.roles


@dataclass(frozen=True, slots=True)
class Existing:
    """Codes of cases, of past grants, and the code of the case that each earlier import of the same row made."""

    cases: frozenset[str]
    grants: dict[str, PastGrant]
    by_key: dict[str, str]


def existing(*, case_codes: Iterable[str] = (), keys: Iterable[str] = (), grant_codes: Iterable[str] = ()) -> Existing:
    cases = Case.objects.filter(code__in=list(case_codes)).values_list("code", flat=True)
    made = Event.objects.filter(action=Action.CREATE, key__in=list(keys)).values_list("key", "case__code")
    return Existing(frozenset(cases), PastGrant.objects.in_bulk(list(grant_codes), field_name="code"), dict(made))
