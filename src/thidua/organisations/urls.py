"""Addresses of signing in, units, people and acts."""

from __future__ import annotations

from django.urls import path

from thidua.organisations.views import signing

app_name = "organisations"
urlpatterns = [
    path("dang-nhap/", signing.sign_in, name="sign-in"),
    path("dang-xuat/", signing.sign_out, name="sign-out"),
    path("tai-khoan/vai/", signing.choose_mandate, name="choose-mandate"),
    path("tai-khoan/phien/", signing.sessions, name="sessions"),
    path("tai-khoan/phien/<int:pk>/ket-thuc/", signing.end_session, name="session-end"),
    path(
        "tai-khoan/phien/ket-thuc-phien-khac/",
        signing.end_other_sessions,
        name="sessions-end-others",
    ),
    path("tai-khoan/mat-khau/", signing.change_password, name="change-password"),
]
