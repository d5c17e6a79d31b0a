"""A đề án khuyến công: what it wants, for whom, and where it stands.

`state` and `version` belong to the engine. The field is protected, the one transition is private, and a trigger in the
database refuses a state that changes without its version.
"""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django_fsm import RETURN_VALUE, FSMField, transition

from workflow.lifecycle import Stage, Table, table_of
from workflow.vocabulary import ContentType, FundingSource, Programme, ProjectKind, State

AMOUNTS = (
    "requested_amount",
    "proposed_amount",
    "approved_amount",
    "allocated_amount",
    "contract_amount",
    "advanced_amount",
    "accepted_amount",
    "paid_amount",
)


def dong(label: str) -> "models.BigIntegerField[int | None, int | None]":
    """Whole đồng; empty until the step that decides it."""
    return models.BigIntegerField(label, null=True, blank=True)


def not_above(lower: str, upper: str) -> Q:
    """Holds while either is still unknown."""
    return Q(**{f"{lower}__isnull": True}) | Q(**{f"{upper}__isnull": True}) | Q(**{f"{lower}__lte": F(upper)})


class Case(models.Model):
    """Đề án khuyến công (TT 36/2013 Đ.5): eight sections, a budget, its beneficiaries, and the money decided so far.

    All amounts are whole đồng of support (kinh phí khuyến công), not of total investment.
    """

    code = models.CharField("mã đề án", max_length=40, unique=True)
    name = models.CharField("tên đề án", max_length=500)
    programme = models.CharField("chương trình", max_length=10, choices=Programme.choices)
    kind = models.CharField("loại đề án", max_length=10, choices=ProjectKind.choices, default=ProjectKind.ORDINARY)
    content_type = models.CharField("nội dung khuyến công", max_length=24, choices=ContentType.choices)
    plan_year = models.PositiveSmallIntegerField(
        "năm kế hoạch", validators=[MinValueValidator(2005), MaxValueValidator(2100)]
    )
    province = models.ForeignKey("accounts.Province", models.PROTECT, related_name="cases", verbose_name="tỉnh")
    department = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="cases_of_department", verbose_name="Sở Công Thương"
    )
    implementer = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="cases_implemented", verbose_name="đơn vị thực hiện"
    )
    coordinator = models.CharField("đơn vị phối hợp", max_length=300, blank=True)
    location = models.CharField("địa điểm thực hiện", max_length=300, blank=True)
    unit_count = models.PositiveIntegerField(
        "số cơ sở, mô hình được hỗ trợ", default=1, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    necessity = models.TextField("sự cần thiết và căn cứ", blank=True)
    objectives = models.TextField("mục tiêu", blank=True)
    scope = models.TextField("quy mô và đặc điểm vượt trội", blank=True)
    work_plan = models.TextField("nội dung và tiến độ thực hiện", blank=True)
    organisation_plan = models.TextField("tổ chức thực hiện", blank=True)
    impact = models.TextField("hiệu quả kinh tế, xã hội, môi trường", blank=True)
    starts_on = models.DateField("bắt đầu dự kiến", null=True, blank=True)
    ends_on = models.DateField("kết thúc dự kiến", null=True, blank=True)

    requested_amount = dong("kinh phí đề nghị hỗ trợ")
    proposed_amount = dong("kinh phí hội đồng đề nghị")
    approved_amount = dong("kinh phí được phê duyệt")
    allocated_amount = dong("kinh phí được giao")
    contract_amount = dong("giá trị hợp đồng")
    advanced_amount = models.BigIntegerField("đã tạm ứng", default=0)
    accepted_amount = dong("giá trị nghiệm thu")
    paid_amount = models.BigIntegerField("đã tạm ứng và thanh toán", default=0)
    progress_percent = models.PositiveSmallIntegerField("khối lượng hoàn thành (%)", null=True, blank=True)

    plan_tranche = models.PositiveSmallIntegerField("đợt phê duyệt", null=True, blank=True)
    plan_decision = models.CharField("quyết định phê duyệt kế hoạch", max_length=200, blank=True)
    plan_decided_on = models.DateField("ngày phê duyệt kế hoạch", null=True, blank=True)
    finance_document = models.CharField("văn bản của Bộ Tài chính", max_length=200, blank=True)
    finance_document_on = models.DateField("ngày văn bản của Bộ Tài chính", null=True, blank=True)
    allocation_decision = models.CharField("quyết định giao kinh phí", max_length=200, blank=True)
    allocation_decided_on = models.DateField("ngày giao kinh phí", null=True, blank=True)
    contract_number = models.CharField("số hợp đồng", max_length=200, blank=True)
    contract_signed_on = models.DateField("ngày ký hợp đồng", null=True, blank=True)
    contract_ends_on = models.DateField("ngày hoàn thành theo hợp đồng", null=True, blank=True)
    accepted_on = models.DateField("ngày nghiệm thu", null=True, blank=True)

    submitted_on = models.DateField("ngày nộp về Sở", null=True, blank=True)
    registered_on = models.DateField("ngày đăng ký kế hoạch", null=True, blank=True)
    planned_on = models.DateField("ngày ghi nhận phê duyệt", null=True, blank=True)
    sent_to_finance_on = models.DateField("ngày gửi Bộ Tài chính", null=True, blank=True)
    allocated_on = models.DateField("ngày ghi nhận giao kinh phí", null=True, blank=True)
    closed_on = models.DateField("ngày kết thúc", null=True, blank=True)

    state = FSMField("trạng thái", default=State.DRAFT, choices=State.choices, protected=True)
    state_before_suspension = models.CharField(max_length=24, choices=State.choices, blank=True, editable=False)
    version = models.PositiveIntegerField("phiên bản", default=0, editable=False)
    lifecycle_version = models.CharField("phiên bản quy trình", max_length=16, editable=False)
    event_count = models.PositiveIntegerField(default=0, editable=False)
    head_hash = models.CharField(max_length=64, blank=True, editable=False)

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases_created")
    created_at = models.DateTimeField("lập lúc")
    updated_at = models.DateTimeField("cập nhật lúc")

    class Meta:
        verbose_name = "đề án"
        verbose_name_plural = "đề án"
        ordering = ["-plan_year", "code"]
        indexes = [
            models.Index(fields=["plan_year", "province", "programme"], name="case_by_plan"),
            models.Index(fields=["state"], name="case_by_state"),
            models.Index(fields=["department"], name="case_by_department"),
            models.Index(fields=["implementer"], name="case_by_implementer"),
        ]
        constraints = [
            models.CheckConstraint(
                name="amounts_are_not_negative",
                condition=Q(*((Q(**{f"{a}__gte": 0}) | Q(**{f"{a}__isnull": True})) for a in AMOUNTS)),
            ),
            models.CheckConstraint(
                name="allocated_not_above_approved", condition=not_above("allocated_amount", "approved_amount")
            ),
            models.CheckConstraint(
                name="contract_not_above_allocated", condition=not_above("contract_amount", "allocated_amount")
            ),
            models.CheckConstraint(
                name="accepted_not_above_contract", condition=not_above("accepted_amount", "contract_amount")
            ),
            models.CheckConstraint(
                name="advanced_not_above_contract", condition=not_above("advanced_amount", "contract_amount")
            ),
            models.CheckConstraint(
                name="advances_are_part_of_paid", condition=Q(paid_amount__gte=F("advanced_amount"))
            ),
            models.CheckConstraint(name="ends_after_it_starts", condition=not_above("starts_on", "ends_on")),
            models.CheckConstraint(name="helps_at_least_one", condition=Q(unit_count__gte=1)),
            models.CheckConstraint(name="state_is_known", condition=Q(state__in=State.values)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="state_moves_with_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func="""
                    IF NEW.version <> OLD.version + 1 THEN
                        RAISE EXCEPTION 'state of case % changes only together with version + 1', OLD.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="case_starts_as_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__state__df=State.DRAFT.value),
                func="""
                    RAISE EXCEPTION 'a case starts as a draft' USING ERRCODE = 'check_violation';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"

    @property
    def table(self) -> Table:
        return table_of(self.programme)

    @property
    def stage(self) -> Stage:
        return self.table.stage(State(self.state))

    @property
    def state_label(self) -> str:
        return State(self.state).label

    @transition(field=state, source="*", target=RETURN_VALUE(*State.values))
    def _enter(self, target: State) -> str:
        """The one transition. Only the engine calls it, with the case row locked."""
        return target.value


class BudgetLine(models.Model):
    """One line of Mẫu 1 – Dự toán kinh phí. Amounts in whole đồng."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="budget_lines")
    position = models.PositiveSmallIntegerField("TT", default=0)
    item = models.CharField("nội dung chi", max_length=300)
    unit = models.CharField("đơn vị tính", max_length=40, blank=True)
    quantity = models.PositiveIntegerField("số lượng", default=1, validators=[MinValueValidator(1)])
    unit_price = models.BigIntegerField("đơn giá (đồng)", validators=[MinValueValidator(0)])
    source = models.CharField("nguồn", max_length=12, choices=FundingSource.choices)

    class Meta:
        verbose_name = "dòng dự toán"
        verbose_name_plural = "dự toán"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(name="price_is_not_negative", condition=Q(unit_price__gte=0)),
            models.CheckConstraint(name="quantity_is_positive", condition=Q(quantity__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.amount}"

    @property
    def amount(self) -> int:
        return self.quantity * self.unit_price


class Beneficiary(models.Model):
    """Cơ sở công nghiệp nông thôn được thụ hưởng (NĐ 45/2012 Đ.1.2)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="beneficiaries")
    position = models.PositiveSmallIntegerField("TT", default=0)
    name = models.CharField("tên cơ sở", max_length=300)
    tax_code = models.CharField("mã số thuế", max_length=14, blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    representative = models.CharField("người đại diện", max_length=150, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="cases_enjoyed"
    )

    class Meta:
        verbose_name = "đơn vị thụ hưởng"
        verbose_name_plural = "đơn vị thụ hưởng"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
