"""Addresses of the working calendar and of the units' own targets, under workflow's own name."""

from django.urls import path

from workflow.timetable import calendar_views, change_views, target_views

urlpatterns = [
    path("lich-lam-viec/", calendar_views.this_year, name="calendar"),
    path("lich-lam-viec/<int:year>/", calendar_views.year, name="calendar-year"),
    path("lich-lam-viec/<int:year>/ngay/", calendar_views.edit_days, name="calendar-days"),
    path("lich-lam-viec/<int:year>/tinh-trang/", calendar_views.edit_status, name="calendar-status"),
    path("lich-lam-viec/thay-doi/<int:pk>/", change_views.change, name="calendar-change"),
    path("lich-lam-viec/thay-doi/<int:pk>/<slug:action>/", change_views.act, name="calendar-change-act"),
    path("chi-tieu-noi-bo/", target_views.targets, name="own-targets"),
    path("chi-tieu-noi-bo/<slug:code>/", target_views.target, name="own-target"),
]
