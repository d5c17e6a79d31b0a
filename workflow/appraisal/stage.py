"""What the engine tells the council, and what the council makes of it: tasks of the flow and duties of people.

Everything here runs inside the engine's transaction, with the row of the case locked.
"""

from workflow.appraisal.flow import CouncilFlow, convene, dismiss, finish_task, finish_unassigned_task
from workflow.appraisal.models import SCORE_FIELDS, Council, Score
from workflow.appraisal.queries import last_seats
from workflow.engine.duties import Wanted, open_duties, replace_duties, wanted_by
from workflow.lifecycle import people as by
from workflow.models import Case, Duty, Event, Visit
from workflow.vocabulary import Action

#: The leader's decisions on the council's work; any other way out dismisses the council.
DECISIONS = frozenset({Action.PASS_APPRAISAL, Action.FAIL_APPRAISAL})


class AppraisalFlow:
    """The `StageFlow` of the stage of local appraisal."""

    def opened(self, *, case: Case, visit: Visit, event: Event) -> None:
        """Seats the people whom the act names; back in the stage without names, those of the last council sit again."""
        members, chair_id = _seats(case, event)
        convene(case=case, visit=visit, members=members, chair_id=chair_id)
        wanted = [_score_duty(case, user_id, seats=len(members)) for user_id in members]
        open_duties(visit=visit, case=case, wanted=wanted, at=event.at)

    def acted(self, *, case: Case, visit: Visit, event: Event) -> None:
        council = Council.objects.get(visit=visit)
        if event.action == Action.SCORE:
            _score(case, council, visit, event)
        elif event.action == Action.CONCLUDE:
            _conclude(case, council, visit, event)

    def left(self, *, case: Case, visit: Visit, event: Event) -> None:
        council = Council.objects.get(visit=visit)
        if event.action in DECISIONS:
            finish_unassigned_task(council=council, node=CouncilFlow.decide, user=event.actor)
        else:
            dismiss(council=council)


def _seats(case: Case, event: Event) -> tuple[list[int], int]:
    if "members" in event.data:
        return event.data["members"], event.data["chair"][0]
    last = last_seats(case)
    if last is None:
        raise LookupError(f"{case} enters the appraisal without a council and never had one")
    return last


def _score(case: Case, council: Council, visit: Visit, event: Event) -> None:
    """Keeps the sheet, ends the member's task and duty; tells the others how many are in, or calls the chair."""
    seats = {seat.user_id: seat for seat in council.members.all()}
    Score.objects.create(
        council=council,
        member=seats[event.actor_id],
        verdict=event.data["verdict"],
        comment=event.reason,
        event=event,
        **{name: event.data[name] for name in SCORE_FIELDS},
    )
    finish_task(council=council, node=CouncilFlow.score, user_id=event.actor_id)
    duties = Duty.objects.filter(visit=visit, done_at=None, action=Action.SCORE)
    duties.filter(user=event.actor_id).update(done_at=event.at)
    submitted = council.scores.count()
    if submitted < len(seats):
        duties.update(sentence=score_sentence(submitted, len(seats)))
    else:
        open_duties(visit=visit, case=case, wanted=[_chair_duty(case, council, len(seats))], at=event.at)


def _conclude(case: Case, council: Council, visit: Visit, event: Event) -> None:
    """Keeps the conclusion, ends the chair's task and duty; now it is the leader's turn, as the stage says."""
    council.verdict = event.data["verdict"]
    council.proposed_amount = event.data["proposed_amount"]
    council.conclusion, council.concluded_by = event.reason, event
    council.save(update_fields=["verdict", "proposed_amount", "conclusion", "concluded_by"])
    finish_task(council=council, node=CouncilFlow.conclude, user_id=event.actor_id)
    replace_duties(visit=visit, case=case, wanted=wanted_by(case.stage, case), at=event.at)


def _score_duty(case: Case, user_id: int, *, seats: int) -> Wanted:
    return Wanted(
        sentence=score_sentence(0, seats),
        organisation_id=case.department_id,
        roles=(by.DEPARTMENT_APPRAISER.role,),
        user_id=user_id,
        action=Action.SCORE,
    )


def _chair_duty(case: Case, council: Council, seats: int) -> Wanted:
    return Wanted(
        sentence=f"Kết luận của hội đồng – đủ {seats}/{seats} phiếu",
        organisation_id=case.department_id,
        roles=(by.DEPARTMENT_LEADER.role, by.DEPARTMENT_APPRAISER.role),
        user_id=council.chair_id,
        action=Action.CONCLUDE,
    )


def score_sentence(submitted: int, seats: int) -> str:
    """What the worklist says to a member who has not scored yet."""
    return f"Chấm điểm thẩm định – {submitted}/{seats} thành viên đã gửi"
