"""Biên bản thẩm định cấp Bộ (D08; TT 36/2013 Đ.8.2, 8.3): what was asked for, what was concluded, and why."""

from collections.abc import Iterable

from documents.contexts import bases, plan
from documents.contexts.filling import Filling
from documents.contexts.frame import headed
from documents.kinds.matter import PlanMatter
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column, Signer, Values
from workflow.models import Case, Event
from workflow.vocabulary import Action, State

CONCLUSIONS = (
    Column("TT", 10, CENTRE), Column("Tên đề án (mã số)"), Column("Đơn vị thực hiện", 45), Column("Kết luận", 60),
    Column("Mức đề nghị", 32, RIGHT), Column("Mức thẩm định", 32, RIGHT),
)  # fmt: skip
TEXTS = 4
CONCLUDED = (Action.INCLUDE, Action.REDUCE, Action.DROP)
#: The register of cases does not hold the sitting itself.
BY_HAND = (
    "Biên bản thẩm định cấp Bộ: giờ bắt đầu, giờ kết thúc, địa điểm họp",
    "Biên bản thẩm định cấp Bộ: thành phần tham dự, chủ trì, thư ký",
)


def fill(matter: PlanMatter) -> Values:
    filling = Filling()
    plan.about_the_plan(filling, matter)
    bases.cite(filling, bases.of_an_office(matter.plan.programme, matter.written_on))
    for sentence in BY_HAND:
        filling.lacks(sentence)
    total = _conclusions(filling, list(matter.cases))
    return headed(
        filling,
        matter,
        letters="BB",
        title=f"Biên bản thẩm định cấp Bộ {plan.named(matter.plan)}",
        kind="Biên bản",
        subject=f"Thẩm định cấp Bộ đề án đăng ký {plan.named(matter.plan)}",
        signers=(Signer("b", "", "Thư ký", ""), Signer("a", "", "Chủ trì", "")),
        recipients=("Lưu: VT",),
        facts=plan.facts_of_plan(matter, total),
    )


def _conclusions(filling: Filling, cases: list[Case]) -> int:
    """The table and its counts; the sum proposed, in đồng."""
    acts: dict[int, Event] = {}
    for event in Event.objects.filter(case__in=cases, action__in=CONCLUDED).order_by("seq"):
        acts[event.case_id] = event
    taken = [case for case in cases if _taken(case, acts)]
    total = plan.sum_of(taken, "proposed_amount")

    def sums(own: Iterable[Case]) -> plan.Cells:
        own = list(own)
        concluded = any(case.pk in acts for case in own)
        proposed = plan.sum_of([case for case in own if case in taken], "proposed_amount")
        return (plan.sum_of(own, "requested_amount"), proposed if concluded else None)

    def row(number: int, case: Case) -> plan.Cells:
        return (
            str(number), plan.title_of(case), clean_line(case.implementer.name), _said(acts.get(case.pk)), *sums((case,)),
        )  # fmt: skip

    plan.table_of_projects(filling, "kết luận", CONCLUSIONS, cases, row, sums, before=TEXTS)
    filling.count("số đạt", len(taken))
    filling.count("số giảm", sum(1 for case in taken if acts[case.pk].action == Action.REDUCE))
    filling.count("số không đạt", sum(1 for case in cases if case.state == State.NOT_PLANNED))
    waiting = [case.code for case in cases if case.pk not in acts]
    filling.count("số chưa kết luận", len(waiting))
    filling.flag("còn đề án chưa kết luận", bool(waiting))
    if waiting:
        filling.lacks(f"Kết luận thẩm định cấp Bộ của {len(waiting)} đề án ({', '.join(waiting[:5])} …)")
    filling.money("kinh phí thẩm định", total if acts else None, "Tổng kinh phí theo kết quả thẩm định cấp Bộ")
    return total


def _taken(case: Case, acts: dict[int, Event]) -> bool:
    act = acts.get(case.pk)
    return act is not None and act.action in (Action.INCLUDE, Action.REDUCE) and case.state != State.NOT_PLANNED


def _said(act: Event | None) -> str:
    if act is None:
        return "Chưa kết luận"
    reason = clean_line(act.reason)
    return f"{Action(act.action).label}\n{reason}" if reason else str(Action(act.action).label)
