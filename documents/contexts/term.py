"""The deadline of one stay in a stage, as a paper tells it: the day, what kind of term it is, on what it rests."""

from documents.contexts.filling import Filling
from documents.legal_bases import in_full
from documents.text import clean_line
from workflow.deadlines.rules import Rule, Unit
from workflow.models import Event, Visit

#: Read by people outside the office, so a target is said without its word for it.
LEGAL, TARGET, CONTRACT = "thời hạn theo quy định", "thời gian xử lý do đơn vị tự đặt", "thời hạn hợp đồng"


def stay_after(event: Event) -> Visit | None:
    """The stay that an act began; None for an act inside a stage."""
    return Visit.objects.filter(opened_by=event).first()


def about_the_term(filling: Filling, visit: Visit | None, missing: str) -> None:
    """“hạn” with its day, “loại hạn”, “thời hạn” (the rule in words) and “căn cứ hạn”; without a day, `missing`."""
    due = visit.due_on if visit else None
    filling.flag("có hạn", due is not None)
    filling.day("hạn", due, missing)
    legal = visit is not None and visit.due_clock == Visit.Clock.LEGAL
    rule = _rule(visit) if visit else None
    by_contract = rule is not None and rule.unit == Unit.CONTRACT_DATE
    filling.text("loại hạn", LEGAL if legal else CONTRACT if by_contract else TARGET)
    filling.text("thời hạn", rule.in_words if rule and due else "")
    filling.text("căn cứ hạn", in_full(clean_line(visit.legal_basis)) if visit and legal else "")
    if due and visit and visit.provisional:
        filling.doubt("Hạn nêu trong văn bản tính theo lịch nghỉ tạm tính, có thể đổi khi có lịch chính thức.")


def day_in(visit: Visit | None) -> str | None:
    """The same day as data: ISO."""
    return visit.due_on.isoformat() if visit and visit.due_on else None


def _rule(visit: Visit) -> Rule | None:
    """That of the clock which leads."""
    stored = visit.legal_rule if visit.due_clock == Visit.Clock.LEGAL else visit.target_rule
    return Rule.from_json(stored) if stored else None
