"""Biên bản kiểm tra việc thực hiện đề án (D23; TT 36/2013 Đ.20.3, Đ.21.1), beside what was reported and paid until then."""

from collections.abc import Iterable
from datetime import date

from documents.contexts import bases, parties
from documents.contexts.beneficiaries import about_the_beneficiaries, beneficiaries_of
from documents.contexts.filling import DONG, DOTS, Filling
from documents.contexts.frame import department_beside, headed
from documents.contexts.history import acts_until, reports_until
from documents.contexts.project import about_the_case, facts_of
from documents.contexts.signing import BY_HAND
from documents.kinds.matter import Matter
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column, Signer, Values
from workflow.engine.clock import day_of
from workflow.engine.inputs import TEXT_MAX
from workflow.models import Case, Event
from workflow.vocabulary import Action, Programme

PEOPLE = (Column("TT", 10, CENTRE), Column("Họ và tên", 45), Column("Chức vụ", 40), Column("Đơn vị"))
REPORTS = (
    Column("TT", 10, CENTRE),
    Column("Ngày báo cáo", 28, CENTRE),
    Column("Khối lượng", 26, CENTRE),
    Column("Ghi chú"),
)
ADVANCES = (
    Column("TT", 10, CENTRE), Column("Ngày chuyển", 28, CENTRE), Column("Chứng từ"), Column("Số tiền", 36, RIGHT),
)  # fmt: skip


def fill(matter: Matter) -> Values:
    """What the inspectors found, and how the đề án stood by its own records when they came. Amounts in whole đồng."""
    case, on, event = matter.case, matter.written_on, matter.act
    filling = Filling()
    about_the_case(filling, case, on)
    about_the_beneficiaries(filling, case)
    contract = bases.numbered("Hợp đồng", case.contract_number, case.contract_signed_on)
    bases.cite(filling, bases.of_an_office(Programme(case.programme), on), *([contract] if contract else []))
    filling.text("cơ quan kiểm tra", parties.called(matter.issuer, on))
    filling.day("ngày kiểm tra", day_of(event.at))
    filling.text("lần kiểm tra", str(acts_until(case, event, Action.RECORD_INSPECTION).count()))
    filling.text("địa điểm kiểm tra", case.location, "Địa điểm kiểm tra")
    filling.text("giờ bắt đầu", "", "Giờ bắt đầu kiểm tra")
    filling.text("giờ kết thúc", "", "Giờ kết thúc kiểm tra")
    filling.text("số hợp đồng", contract, "Số hợp đồng")
    filling.money("giá trị hợp đồng", case.contract_amount, "Giá trị hợp đồng")
    filling.day("hạn hoàn thành", case.contract_ends_on, "Ngày hoàn thành theo hợp đồng")
    _people(filling, matter, event, on)
    _reports(filling, reports_until(case, event))
    _advances(filling, acts_until(case, event, Action.RECORD_ADVANCE))
    filling.long("nhận xét", event.reason, TEXT_MAX, "Nhận xét của đoàn kiểm tra")
    filling.text("kiến nghị", "", "Kiến nghị, yêu cầu của đoàn kiểm tra (nếu có)")
    filling.text("ý kiến đơn vị", "", "Ý kiến của đơn vị được kiểm tra")
    signers = _signers(case, event)
    filling.count("số bản", len(signers))
    recorded = clean_line(str(event.data.get("minutes", "")))
    filling.doubt(f"Biên bản đã ghi vào hồ sơ đề án dưới số {recorded}; đối chiếu với số lấy khi phát hành.")
    filling.doubt("Ngày kiểm tra ghi theo ngày biên bản được ghi nhận; đối chiếu với ngày kiểm tra thực tế.")
    return headed(
        filling,
        matter,
        letters="BB",
        title=f"Biên bản kiểm tra {case.code}",
        kind="Biên bản",
        subject="Kiểm tra tình hình thực hiện đề án khuyến công",
        signers=signers,
        recipients=_recipients(matter, on),
        facts={
            **facts_of(case, on, parties_=(matter.issuer, case.implementer), amount=case.contract_amount),
            "inspected_on": day_of(event.at).isoformat(),
        },
    )


def _people(filling: Filling, matter: Matter, event: Event, on: date) -> None:
    """Who is known to have been there: the one who recorded it, and those who represent the units that were visited."""
    unit = matter.case.implementer
    rows = [(event.actor_name, event.actor.title, parties.called(matter.issuer, on))]
    rows.append((unit.representative or DOTS, unit.representative_title, parties.called(unit, on)))
    if not unit.representative:
        filling.lacks(f"Người đại diện của {parties.called(unit, on)}")
    rows += [(row.representative or DOTS, "", row.name) for row in beneficiaries_of(matter.case)]
    filling.table("thành phần", PEOPLE, [(n, *row) for n, row in enumerate(rows, 1)])
    filling.lacks("Các thành viên khác của đoàn kiểm tra, chức vụ người dự")


def _reports(filling: Filling, reports: Iterable[Event]) -> None:
    filling.table(
        "báo cáo tiến độ", REPORTS,
        [(n, day_of(each.at), f"{each.data['percent']}%", each.reason) for n, each in enumerate(reports, 1)],
    )  # fmt: skip


def _advances(filling: Filling, advances: Iterable[Event]) -> None:
    """A row for each payment, with its voucher; nothing paid yet is said in words."""
    rows = [
        (n, date.fromisoformat(each.data["paid_on"]), each.data["voucher"], int(each.data["amount"]))
        for n, each in enumerate(advances, 1)
    ]
    total = sum(row[3] for row in rows)
    sums = ("", "Tổng cộng", "", total) if rows else ()
    filling.table("tạm ứng", ADVANCES, rows, total=sums, unit=DONG)
    filling.money("đã tạm ứng", total)


def _signers(case: Case, event: Event) -> tuple[Signer, ...]:
    """Those visited on the left, who inspected on the right."""
    visited = beneficiaries_of(case)
    name = visited[0].representative if len(visited) == 1 else ""
    return (
        Signer("c", "ĐẠI DIỆN", "Đơn vị thụ hưởng", name, BY_HAND),
        Signer("b", "ĐẠI DIỆN", "Đơn vị thực hiện", clean_line(case.implementer.representative), BY_HAND),
        Signer("a", "ĐẠI DIỆN", "Đoàn kiểm tra", clean_line(event.actor_name), BY_HAND),
    )


def _recipients(matter: Matter, on: date) -> tuple[str, ...]:
    case = matter.case
    return (
        *department_beside(matter.issuer, case, on),
        parties.called(case.implementer, on),
        *(row.name for row in beneficiaries_of(case)[:3]),
        "Lưu: VT, hồ sơ đề án",
    )
