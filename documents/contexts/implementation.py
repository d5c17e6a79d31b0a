"""Kế hoạch thực hiện đề án, Mẫu số 11 (D12; TT 36/2013 Đ.13.2.a, 21.2.a, 23.3): the implementer's plan, approved by the Sở."""

from documents.contexts import parties
from documents.contexts.beneficiaries import BLANK, LABELS, name_the_gaps, takers_of
from documents.contexts.estimate import about_the_estimate, budget_of, by_hand
from documents.contexts.filling import DONG, Filling
from documents.contexts.frame import distinct, framed, grounds, head
from documents.contexts.project import about_the_case, begins
from documents.kinds.matter import Matter
from documents.wording.values import CENTRE, RIGHT, Column, Values
from documents.words import date_in_words
from workflow.engine.inputs import TEXT_MAX
from workflow.models import Case
from workflow.vocabulary import ContentType, ProjectKind

#: The kinds of content whose first advance is asked for with such a plan (TT 36/2013 Đ.13.2.a, b).
PLANNED = {ContentType.TRAINING, ContentType.SEMINAR, ContentType.BRAND}
PLACES = (
    Column("TT", 10, CENTRE), Column("Cơ sở công nghiệp nông thôn"), Column("Mã số thuế", 26), Column("Địa chỉ", 50),
    Column("Nội dung hỗ trợ", 45), Column("Kinh phí hỗ trợ", 30, RIGHT), Column("Thời gian thực hiện", 30),
)  # fmt: skip
CLASSES = (
    Column("TT", 10, CENTRE), Column("Nghề đào tạo, nội dung lớp"), Column("Địa điểm", 50),
    Column("Số học viên", 22, RIGHT), Column("Thời gian", 34), Column("Cơ sở sử dụng lao động", 50),
    Column("Kinh phí", 30, RIGHT),
)  # fmt: skip


def fill(matter: Matter) -> Values:
    case, on = matter.case, matter.written_on
    training = case.content_type == ContentType.TRAINING
    filling = Filling()
    about_the_case(filling, case, on)
    grounds(filling, case, on)
    filling.flag("đào tạo", training)
    filling.flag("đề án nhóm", case.kind == ProjectKind.GROUP)
    filling.count("số cơ sở", case.beneficiaries.count() or case.unit_count)
    filling.money("kinh phí", case.allocated_amount or case.approved_amount, "Kinh phí được giao")
    filling.text("thời gian", _time(case), "Thời gian bắt đầu và hoàn thành đề án")
    filling.long("nội dung và tiến độ", case.work_plan, TEXT_MAX, "Nội dung và tiến độ thực hiện (mục 5 của đề án)")
    filling.long("tổ chức thực hiện", case.organisation_plan, TEXT_MAX, "Tổ chức thực hiện (mục 7 của đề án)")
    _places(filling, case, matter)
    filling.table("lớp đào tạo", CLASSES, ())
    if training:
        by_hand(filling, "lớp đào tạo", CLASSES, "Danh sách lớp: nghề, địa điểm, số học viên, thời gian", total="Cộng")
    about_the_estimate(filling, budget_of(case))
    if case.kind != ProjectKind.GROUP and ContentType(case.content_type) not in PLANNED:
        filling.doubt("Mẫu số 11 dùng cho đề án nhóm và đề án đào tạo; đề án này không thuộc hai loại đó.")
    return framed(
        filling, matter,
        kind="Kế hoạch",
        subject=f"Thực hiện đề án “{filling.fields['tên đề án']}”",
        letters="KH",
        signers=(
            head(filling, case.department, on, "b", authority="PHÊ DUYỆT CỦA SỞ CÔNG THƯƠNG"),
            head(filling, matter.issuer, on, "a", authority="ĐƠN VỊ THỰC HIỆN"),
        ),
        recipients=(
            f"{filling.fields['Sở']} (để thẩm định, phê duyệt)",
            *distinct(_watching(case, matter)), "Lưu: VT",
        ),
        others=(case.department,), amount=case.allocated_amount,
    )  # fmt: skip


def _places(filling: Filling, case: Case, matter: Matter) -> None:
    """Whom the plan names; for one establishment the money and the time are those of the đề án."""
    found = takers_of(case, matter.written_on)
    alone = len(found) == 1
    amount = case.allocated_amount if alone else ""
    dates = [f"{day:%d/%m/%Y}" for day in (case.starts_on, case.contract_ends_on or case.ends_on) if day]
    time = " – ".join(dates) if alone else ""
    what = filling.fields["nội dung khuyến công"]
    filling.table(
        "danh sách cơ sở", PLACES,
        [(n, who.name, who.tax_code or BLANK, who.address or BLANK, what, amount, time) for n, who in enumerate(found, 1)],
        total=("", "Cộng", "", "", "", case.allocated_amount, ""),
        unit=DONG, missing="Danh sách cơ sở công nghiệp nông thôn được hỗ trợ",
    )  # fmt: skip
    name_the_gaps(filling, found, LABELS[:2])
    filling.ahead("Ngày hoàn thành", case.contract_ends_on or case.ends_on, matter.written_on)
    if not alone:
        filling.lacks("Kinh phí và thời gian thực hiện của từng cơ sở")


def _time(case: Case) -> str:
    ends_on = case.contract_ends_on or case.ends_on
    if ends_on is None:
        return ""
    end = f"đến hết {date_in_words(ends_on)}"
    return f"{begins(case)} {end}"


def _watching(case: Case, matter: Matter) -> tuple[str, ...]:
    """The Cục follows advances and settlement of national projects (TT 36/2013 Đ.23.3)."""
    manager = parties.party_a(case)
    return () if manager == case.department else (f"{manager.name_on(matter.written_on)} (để theo dõi)",)
