"""Addresses of this room's pages."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("tai-lieu/tep/<int:pk>/", views.download, name="download"),
    path("tai-lieu/<int:pk>/xem/", views.preview, name="preview"),
    path("tai-lieu/<int:pk>/word/", views.word, name="word"),
    path("tai-lieu/mau/<str:name>", views.asset, name="asset"),
]
