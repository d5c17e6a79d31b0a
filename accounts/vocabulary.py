"""The words for people and places: kinds of organisation, roles, regions.

English names for the law's ideas, Vietnamese labels beside them.
"""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """Who takes part in a đề án khuyến công (TT 36/2013 Đ.2, 20–23; NĐ 45/2012 Đ.7–8, 15–16)."""

    BENEFICIARY = "beneficiary", "Đơn vị thụ hưởng"
    IMPLEMENTER = "implementer", "Đơn vị thực hiện"
    DEPARTMENT = "department", "Sở Công Thương"
    AGENCY = "agency", "Cục"
    MINISTRY = "ministry", "Bộ Công Thương"
    FINANCE_MINISTRY = "finance_ministry", "Bộ Tài chính"
    PROVINCE = "province", "UBND cấp tỉnh"


class Role(TextChoices):
    """What a person may be inside one organisation, for a period."""

    OWNER = "owner", "Chủ đề án"
    DEPARTMENT_APPRAISER = "department_appraiser", "Thẩm định viên Sở"
    DEPARTMENT_LEADER = "department_leader", "Lãnh đạo Sở"
    AGENCY_APPRAISER = "agency_appraiser", "Thẩm định viên Cục"
    AGENCY_LEADER = "agency_leader", "Lãnh đạo Cục"
    MINISTRY_OFFICER = "ministry_officer", "Chuyên viên Bộ (ghi quyết định của Bộ trưởng)"
    FINANCE_REVIEWER = "finance_reviewer", "Chuyên viên Bộ Tài chính"
    ACCOUNTANT = "accountant", "Kế toán"
    CLERK = "clerk", "Văn thư"
    AUDITOR = "auditor", "Kiểm toán, thanh tra (chỉ xem)"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class Region(TextChoices):
    """The three khuyến công regions (TT 26/2014 Đ.3); Lâm Đồng since 1/7/2025 straddles two, so region is data."""

    NORTH = "bac", "Miền Bắc"
    CENTRAL = "trung", "Miền Trung – Tây Nguyên"
    SOUTH = "nam", "Miền Nam"
