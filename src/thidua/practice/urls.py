"""The doors of practising; what is practised stands beneath `/tap-lam/`."""

from __future__ import annotations

from django.urls import path

from thidua.practice import views

app_name = "practice"
urlpatterns = [
    path("", views.practice, name="practice"),
    path("mo/", views.begin, name="begin"),
    path("bo/", views.close, name="close"),
]
