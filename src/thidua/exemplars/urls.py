"""The doors of the room."""

from __future__ import annotations

from django.urls import path

from thidua.exemplars.views import reading, ruling

app_name = "exemplars"
IN = "phong-trao/<int:pk>/dien-hinh"
ONE = "dien-hinh/<int:pk>"

urlpatterns = [
    path("dien-hinh/", reading.register, name="register"),
    path(f"{IN}/", reading.campaign, name="campaign"),
    path(f"{IN}/quy-tac/", ruling.rule, name="rule"),
    path(f"{IN}/ai-hoc-cua-ai/", reading.graph, name="graph"),
    path(f"{ONE}/", reading.exemplar, name="exemplar"),
]
