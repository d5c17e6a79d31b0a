"""Addresses of signing in and out, and of absences."""

from django.urls import path

from accounts.views import absences, door

urlpatterns = [
    path("dang-nhap/", door.SignIn.as_view(), name="dang-nhap"),
    path("dang-xuat/", door.SignOut.as_view(), name="dang-xuat"),
    path("doi-mat-khau/", door.ChangePassword.as_view(), name="doi-mat-khau"),
    path("vang-mat/", absences.overview, name="vang-mat"),
    path("vang-mat/ghi/", absences.record, name="vang-mat-ghi"),
    path("vang-mat/ghi/<int:user_id>/", absences.record, name="vang-mat-ghi-ho"),
    path("vang-mat/<int:pk>/thoi/", absences.end, name="vang-mat-thoi"),
]
