"""Who may act, as the rows of both tables name them: a role in an organisation with a relation to the case."""

from accounts.vocabulary import Role
from workflow.lifecycle.table import Grant, Relation

OWNER = Grant(Role.OWNER, Relation.IMPLEMENTER)
DEPARTMENT_CLERK = Grant(Role.CLERK, Relation.DEPARTMENT)
DEPARTMENT_APPRAISER = Grant(Role.DEPARTMENT_APPRAISER, Relation.DEPARTMENT)
DEPARTMENT_LEADER = Grant(Role.DEPARTMENT_LEADER, Relation.DEPARTMENT)
DEPARTMENT_ACCOUNTANT = Grant(Role.ACCOUNTANT, Relation.DEPARTMENT)
PROVINCE_CLERK = Grant(Role.CLERK, Relation.PROVINCE)
AGENCY_CLERK = Grant(Role.CLERK, Relation.AGENCY)
AGENCY_APPRAISER = Grant(Role.AGENCY_APPRAISER, Relation.AGENCY)
AGENCY_LEADER = Grant(Role.AGENCY_LEADER, Relation.AGENCY)
AGENCY_ACCOUNTANT = Grant(Role.ACCOUNTANT, Relation.AGENCY)
MINISTRY_OFFICER = Grant(Role.MINISTRY_OFFICER, Relation.MINISTRY)
FINANCE_REVIEWER = Grant(Role.FINANCE_REVIEWER, Relation.FINANCE_MINISTRY)
