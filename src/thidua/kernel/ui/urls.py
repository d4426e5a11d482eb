"""Addresses of the counter itself; `config.urls` includes them under `he-thong/`."""

from __future__ import annotations

from django.urls import path

from thidua.kernel.ui import views

app_name = "ui"
urlpatterns = [
    path("tuy-chon/", views.prefer, name="prefer"),
    path("doi-ngay/", views.move_day, name="move-day"),
    path("thanh-phan/", views.components, name="components"),
]
