"""Giấy đề nghị tạm ứng (D14; TT 36/2013 Đ.13–16): the share of the contract the rule allows, less what was already paid."""

from dataclasses import dataclass

from documents.contexts import parties
from documents.contexts.agreement import (
    ACCEPTING,
    about_the_acceptance,
    about_the_account,
    about_the_contract,
    about_the_money,
    balance_of,
)
from documents.contexts.filling import Filling
from documents.contexts.frame import distinct, framed, head
from documents.contexts.history import reports_until
from documents.contexts.project import about_the_case, programme_name
from documents.contexts.schedule import ACCEPTED, CONTRACT, basis_of, parts
from documents.kinds.matter import Matter
from documents.legal_bases import cited
from documents.wording.values import Values
from documents.words import capitalised
from workflow.models import Case, Event
from workflow.money.advances import AdvanceRule, NoAdvanceRule, advance_rule
from workflow.vocabulary import Action, ContentType


@dataclass(frozen=True, slots=True)
class Ask:
    """What may be asked for now, in đồng, and what must be sent with it."""

    ceiling: int
    amount: int
    documents: tuple[str, ...]


def fill(matter: Matter) -> Values:
    """Before acceptance within the ratio of the content; after it the rest of what was accepted. Raises NoAdvanceRule."""
    case, on = matter.case, matter.written_on
    event = matter.act
    accepted = event.action in ACCEPTING
    rule = advance_rule(ContentType(case.content_type), case.plan_year)
    filling = Filling()
    about_the_case(filling, case, on)
    about_the_contract(filling, case)
    about_the_acceptance(filling, case, settling=accepted)
    about_the_money(filling, case, settling=accepted)
    ask = _asked(rule, case, accepted=accepted)
    filling.flag("đã nghiệm thu", accepted)
    filling.count("lần", _times(case) + 1)
    filling.text("tỷ lệ", f"{rule.before_acceptance}%")
    filling.text("căn cứ tạm ứng", cited(basis_of(rule)))
    filling.money("mức tối đa", ask.ceiling)
    filling.money("đề nghị", ask.amount or None, f"Số tiền đề nghị: {_why_nothing(rule, accepted=accepted)}")
    filling.items("tài liệu kèm theo", map(capitalised, ask.documents))
    if not accepted:
        filling.ahead("Ngày hoàn thành theo hợp đồng", case.contract_ends_on, on)
        _progress(filling, case, event, rule)
    about_the_account(filling, matter.issuer, on)
    manager = parties.party_a(case)
    name = programme_name(case.programme)
    return framed(
        filling, matter,
        kind="Giấy đề nghị",
        subject=f"Tạm ứng kinh phí {name}{' còn lại' if accepted else ''}",
        letters="ĐN",
        addressees=distinct((manager.name_on(on),)),
        signers=(head(filling, matter.issuer, on, "a"),),
        recipients=("Như trên", "Lưu: VT"),
        others=(manager,),
        amount=ask.amount,
    )  # fmt: skip


def why_not(case: Case, event: Event | None) -> str:
    """A request for no money at all is no paper; a sentence, empty where something is left to ask for."""
    try:
        rule = advance_rule(ContentType(case.content_type), case.plan_year)
    except NoAdvanceRule as missing:
        return str(missing)
    accepted = event is not None and event.action in ACCEPTING
    if not case.contract_amount or _asked(rule, case, accepted=accepted).amount:
        return ""
    return f"Không còn số tiền để đề nghị tạm ứng: {_why_nothing(rule, accepted=accepted)}."


def _asked(rule: AdvanceRule, case: Case, *, accepted: bool) -> Ask:
    balance = balance_of(case)
    return _the_rest(rule, balance.accepted, balance.paid) if accepted else _first(rule, case)


def _first(rule: AdvanceRule, case: Case) -> Ask:
    ceiling = (case.contract_amount or 0) * rule.before_acceptance // 100
    documents = (CONTRACT, *parts(rule.condition))
    return Ask(ceiling, max(ceiling - case.advanced_amount, 0), documents)


def _the_rest(rule: AdvanceRule, accepted: int, paid: int) -> Ask:
    """TT 36/2013 Đ.14; where all is paid after acceptance, with what Đ.13.3 asks for."""
    evidence = parts(rule.condition) if rule.after_acceptance else (*ACCEPTED, *parts(rule.remainder))
    return Ask(accepted, max(accepted - paid, 0), (CONTRACT, *evidence))


def _why_nothing(rule: AdvanceRule, *, accepted: bool) -> str:
    if accepted:
        return "giá trị nghiệm thu đã được thanh toán đủ"
    if rule.after_acceptance:
        return "nội dung này chỉ được chi sau nghiệm thu cơ sở"
    return "đã tạm ứng đủ mức được tạm ứng trước nghiệm thu"


def _progress(filling: Filling, case: Case, event: Event, rule: AdvanceRule) -> None:
    """An advance on volume done is asked for with a report that shows more than the threshold."""
    if rule.progress_above is None or rule.after_acceptance:
        return
    reports = reports_until(case, event)
    if not reports or reports[-1].data["percent"] <= rule.progress_above:
        filling.lacks(f"Báo cáo tiến độ có khối lượng trên {rule.progress_above}%")


def _times(case: Case) -> int:
    return Event.objects.filter(case=case, action__in=(Action.RECORD_ADVANCE, Action.RECORD_PAYMENT)).count()
