"""Addresses of the pages. A đề án is addressed by its code."""

from django.urls import include, path

from workflow.views import acting, case, dossier, history, overview, period, slips, worklist, year_end

app_name = "workflow"

urlpatterns = [
    path("", worklist.my_work, name="worklist"),
    path("de-an/", worklist.cases, name="cases"),
    path("de-an/moi/", dossier.new, name="new"),
    path("de-an/moi/luu-tu-dong/", dossier.autosave, name="autosave-new"),
    path("de-an/moi/bo-ban-luu/", dossier.discard, name="discard-new"),
    path("de-an/<slug:code>/", case.case, name="case"),
    path("de-an/<slug:code>/sua/", dossier.edit, name="edit"),
    path("de-an/<slug:code>/luu-tu-dong/", dossier.autosave, name="autosave"),
    path("de-an/<slug:code>/bo-ban-luu/", dossier.discard, name="discard"),
    path("de-an/<slug:code>/lam/<slug:action>/", acting.act, name="act"),
    path("tong-quan/", overview.overview, name="overview"),
    path("tong-quan/bao-cao-ky/", period.period, name="period"),
    path("tong-quan/bao-cao-ky/<slug:column>/", period.behind, name="period-stays"),
    path("tong-quan/so-viec-cham/", slips.slips, name="slips"),
    path("tong-quan/chot-nam/", year_end.year_end, name="year-end"),
    path("lich-su-ho-tro/", history.past_grants, name="past-grants"),
    path("", include("workflow.timetable.urls")),
    path("nhap-du-lieu/", include("workflow.importing.urls")),
]
