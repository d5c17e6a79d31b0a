"""Needs about the deadline of the stage: what may be stopped, moved, promised, and by whom (the rule of the stage says)."""

from accounts.vocabulary import Role
from workflow.deadlines.rules import Rule
from workflow.engine import duties
from workflow.engine.late import is_late
from workflow.engine.refusals import Ground, Refusal
from workflow.models import Extension, Visit
from workflow.needs import Act, register

NAMES = {"legal": "thời hạn pháp lý", "target": "chỉ tiêu nội bộ"}


def rule_of(visit: Visit, clock: str) -> Rule | None:
    """The rule of one clock as it was promised when the stage began."""
    stored = getattr(visit, f"{clock}_rule")
    return Rule.from_json(stored) if stored else None


@register("clock_runs")
def clock_runs(act: Act) -> Refusal | None:
    """A term may be stopped while it runs: once it is over, stopping it would only hide that it was missed."""
    visit = act.visit
    if visit.paused_on is not None:
        return Refusal(f"Hạn đang tạm dừng từ {visit.paused_on:%d/%m/%Y}. Bấm “Tính hạn tiếp” trước.")
    counted = [rule for clock in NAMES if (rule := rule_of(visit, clock)) and rule.is_counted]
    if not counted:
        return Refusal("Giai đoạn này không có hạn đếm theo ngày để tạm dừng; ngày đã ấn định thì không dời.")
    if is_late(visit, act.on):
        return Refusal(f"Đã quá hạn ngày {visit.due_on:%d/%m/%Y}: tạm dừng không xóa được việc chậm. Hãy hẹn lại ngày.")
    return None


@register("clock_stands")
def clock_stands(act: Act) -> Refusal | None:
    return None if act.visit.paused_on else Refusal("Hạn đang tính, không phải tạm dừng.")


@register("clock_is_not_paused")
def clock_is_not_paused(act: Act) -> Refusal | None:
    return Refusal("Hạn đang tạm dừng. Bấm “Tính hạn tiếp” rồi mới gia hạn.") if act.visit.paused_on else None


@register("extension_within_rule")
def extension_within_rule(act: Act) -> Refusal | None:
    """Both ceilings of the rule, how often and how many days together, and the roles that may grant it."""
    if act.data is None:
        faults = [_fault(act, clock, 1) for clock in NAMES if rule_of(act.visit, clock)]
        if not faults:
            return Refusal("Giai đoạn này không có hạn để gia hạn.")
        return None if None in faults else faults[-1]
    if "clock" not in act.data or "days" not in act.data:
        return None  # the inputs' own refusals say so
    return _fault(act, act.data["clock"], act.data["days"])


def _fault(act: Act, clock: str, days: int) -> Refusal | None:
    rule, name = rule_of(act.visit, clock), NAMES[clock]
    if rule is None:
        return Refusal(f"Giai đoạn này không có {name}.", Ground.NEED, field="clock")
    if not rule.max_extensions:
        return Refusal(f"Quy tắc không cho gia hạn {name} của giai đoạn này.", Ground.NEED, rule.basis, field="clock")
    if not _roles(act) & set(rule.extended_by):
        return Refusal(f"Bạn không thuộc những người được gia hạn {name} này.", Ground.NEED, rule.basis, field="clock")
    given = list(Extension.objects.filter(visit=act.visit, clock=clock).values_list("days", flat=True))
    if len(given) >= rule.max_extensions:
        return Refusal(
            f"Đã gia hạn {len(given)} lần, tối đa {rule.max_extensions} lần.", Ground.NEED, rule.basis, field="clock"
        )
    left = rule.max_extension_days - sum(given)
    if days > left:
        text = f"Chỉ còn gia hạn được {left} {rule.extension_unit} (tối đa {rule.max_extension_days}, đã dùng {sum(given)})."
        return Refusal(text, Ground.NEED, rule.basis, field="days")
    return None


def _roles(act: Act) -> set[Role]:
    """Those held under the name in which it would be done: what was lent gives no right to one's own name."""
    name = act.holding.for_user_id if act.holding else None
    return {holding.role for holding in act.person.holdings if holding.for_user_id == name}


@register("stage_is_late")
def stage_is_late(act: Act) -> Refusal | None:
    return None if is_late(act.visit, act.on) else Refusal("Giai đoạn này chưa quá hạn.")


@register("work_can_be_given")
def work_can_be_given(act: Act) -> Refusal | None:
    """Open work of the person's own unit, to somebody who holds one of its roles there."""
    open_here = duties.assignable(act.visit, act.person.organisation_ids)
    if not open_here:
        return Refusal("Đơn vị của bạn không có việc nào ở giai đoạn này để giao.")
    chosen = act.data.get("assignee") if act.data else None
    if not chosen or all(chosen[0] in duties.candidates(duty, act.on) for duty in open_here):
        return None
    return Refusal("Người được chọn không giữ vai trò của việc này trong đơn vị.", field="assignee")
