"""Phiếu thẩm định cấp cơ sở, Mẫu 4a; 4b where the beneficiary is named (D05; TT 36/2013 Đ.9, Đ.10.2.a)."""

from datetime import date

from documents.contexts import bases, parties
from documents.contexts.beneficiaries import about_the_beneficiaries
from documents.contexts.council import about_the_council, council_at
from documents.contexts.estimate import budget_of
from documents.contexts.filling import Filling
from documents.contexts.frame import headed
from documents.contexts.project import about_the_case, facts_of
from documents.contexts.signing import BY_HAND, head_of
from documents.contexts.sources import about_the_sources, supported_by
from documents.kinds.matter import Matter
from documents.text import clean_line
from documents.wording.values import Signer, Values
from workflow.models import Case
from workflow.vocabulary import Programme


def fill(matter: Matter) -> Values:
    """The sheets of the members and the conclusion of the chair, on one form. Raises NoPartyA."""
    case, on = matter.case, matter.written_on
    sheet = council_at(case, matter.act)
    filling = Filling()
    about_the_case(filling, case, on)
    about_the_beneficiaries(filling, case)
    about_the_council(filling, case, sheet)
    bases.cite(filling, bases.of_an_office(Programme(case.programme), on))
    named = bool(case.beneficiaries.all())
    filling.text("mẫu", "4b" if named else "4a")
    filling.day("bắt đầu", case.starts_on, "Ngày bắt đầu thực hiện")
    filling.day("kết thúc", case.ends_on, "Ngày kết thúc thực hiện")
    _money(filling, case)
    head = head_of(filling, matter.issuer, on)
    return headed(
        filling,
        matter,
        letters="P",
        title=f"Phiếu thẩm định cấp cơ sở {case.code}",
        kind="Phiếu thẩm định cấp cơ sở",
        subject=f"Đề án {filling.fields['chương trình']} năm {case.plan_year}",
        signers=(Signer("b", "TM. HỘI ĐỒNG THẨM ĐỊNH", "Chủ tịch", clean_line(str(sheet.chair)), BY_HAND), head),
        recipients=_recipients(case, on),
        facts={
            **facts_of(case, on, parties_=(matter.issuer, case.implementer), amount=sheet.proposed_amount),
            "requested": case.requested_amount,
            "verdict": sheet.verdict,
        },
    )


def _money(filling: Filling, case: Case) -> None:
    """Who pays what, as the dossier asks."""
    rows = supported_by(case, budget_of(case), case.requested_amount or 0)
    filling.money("tổng kinh phí", about_the_sources(filling, rows))


def _recipients(case: Case, on: date) -> tuple[str, ...]:
    """National projects are registered with the Cục, this form among the papers (TT 36/2013 Đ.10.2.a)."""
    implementer = parties.called(case.implementer, on)
    if case.programme == Programme.LOCAL:
        return (implementer, "Lưu: VT, hồ sơ đề án")
    agency = parties.called(parties.party_a(case), on)
    return (f"{agency} (kèm hồ sơ đăng ký)", implementer, "Lưu: VT, hồ sơ đề án")
