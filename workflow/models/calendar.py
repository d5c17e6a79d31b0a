"""The law's clocks as dated rows: days off, official years, deadline rules. Administrators edit them; code never holds them."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.vocabulary import Role
from workflow.vocabulary import Programme, State

#: Both days included; empty where it ends on the eve of its first day.
_PERIOD = models.Func(
    models.F("valid_from"),
    models.F("valid_to") + 1,
    RangeBoundary(inclusive_lower=True, inclusive_upper=False),
    function="DATERANGE",
    output_field=DateRangeField(),
)


class CalendarYear(models.Model):
    class Status(models.TextChoices):
        PROVISIONAL = "provisional", "Tạm tính"
        OFFICIAL = "official", "Chính thức"

    year = models.PositiveSmallIntegerField("năm", primary_key=True)
    status = models.CharField("tình trạng", max_length=12, choices=Status.choices, default=Status.PROVISIONAL)
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "năm lịch làm việc"
        verbose_name_plural = "năm lịch làm việc"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year} ({self.get_status_display()})"


class CalendarDay(models.Model):
    """A day that differs from plain Monday–Friday (Bộ luật Lao động 2019 Đ.111–112 and the yearly letters on swaps)."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "Ngày lễ"
        COMPENSATORY = "compensatory", "Nghỉ bù"
        SWAPPED_OFF = "swapped_off", "Hoán đổi: nghỉ"
        SWAPPED_WORKING = "swapped_working", "Hoán đổi: làm việc"

    date = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=16, choices=Kind.choices)
    name = models.CharField("tên", max_length=200)
    basis = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "lịch nghỉ và làm bù"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"


