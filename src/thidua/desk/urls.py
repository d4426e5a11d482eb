"""The doors of the desk."""

from __future__ import annotations

from django.urls import path

from thidua.desk import views
from thidua.desk.views import delegating, handing_over, report

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.find, name="find"),
    path("theo-doi/", views.monitor, name="monitor"),
    path("theo-doi/bao-cao/", views.reports, name="reports"),
    path("theo-doi/toan-canh/", views.panorama, name="panorama"),
    path("theo-doi/so-sanh/", views.compare, name="compare"),
    path("theo-doi/cham/", views.late, name="late"),
    path("theo-doi/cham/excel/", views.late_sheet, name="late-sheet"),
    path("tuan-dau/", views.week, name="first-week"),
    path("uy-quyen/", delegating.delegations, name="delegations"),
    path(
        "uy-quyen/vai/<int:mandate>/",
        delegating.delegations_of,
        name="delegations-of",
    ),
    path("uy-quyen/<int:pk>/", delegating.delegation, name="delegation"),
    path("uy-quyen/<int:pk>/thu-hoi/", delegating.revoke, name="delegation-revoke"),
    path("uy-quyen/<int:pk>/tep/", delegating.file, name="delegation-file"),
    path("ban-giao/<int:mandate>/", handing_over.handover, name="handover"),
    path("ban-giao/<int:mandate>/luu/", handing_over.write, name="handover-write"),
    path("ban-giao/<int:mandate>/giao/", handing_over.give, name="handover-give"),
    path("ban-giao/<int:mandate>/nhan/", handing_over.take, name="handover-take"),
    path(
        "ban-giao/<int:mandate>/thu-lai/",
        handing_over.withdraw,
        name="handover-withdraw",
    ),
    path("tong-hop/<int:campaign>/<int:period>/", views.synthesis, name="synthesis"),
    path(
        "tong-hop/<int:campaign>/<int:period>/excel/",
        views.synthesis_sheet,
        name="synthesis-sheet",
    ),
    path(
        "tong-hop/<int:campaign>/<int:period>/word/",
        report.word,
        name="synthesis-word",
    ),
    path("tong-hop/<int:campaign>/<int:period>/pdf/", report.pdf, name="synthesis-pdf"),
    path(
        "tong-hop/<int:campaign>/<int:period>/soan/",
        report.draft,
        name="synthesis-draft",
    ),
]
