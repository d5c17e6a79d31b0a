"""Councils and their sheets, to be read. The library's own pages would let the status of a task be typed in."""

from django.contrib import admin
from viewflow.workflow.admin import ProcessAdmin, TaskAdmin
from viewflow.workflow.models import Process, Task

from workflow.admin import ReadOnly
from workflow.appraisal.models import Council, Score

for model, page in ((Process, ProcessAdmin), (Task, TaskAdmin)):
    if isinstance(admin.site._registry.get(model), page):
        admin.site.unregister(model)


@admin.register(Council)
class CouncilAdmin(ReadOnly):
    list_display = ["case", "chair", "status", "verdict", "proposed_amount"]
    list_filter = ["status", "verdict"]
    search_fields = ["case__code"]
    list_select_related = ["case", "chair"]


@admin.register(Score)
class ScoreAdmin(ReadOnly):
    list_display = ["council", "member", "total", "verdict"]
    list_filter = ["verdict"]
    search_fields = ["council__case__code"]
    list_select_related = ["council", "member__user"]
