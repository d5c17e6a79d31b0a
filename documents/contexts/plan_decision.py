"""Tờ trình and quyết định phê duyệt kế hoạch (D08, D09; TT 36/2013 Đ.8.3), quyết định and thông báo giao kinh phí.

All four carry the same list of projects; they differ in who writes to whom and in which amount counts.
"""

from collections.abc import Callable, Iterable, Sequence

from documents.contexts import bases, parties, plan
from documents.contexts.filling import Filling
from documents.contexts.frame import headed
from documents.contexts.signing import head_of, headship
from documents.kinds.matter import PlanMatter
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column, Values
from documents.words import uncapitalised
from workflow.models import Case
from workflow.vocabulary import Programme

LIST = (
    Column("TT", 10, CENTRE), Column("Tên đề án (mã số)"), Column("Nội dung khuyến công", 36),
    Column("Đơn vị thực hiện", 45), Column("Địa điểm", 40), Column("Thời gian", 22, CENTRE),
)  # fmt: skip
APPROVED = (*LIST, Column("Kinh phí hỗ trợ", 34, RIGHT))
#: On how many of the recorded decisions a paper rests: those taken before the one that it states itself.
PLAN_AND_OPINION, ALL_DECISIONS = 2, 3
SHORT = LIST[:4]
ALLOCATED = (*SHORT, Column("Phê duyệt", 34, RIGHT), Column("Được giao", 34, RIGHT))


def fill_submission(matter: PlanMatter) -> Values:
    """Tờ trình of whoever manages the money to whoever approves the plan."""
    approver = plan.approver_of(matter)
    return _filled(
        matter, "Tờ trình", "TTr", f"Phê duyệt {plan.named(matter.plan)}",
        amount=_add_approved, addressees=(approver,), recipients=("Như trên", "Lưu: VT"),
    )  # fmt: skip


def fill_decision(matter: PlanMatter) -> Values:
    return _filled(
        matter, "Quyết định", "QĐ", f"Phê duyệt {plan.named(matter.plan)}",
        amount=_add_approved, recipients=("Như Điều 3", *_told(matter), "Lưu: VT"),
    )  # fmt: skip


def fill_allocation(matter: PlanMatter) -> Values:
    return _filled(
        matter, "Quyết định", "QĐ", f"Giao kinh phí thực hiện {plan.named(matter.plan)}",
        amount=_add_allocated, recipients=("Như Điều 3", *_told(matter), "Lưu: VT"), rests_on=PLAN_AND_OPINION,
    )  # fmt: skip


def fill_notice(matter: PlanMatter) -> Values:
    """Thông báo to those who will do the work."""
    return _filled(
        matter, "Thông báo", "TB", f"Giao kế hoạch, kinh phí thực hiện {plan.named(matter.plan)}",
        amount=_add_allocated, recipients=(*_told(matter), "Lưu: VT"), rests_on=ALL_DECISIONS,
    )  # fmt: skip


def _filled(
    matter: PlanMatter, kind: str, type_code: str, subject: str, *, amount: Callable[[Filling, Sequence[Case]], int],
    recipients: Sequence[str], addressees: Sequence[str] = (), rests_on: int = 0,
) -> Values:  # fmt: skip
    on, issuer = matter.written_on, matter.issuer
    filling = Filling()
    plan.about_the_plan(filling, matter)
    bases.cite(filling, bases.of_an_office(matter.plan.programme, on), *_decisions(matter, rests_on))
    _authorities(filling, matter)
    total = amount(filling, matter.cases)
    return headed(
        filling,
        matter,
        letters=type_code,
        title=f"{kind} {uncapitalised(subject)}",
        kind=kind,
        subject=f"Về việc {uncapitalised(subject)}",
        addressees=addressees,
        signers=(head_of(filling, issuer, on, in_person=True),),
        recipients=recipients,
        facts=plan.facts_of_plan(matter, total),
    )


def _authorities(filling: Filling, matter: PlanMatter) -> None:
    """Who decides, on whose proposal, for whom."""
    issuer, on = matter.issuer, matter.written_on
    filling.text("người quyết định in hoa", headship(issuer, on).upper())
    filling.text("cấp phê duyệt", plan.approver_of(matter))
    manager = parties.party_a(matter.cases[0])
    filling.text("cơ quan đề nghị", parties.called(manager, on))
    filling.text("người đề nghị", headship(manager, on))
    filling.items("đơn vị thực hiện", dict.fromkeys(case.implementer.name for case in matter.cases))


def _decisions(matter: PlanMatter, rests_on: int) -> list[str]:
    """What was decided about these projects before this paper, each named once."""
    found = (said for case in matter.cases for said in bases.decisions_of(case)[:rests_on] if said)
    return list(dict.fromkeys(found))


def _told(matter: PlanMatter) -> tuple[str, ...]:
    """Each Sở of a national plan, then each unit that does the work; a long list as one line."""
    national = matter.plan.programme == Programme.NATIONAL
    departments = dict.fromkeys(clean_line(case.department.name) for case in matter.cases)
    units = dict.fromkeys(clean_line(case.implementer.name) for case in matter.cases)
    told = [*(departments if national else ()), *units]
    return tuple(told) if len(told) <= 6 else ("Các Sở, đơn vị có tên tại Phụ lục",)


def _add_approved(filling: Filling, cases: Sequence[Case]) -> int:
    """“danh mục”: each with the amount it stands at; the sum in đồng."""

    def sums(own: Iterable[Case]) -> plan.Cells:
        return (sum(plan.amount_of(case) for case in own),)

    def row(number: int, case: Case) -> plan.Cells:
        return (
            str(number), plan.title_of(case), plan.content_of(case), clean_line(case.implementer.name),
            clean_line(case.location), plan.period_of(case), *sums((case,)),
        )  # fmt: skip

    for case in cases:
        if not case.location.strip():
            filling.lacks(f"Địa điểm thực hiện của đề án {case.code}")
        if not (case.starts_on and case.ends_on):
            filling.lacks(f"Thời gian thực hiện của đề án {case.code}")
    plan.table_of_projects(filling, "danh mục", APPROVED, cases, row, sums, before=len(LIST))
    total = sum(plan.amount_of(case) for case in cases)
    filling.money("kinh phí", total)
    return total


def _add_allocated(filling: Filling, cases: Sequence[Case]) -> int:
    """“danh mục”: approved beside allocated; the sum allocated in đồng. What is not recorded yet stands as approved."""

    def given(case: Case) -> int:
        return case.allocated_amount if case.allocated_amount is not None else plan.amount_of(case)

    def sums(own: Iterable[Case]) -> plan.Cells:
        own = list(own)
        return (sum(plan.amount_of(case) for case in own), sum(given(case) for case in own))

    def row(number: int, case: Case) -> plan.Cells:
        texts = (str(number), plan.title_of(case), plan.content_of(case), clean_line(case.implementer.name))
        return (*texts, *sums((case,)))

    open_ = [case.code for case in cases if case.allocated_amount is None]
    if open_:
        filling.doubt(f"{len(open_)} đề án chưa ghi mức được giao; văn bản lấy theo mức phê duyệt.")
    plan.table_of_projects(filling, "danh mục", ALLOCATED, cases, row, sums, before=len(SHORT))
    total = sum(given(case) for case in cases)
    filling.money("kinh phí", total)
    return total
