"""Phiếu tiếp nhận hồ sơ và hẹn trả kết quả: what came in, from whom, and by which day the Sở will answer."""

from datetime import date

from documents.contexts import parties
from documents.contexts.estimate import budget_of
from documents.contexts.filling import DOTS, Filling
from documents.contexts.frame import headed
from documents.contexts.history import acts_until
from documents.contexts.project import about_the_case, facts_of
from documents.contexts.signing import BY_HAND
from documents.contexts.term import about_the_term, day_in, stay_after
from documents.kinds.matter import Matter
from documents.text import clean_line
from documents.wording.values import CENTRE, Column, Signer, Values
from documents.words import grouped, time_in_words
from workflow.engine.clock import VIETNAM, day_of
from workflow.models import Case, Event
from workflow.vocabulary import Action

SUBMISSIONS = (Action.SUBMIT, Action.RESUBMIT)
CONTENTS = (
    Column("TT", 10, CENTRE), Column("Tên giấy tờ, tài liệu"), Column("Số lượng", 22, CENTRE), Column("Ghi chú", 60),
)  # fmt: skip


def fill(matter: Matter) -> Values:
    """At submission: when the dossier will have been checked. At reception: when the appraisal will be answered."""
    case, on, event = matter.case, matter.written_on, matter.act
    received = event.action == Action.RECEIVE
    brought = _submission(case, event)
    visit = stay_after(event)
    filling = Filling()
    about_the_case(filling, case, on)
    filling.flag("đã tiếp nhận", received)
    filling.flag("nộp lại", brought.action == Action.RESUBMIT)
    filling.day("ngày nộp", day_of(brought.at))
    filling.text("giờ nộp", time_in_words(brought.at.astimezone(VIETNAM)))
    filling.day("ngày tiếp nhận", day_of(event.at) if received else None)
    filling.money("kinh phí đề nghị", case.requested_amount, "Kinh phí đề nghị hỗ trợ")
    about_the_term(filling, visit, "Ngày hẹn trả kết quả: giai đoạn này chưa có thời hạn")
    filling.ahead("Ngày hẹn", visit.due_on if visit else None, on)
    _who_brought_it(filling, case, brought, on)
    _contents(filling, case)
    if not received:
        filling.lacks("Người tiếp nhận hồ sơ (ghi khi hồ sơ được tiếp nhận)")
    filling.text("cơ quan", parties.called(matter.issuer, on))
    return headed(
        filling,
        matter,
        letters="P",
        title=f"Phiếu tiếp nhận hồ sơ và hẹn trả kết quả {case.code}",
        kind="Phiếu",
        subject="Tiếp nhận hồ sơ và hẹn trả kết quả",
        signers=(
            Signer("b", "", "Người nộp hồ sơ", clean_line(brought.actor_name), BY_HAND),
            Signer("a", "", "Người tiếp nhận hồ sơ", clean_line(event.actor_name) if received else "", BY_HAND),
        ),
        facts={
            **facts_of(case, on, parties_=(matter.issuer, case.implementer), amount=case.requested_amount),
            "due_on": day_in(visit),
        },
    )


def _submission(case: Case, event: Event) -> Event:
    """The act that brought the dossier in: this one, or the last before it."""
    return acts_until(case, event, *SUBMISSIONS).reverse()[0]


def _who_brought_it(filling: Filling, case: Case, brought: Event, on: date) -> None:
    unit = case.implementer
    name = parties.called(unit, on)
    filling.card(
        "đơn vị nộp", "",
        (
            ("Mã hồ sơ", case.code, ""),
            ("Đơn vị nộp", name, "Đơn vị nộp hồ sơ"),
            ("Địa chỉ", unit.address, f"Địa chỉ của {name}"),
            ("Điện thoại", unit.phone, ""),
            ("Người nộp", brought.actor_name, "Người nộp hồ sơ"),
        ),
    )  # fmt: skip


def _contents(filling: Filling, case: Case) -> None:
    """What the dossier holds by itself; what came on paper is counted by whoever receives it."""
    lines, units = budget_of(case), case.beneficiaries.count()
    total = grouped(sum(line.amount for line in lines))
    named = f"{units:02d} cơ sở" if units else f"{case.unit_count:02d} cơ sở, xác định sau"
    filling.table(
        "thành phần hồ sơ", CONTENTS,
        (
            (1, "Đề án khuyến công", "01", "Bản điện tử"),
            (2, "Dự toán kinh phí (Mẫu số 1)", "01", f"{len(lines):02d} khoản mục: {total} đồng"),
            (3, "Danh sách đơn vị thụ hưởng", "01", named),
            (4, "Văn bản đề nghị, cam kết của cơ sở", "……", "Bản giấy"),
            (5, "Tài liệu khác kèm theo", "……", DOTS),
        ),
    )  # fmt: skip
    filling.lacks("Số lượng văn bản của đơn vị thụ hưởng và tài liệu khác nộp kèm bản giấy (người tiếp nhận ghi tay)")