class DeadlineRule(models.Model):
    """How long a stage may last, for which plan years, and on what authority.

    `amount` counts working or calendar days; `month`/`day`/`year_offset` name a date relative to the plan year.
    A rule marked RECALLED or DERIVED can only be an internal target: the constraint says so. A rule with an
    `organisation` is that unit's own target for the stages it has to do; it outranks the general one for stays that
    begin while it is valid, and moves none that began before. Its rows are history: a newer one ends the older the day
    before, and one that ends before it began (`valid_to` on the eve of `valid_from`) was taken back and never counted.
    """

    class Kind(models.TextChoices):
        LEGAL = "legal", "Thời hạn pháp lý"
        TARGET = "target", "Chỉ tiêu nội bộ"

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", "ngày làm việc"
        CALENDAR_DAYS = "calendar_days", "ngày"
        BEFORE_DATE = "before_date", "trước ngày"
        BY_DATE = "by_date", "chậm nhất ngày"
        CONTRACT_DATE = "contract_date", "theo hợp đồng"
        NONE = "none", "không có thời hạn"

    class Resumption(models.TextChoices):
        CONTINUE = "continue", "đếm tiếp phần còn lại"
        RESTART = "restart", "đếm lại từ đầu"

    class Mark(models.TextChoices):
        CONFIRMED = "CONFIRMED", "Đã đối chiếu văn bản"
        RECALLED = "RECALLED", "Chưa đối chiếu văn bản"
        DERIVED = "DERIVED", "Do hệ thống đề xuất"

    code = models.SlugField("mã", max_length=60, unique=True)
    programme = models.CharField("chương trình", max_length=10, choices=Programme.choices)
    state = models.CharField("giai đoạn", max_length=24, choices=State.choices)
    kind = models.CharField("loại", max_length=8, choices=Kind.choices)
    unit = models.CharField("đơn vị", max_length=16, choices=Unit.choices)
    amount = models.PositiveSmallIntegerField("số ngày", null=True, blank=True)
    month = models.PositiveSmallIntegerField(
        "tháng", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        "ngày", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    year_offset = models.SmallIntegerField("năm so với năm kế hoạch", default=0)
    plan_year_from = models.PositiveSmallIntegerField("từ năm kế hoạch", default=2005)
    plan_year_to = models.PositiveSmallIntegerField("đến năm kế hoạch", null=True, blank=True)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadline_rules",
        verbose_name="riêng của đơn vị",
    )
    valid_from = models.DateField("áp dụng cho giai đoạn bắt đầu từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    on_resume = models.CharField(
        "sau khi tạm dừng", max_length=8, choices=Resumption.choices, default=Resumption.CONTINUE
    )
    max_extensions = models.PositiveSmallIntegerField("số lần gia hạn nhiều nhất", default=0)
    max_extension_days = models.PositiveSmallIntegerField("tổng số ngày gia hạn nhiều nhất", default=0)
    extended_by = ArrayField(
        models.CharField(max_length=32, choices=Role.choices), verbose_name="ai được gia hạn", default=list, blank=True
    )
    basis = models.CharField("căn cứ", max_length=300)
    mark = models.CharField("độ tin cậy", max_length=10, choices=Mark.choices)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người đặt"
    )
    set_at = models.DateTimeField("đặt lúc", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người kết thúc"
    )
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "quy tắc thời hạn"
        verbose_name_plural = "quy tắc thời hạn"
        ordering = ["programme", "state", "kind", "plan_year_from"]
        constraints = [
            models.CheckConstraint(
                name="a_legal_deadline_is_confirmed_law",
                condition=models.Q(kind="target") | models.Q(mark="CONFIRMED"),
            ),
            models.CheckConstraint(
                name="a_rule_ends_after_it_begins",
                condition=models.Q(plan_year_to=None) | models.Q(plan_year_to__gte=models.F("plan_year_from")),
            ),
            models.CheckConstraint(
                name="a_unit_sets_only_its_own_targets",
                condition=models.Q(organisation=None) | models.Q(kind="target"),
            ),
            models.CheckConstraint(
                name="a_rule_ends_on_the_eve_of_its_first_day_at_the_earliest",
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from") - 1),
            ),
            ExclusionConstraint(
                name="a_unit_has_one_own_target_for_a_stage_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("programme", RangeOperators.EQUAL),
                    ("state", RangeOperators.EQUAL),
                    (_PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=models.Q(organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Milestone(models.Model):
    """A day of the calendar year by which a đề án of a plan year must have reached a stage (law.md: the year of plan N).

    Not the clock of one stage: it looks at the whole road that is still ahead. `reaches` is the stage to have entered;
    a monthly one asks for a report from those who are in `reaches`, and a term of the stage takes the date of the stay
    itself. What is not confirmed law can only be a target: the constraint says so.
    """

    class Unit(models.TextChoices):
        BEFORE_DATE = "before_date", "trước ngày"
        BY_DATE = "by_date", "chậm nhất ngày"
        MONTHLY = "monthly", "trước một ngày hằng tháng"
        STAGE_TERM = "stage_term", "thời hạn của giai đoạn"

    code = models.SlugField("mã", max_length=60, unique=True)
    programme = models.CharField("chương trình", max_length=10, choices=Programme.choices)
    title = models.CharField("mốc", max_length=120)
    kind = models.CharField("loại", max_length=8, choices=DeadlineRule.Kind.choices)
    unit = models.CharField("đơn vị", max_length=16, choices=Unit.choices)
    month = models.PositiveSmallIntegerField(
        "tháng", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        "ngày", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    year_offset = models.SmallIntegerField("năm so với năm kế hoạch", default=0)
    reaches = models.CharField("giai đoạn phải đạt", max_length=24, choices=State.choices)
    with_advance = models.BooleanField("chỉ đề án còn tạm ứng chưa quyết toán", default=False)
    near_days = models.PositiveSmallIntegerField("báo trước (ngày làm việc)", default=15)
    plan_year_from = models.PositiveSmallIntegerField("từ năm kế hoạch", default=2005)
    plan_year_to = models.PositiveSmallIntegerField("đến năm kế hoạch", null=True, blank=True)
    basis = models.CharField("căn cứ", max_length=300)
    mark = models.CharField("độ tin cậy", max_length=10, choices=DeadlineRule.Mark.choices)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "mốc trong năm"
        verbose_name_plural = "mốc trong năm"
        ordering = ["programme", "year_offset", "month", "day", "code"]
        constraints = [
            models.CheckConstraint(
                name="a_legal_milestone_is_confirmed_law",
                condition=models.Q(kind="target") | models.Q(mark="CONFIRMED"),
            ),
            models.CheckConstraint(
                name="a_milestone_ends_after_it_begins",
                condition=models.Q(plan_year_to=None) | models.Q(plan_year_to__gte=models.F("plan_year_from")),
            ),
            models.CheckConstraint(
                name="a_dated_milestone_has_its_date",
                condition=models.Q(unit="stage_term")
                | models.Q(unit="monthly", day__isnull=False)
                | models.Q(month__isnull=False, day__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code
