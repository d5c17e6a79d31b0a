"""Whom a decision may name: members of a council, or the colleague who takes over the work."""

from datetime import date

from accounts.models import User
from accounts.people import Person
from workflow.appraisal import queries as appraisal
from workflow.engine import duties
from workflow.engine.late import open_visit_of
from workflow.models import Case


def people_for(case: Case, input_name: str, person: Person, on: date) -> list[tuple[object, str]]:
    """Choices for an input of people: (id, "Họ tên – chức vụ"), the likeliest first."""
    if input_name != "assignee":
        return appraisal.people_for(case, input_name, on)
    fit = [set(duties.candidates(duty, on)) for duty in duties.assignable(open_visit_of(case), person.organisation_ids)]
    users = User.objects.filter(pk__in=set.intersection(*fit) if fit else ())
    mine_first = sorted(users, key=lambda user: (user.pk != person.user_id, user.full_name, user.pk))
    return appraisal.labelled(mine_first, on)
