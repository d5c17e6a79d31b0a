"""Who stands in for whom while they are away: for a time, in one role or in all, on the strength of a document.

The rows are the record: nothing of them is ever changed or deleted, only the two marks of a revocation are set, once.
"""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.models.people import Membership, User
from accounts.models.places import ENDS_BEFORE, period


class RoleRange(Func):
    function = "INT8RANGE"
    output_field = BigIntegerRangeField()


def roles_handed_over() -> RoleRange:
    """The one role as a range of one; without a role all of them, which overlaps every one."""
    return RoleRange(F("membership"), F("membership"), RangeBoundary(inclusive_lower=True, inclusive_upper=True))


#: Whoever is away stands in for nobody, whoever stands in hands nothing on. Two who ask at once, about one of the people
#: in common, come here one after the other.
NO_CHAINS = """
    IF NEW.revoked_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('absence|' || LEAST(NEW.principal_id, NEW.substitute_id), 0));
    PERFORM pg_advisory_xact_lock(hashtextextended('absence|' || GREATEST(NEW.principal_id, NEW.substitute_id), 0));
    IF EXISTS (
        SELECT 1 FROM accounts_delegation AS other
        WHERE other.id <> NEW.id AND other.revoked_at IS NULL
          AND other.valid_from <= NEW.valid_to AND other.valid_to >= NEW.valid_from
          AND (other.principal_id = NEW.substitute_id OR other.substitute_id = NEW.principal_id)
    ) THEN
        RAISE EXCEPTION 'what_was_handed_over_is_not_handed_on'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'what_was_handed_over_is_not_handed_on';
    END IF;
    RETURN NEW;
"""

OWN_ROLE = """
    IF NEW.membership_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM accounts_membership AS held
        WHERE held.id = NEW.membership_id AND held.user_id = NEW.principal_id
    ) THEN
        RAISE EXCEPTION 'a_role_is_handed_over_by_who_holds_it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_role_is_handed_over_by_who_holds_it';
    END IF;
    RETURN NEW;
"""


class Delegation(models.Model):
    """From a day to a day, both included. What it gives on a day is read with it (`accounts.queries.stand_ins`):
    only roles the principal then holds, only while both people are there, so that it ends by itself."""

    class Scope(models.TextChoices):
        ALL = "all", "Mọi vai trò"
        ONE = "one", "Một vai trò"

    principal = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name="người vắng mặt")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="stand_ins", verbose_name="người thay")
    scope = models.CharField("phạm vi", max_length=3, choices=Scope.choices)
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name="vai trò"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")
    document_number = models.CharField("số văn bản", max_length=60)
    document_on = models.DateField("ngày văn bản")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    created_at = models.DateTimeField("ghi lúc")
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người cho thôi"
    )
    revoked_at = models.DateTimeField("thôi từ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ủy quyền khi vắng mặt"
        verbose_name_plural = "ủy quyền khi vắng mặt"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                name="nobody_stands_in_for_themselves",
                condition=~Q(principal=F("substitute")),
                violation_error_message="Không ai tự thay mình.",
            ),
            models.CheckConstraint(
                name="nobody_hands_themselves_anothers_work",
                condition=~Q(created_by=F("substitute")),
                violation_error_message="Người ghi ủy quyền không được là người thay.",
            ),
            models.CheckConstraint(
                name="a_delegation_ends_after_it_begins",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message=ENDS_BEFORE,
            ),
            models.CheckConstraint(
                name="a_scope_is_one_named_role_or_all",
                condition=Q(scope="all", membership=None) | Q(scope="one", membership__isnull=False),
                violation_error_message="Phạm vi là mọi vai trò, hoặc một vai trò được chọn.",
            ),
            models.CheckConstraint(
                name="a_revocation_says_when_and_by_whom",
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
            ExclusionConstraint(
                name="a_role_has_one_substitute_at_a_time",
                expressions=[
                    ("principal", RangeOperators.EQUAL),
                    (roles_handed_over(), RangeOperators.OVERLAPS),
                    (period(), RangeOperators.OVERLAPS),
                ],
                condition=Q(revoked_at=None),
                violation_error_message="Trong thời gian này vai trò ấy đã có người thay.",
            ),
        ]
        indexes = [
            models.Index(fields=["substitute"], name="who_stands_in_for_others", condition=Q(revoked_at=None)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="what_was_handed_over_is_not_handed_on",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_CHAINS,
            ),
            pgtrigger.Trigger(
                name="a_role_is_handed_over_by_who_holds_it",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OWN_ROLE,
            ),
            pgtrigger.ReadOnly(name="a_delegation_is_only_ever_revoked", exclude=["revoked_by", "revoked_at"]),
            pgtrigger.Protect(
                name="a_revocation_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
            pgtrigger.Protect(name="delegations_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} thay {self.principal}, {self.valid_from:%d/%m/%Y} – {self.valid_to:%d/%m/%Y}"

    @property
    def scope_label(self) -> str:
        """ "Mọi vai trò"; "Thẩm định viên Sở – Sở Công Thương Phú Thọ"."""
        held = self.membership
        return f"{held.get_role_display()} – {held.organisation}" if held else str(self.Scope.ALL.label)

    def covers(self, held: Membership) -> bool:
        """Is this role of the principal among those handed over?"""
        return held.user_id == self.principal_id and self.membership_id in (None, held.pk)
