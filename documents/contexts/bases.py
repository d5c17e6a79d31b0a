"""What a paper rests on: the legal texts of its time, and the decisions taken about this đề án."""

import re
from collections.abc import Iterable
from datetime import date

from documents.contexts import parties
from documents.contexts.filling import Filling
from documents.legal_bases import LegalBasis, legal_bases
from documents.text import clean_line
from documents.words import date_in_words
from workflow.models import Case
from workflow.vocabulary import Programme

#: People type "Quyết định số 12/QĐ-BCT" where only the number is asked for.
KIND_BEFORE_NUMBER = re.compile(r"^(?:quyết định|công văn|văn bản)?\s*(?:số)?\s*:?\s*", re.IGNORECASE)


#: Between parties that agree on something; no paper of an office alone rests on it.
CIVIL_CODE = "BLDS"


def general(programme: Programme, on: date) -> tuple[LegalBasis, ...]:
    return legal_bases(programme, on)


def of_an_office(programme: Programme, on: date) -> tuple[LegalBasis, ...]:
    """What an office cites when it receives, judges, inspects."""
    return tuple(basis for basis in general(programme, on) if basis.code != CIVIL_CODE)


def cite(filling: Filling, texts: Iterable[LegalBasis], *more: str) -> None:
    """All as the list “các căn cứ”; a text that nobody has compared with its source is to be checked before signing."""
    texts = tuple(texts)
    filling.items("các căn cứ", (*(basis.text for basis in texts), *more))
    for basis in texts:
        if basis.mark != "CONFIRMED":
            filling.doubt(f"Cần đối chiếu căn cứ trước khi ký: {basis.text}.")


def of_case(case: Case) -> tuple[str, ...]:
    """Plan approval, the opinion of Bộ Tài chính (national money only), allocation: each as far as it is recorded."""
    return tuple(filter(None, decisions_of(case)))


def decisions_of(case: Case) -> tuple[str, str, str]:
    """The same three, an empty text for what is not recorded."""
    national = case.programme == Programme.NATIONAL
    work = f"khuyến công {'quốc gia' if national else 'địa phương'} năm {case.plan_year}"
    plan = numbered("Quyết định", case.plan_decision, case.plan_decided_on)
    opinion = numbered("Văn bản", case.finance_document, case.finance_document_on)
    allocation = numbered("Quyết định", case.allocation_decision, case.allocation_decided_on)
    return (
        plan and f"{plan} của {_approver(case)} phê duyệt kế hoạch {work}{_tranche(case)}",
        opinion and f"{opinion} của Bộ Tài chính về việc kiểm tra dự toán kinh phí {work}",
        allocation and f"{allocation} về việc giao kế hoạch, kinh phí {work}",
    )


def numbered(kind: str, number: str, on: date | None) -> str:
    """“Quyết định số 3396/QĐ-BCT ngày 20 tháng 12 năm 2025”; empty without a number."""
    bare = KIND_BEFORE_NUMBER.sub("", clean_line(number))
    if not bare:
        return ""
    return f"{kind} số {bare} {date_in_words(on)}" if on else f"{kind} số {bare}"


def _approver(case: Case) -> str:
    if case.programme == Programme.NATIONAL:
        return "Bộ trưởng Bộ Công Thương"
    committee = parties.committee_of(case.department)
    name = parties.in_full(committee.name) if committee else f"Ủy ban nhân dân {case.province.name}"
    return f"Chủ tịch {clean_line(name)}"


def _tranche(case: Case) -> str:
    return f" (đợt {case.plan_tranche})" if case.plan_tranche else ""
