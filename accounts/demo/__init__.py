"""People for trying the software out: the same set in every province, so that any of them can be played through.

Never in production: all of them share one password that is printed at start-up.
"""

from accounts.demo.loading import accounts_by_role, beneficiary, load_people
from accounts.demo.names import name_of
from accounts.demo.seats import PASSWORD, SHOWN, slug_of

__all__ = ["PASSWORD", "SHOWN", "accounts_by_role", "beneficiary", "load_people", "name_of", "slug_of"]
