"""Addresses of signing in and out."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="dang-nhap"),
    path("dang-xuat/", views.SignOut.as_view(), name="dang-xuat"),
    path("doi-mat-khau/", views.ChangePassword.as_view(), name="doi-mat-khau"),
]
