"""Administration of the law's data (calendar, deadline rules) and a read-only look at cases, events and the outbox."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from workflow.engine import clock
from workflow.models import CalendarDay, CalendarYear, Case, DeadlineRule, Duty, Event, Milestone, OutboxRow, Visit
from workflow.tasks import start_anew


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """What only the engine writes can be read here, never changed."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SeeThePages(ReadOnly):
    """A day is changed on the pages of the working calendar, where it is seen first whose deadlines move."""

    change_list_template = "admin/workflow/calendar_change_list.html"


@admin.register(CalendarYear)
class CalendarYearAdmin(SeeThePages):
    list_display = ["year", "status", "basis"]


@admin.register(CalendarDay)
class CalendarDayAdmin(SeeThePages):
    list_display = ["date", "kind", "name", "basis"]
    list_filter = ["kind"]
    search_fields = ["name", "basis"]
    date_hierarchy = "date"


@admin.register(DeadlineRule)
class DeadlineRuleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["code", "programme", "state", "kind", "unit", "amount", "plan_year_from", "plan_year_to", "mark"]
    list_filter = ["programme", "kind", "mark", "state"]
    search_fields = ["code", "basis"]
    exclude = ["organisation", "set_by", "set_at", "ended_by", "ended_at"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A unit's own target is history: its head sets and ends it on the page of the unit."""
        return (obj is None or obj.organisation_id is None) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return (obj is None or obj.organisation_id is None) and super().has_delete_permission(request, obj)


@admin.register(Milestone)
class MilestoneAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = [
        "code",
        "title",
        "programme",
        "kind",
        "unit",
        "day",
        "month",
        "plan_year_from",
        "plan_year_to",
        "mark",
    ]
    list_filter = ["programme", "kind", "mark"]
    search_fields = ["code", "title", "basis"]


@admin.register(Case)
class CaseAdmin(ReadOnly):
    list_display = ["code", "name", "programme", "plan_year", "state", "version"]
    list_filter = ["programme", "plan_year", "state"]
    search_fields = ["code", "name"]


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ["case", "seq", "action", "actor_name", "at", "hash"]
    list_filter = ["action"]
    search_fields = ["case__code", "actor_name"]
    list_select_related = ["case"]


@admin.register(Visit)
class VisitAdmin(ReadOnly):
    list_display = ["case", "state", "party", "opened_on", "due_on", "due_clock", "closed_on"]
    list_filter = ["state", "due_clock"]
    search_fields = ["case__code"]
    list_select_related = ["case"]


@admin.register(Duty)
class DutyAdmin(ReadOnly):
    list_display = ["case", "sentence", "organisation", "user", "opened_at", "done_at"]
    search_fields = ["case__code", "sentence"]
    list_select_related = ["case", "organisation", "user"]


@admin.register(OutboxRow)
class OutboxAdmin(ReadOnly):
    """Rows that failed five times wait here for a person; "try again" gives them a new start."""

    list_display = ["event", "effect", "status", "attempts", "next_at", "error"]
    list_filter = ["status", "effect"]
    actions = ["try_again"]

    @admin.action(description="Thử lại các dòng đã chọn")
    def try_again(self, request: HttpRequest, rows: QuerySet[OutboxRow]) -> None:
        count = start_anew(rows, at=clock.now())
        self.message_user(request, f"{count} dòng sẽ được thử lại.")


import workflow.appraisal.admin  # noqa: E402, F401 - builds on ReadOnly, above
