"""Separation of duties: nobody judges what is theirs, and nobody does in another's name what their own name forbids.

`not_own_case` is asked by the rows that judge. `standing_in` is asked of every act that is done on behalf of somebody.
"""

from accounts.models import Membership
from accounts.queries import valid_on
from accounts.vocabulary import Role
from workflow.engine.refusals import Refusal
from workflow.models import Duty
from workflow.needs import Act, of_every_act, register
from workflow.vocabulary import Action

#: What gives time to whoever does the work, or judges of their delay.
GIVES_TIME = frozenset({Action.PAUSE_CLOCK, Action.EXTEND, Action.ACKNOWLEDGE})


@register("not_own_case")
def not_own_case(act: Act) -> Refusal | None:
    """Who drafts or owns a đề án never judges it: neither of the two names under which a stand-in acts, and neither
    today's owners only nor those of the day of an earlier act: a role can be changed, what was done cannot."""
    if _owns_now(act) or act.case.created_by_id in act.names or act.past.of_the_owner & act.names:
        return Refusal("Người lập hoặc thuộc đơn vị thực hiện đề án không được xử lý chính đề án đó.")
    return None


def _owns_now(act: Act) -> bool:
    """By a holding of the person, their own or lent; or by any role of the one they stand in for, handed over or not."""
    unit = act.case.implementer_id
    if act.person.holds(Role.OWNER, unit):
        return True
    others = act.names - {act.person.user_id}
    owners = Membership.objects.filter(valid_on(act.on), user__in=others, organisation=unit, role=Role.OWNER)
    return bool(others) and owners.exists()


@of_every_act
def standing_in(act: Act) -> Refusal | None:
    """One person wears one hat in one đề án: who appraised it does not decide on it in the name of the one who is away,
    and who has its work on the desk gives themselves no time for it."""
    holding = act.holding
    if holding is None or holding.for_user_id is None:
        return None
    if hand := act.past.under_another_hat(act.person.user_id, holding):
        return Refusal(
            f"Bạn đã tham gia xử lý đề án này với tư cách khác (“{hand.action.label}”), nên không làm thay "
            f"{holding.for_name} ở bước này. Việc chờ {holding.for_name} hoặc người thay khác."
        )
    mine = Duty.objects.filter(visit=act.visit, done_at=None, user=act.person.user_id)
    if act.row.action in GIVES_TIME and mine.exists():
        return Refusal(
            f"Việc ở giai đoạn này đang do bạn làm: bạn không tự cho mình thêm thời gian thay {holding.for_name}."
        )
    return None
