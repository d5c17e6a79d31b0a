"""A chain of command above the implementing unit: its director, the director of the Sở, the chairman of the province."""

from datetime import date

from accounts.models import Membership, User
from accounts.vocabulary import Role
from tests.places import World

SINCE = date(2020, 1, 1)


def with_chain(place: World) -> User:
    """Puts the Sở under the committee, whose clerk is put in charge of it; returns the new director of the unit."""
    place.department.parent = place.committee
    place.department.save()
    Membership.objects.filter(user=place.committee_clerk).update(is_head=True)
    director = User.objects.create(username="giamdoc", full_name="Cao Văn Giám", email="giamdoc@example.vn")
    Membership.objects.create(
        user=director, organisation=place.implementer, role=Role.OWNER, is_head=True, valid_from=SINCE
    )
    return director
