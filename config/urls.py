"""The address of every page: each room brings its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("workflow.urls")),
    path("", include("documents.urls")),
    path("", include("notifications.urls")),
    path("quan-tri/", admin.site.urls),
]
