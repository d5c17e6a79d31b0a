"""Addresses of this room's pages."""

from django.urls import path

from notifications import views

app_name = "notifications"

urlpatterns = [
    path("hop-thu-thu-nghiem/", views.mailbox, name="mailbox"),
    path("hop-thu-thu-nghiem/<str:name>/", views.message, name="mailbox-message"),
    path("hop-thu-thu-nghiem/<str:name>/noi-dung/", views.body, name="mailbox-body"),
]
