"""Addresses of the import pages, under workflow's own name."""

from django.urls import path

from workflow.importing import views

urlpatterns = [
    path("", views.import_page, name="import"),
    path("luu/", views.save, name="import-save"),
    path("mau.xlsx", views.template, name="import-template"),
]
