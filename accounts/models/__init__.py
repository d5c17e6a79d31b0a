from accounts.models.delegations import Delegation
from accounts.models.organisations import Organisation, OrganisationName
from accounts.models.people import Membership, User
from accounts.models.places import Province, ProvinceMerge

__all__ = ["Delegation", "Membership", "Organisation", "OrganisationName", "Province", "ProvinceMerge", "User"]
