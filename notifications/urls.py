"""Addresses of this room's pages."""

from django.urls import path

from notifications.views import breaches, choices, health, incidents, mailbox, outgoing, samples

app_name = "notifications"

urlpatterns = [
    path("viec-qua-han/", breaches.report, name="breaches"),
    path("hop-thu-thu-nghiem/", mailbox.mailbox, name="mailbox"),
    path("hop-thu-thu-nghiem/<str:name>/", mailbox.message, name="mailbox-message"),
    path("hop-thu-thu-nghiem/<str:name>/noi-dung/", mailbox.body, name="mailbox-body"),
    path("tuy-chon-thu/", choices.choices, name="choices"),
    path("thoi-nhan-thu/<str:token>/", choices.unsubscribing, name="unsubscribe"),
    path("thu-gui-di/", outgoing.outgoing, name="outgoing"),
    path("thu-gui-di/gui-lai/", outgoing.resend, name="resend"),
    path("thu-gui-di/dia-chi-bi-tu-choi/", outgoing.refused, name="refused"),
    path("thu-gui-di/dia-chi-bi-tu-choi/<int:pk>/", outgoing.trust, name="trust"),
    path("thu-gui-di/<int:pk>/", outgoing.mail, name="outgoing-mail"),
    path("thu-gui-di/<int:pk>/noi-dung/", outgoing.mail_body, name="outgoing-body"),
    path("su-co/", incidents.incidents, name="incidents"),
    path("su-co/<int:pk>/", incidents.incident, name="incident"),
    path("su-co/<int:pk>/thu-lai/", incidents.again, name="incident-again"),
    path("su-co/<int:pk>/da-xu-ly/", incidents.resolved, name="incident-resolved"),
    path("suc-khoe/", health.healthy, name="health"),
    path("suc-khoe/song/", health.alive, name="alive"),
    path("xem-mau-thu/", samples.samples, name="samples"),
    path("xem-mau-thu/<str:name>/noi-dung/", samples.body, name="sample-body"),
]
