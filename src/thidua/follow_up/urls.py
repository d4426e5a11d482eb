"""The doors of urging and inspection."""

from __future__ import annotations

from django.urls import path

from thidua.follow_up.views import reminding

app_name = "follow_up"
urlpatterns = [
    path("nhac-viec/", reminding.notices, name="notices"),
    path("nhac-viec/da-doc/", reminding.notices_read, name="notices-read"),
    path("nhac-viec/<int:pk>/", reminding.notice_open, name="notice-open"),
    path("thong-bao/", reminding.choices, name="choices"),
    path("theo-doi/don-doc/", reminding.urging, name="urging"),
    path("theo-doi/don-doc/bieu/<int:pk>/", reminding.plan, name="plan"),
    path("theo-doi/don-doc/thu/", reminding.outbox, name="outbox"),
    path(
        "theo-doi/don-doc/thu/<int:pk>/gui-lai/",
        reminding.mail_again,
        name="mail-again",
    ),
    path(
        "theo-doi/don-doc/thu/<int:pk>/da-den/",
        reminding.mail_arrived,
        name="mail-arrived",
    ),
    path("theo-doi/don-doc/thu/<int:pk>/thoi/", reminding.mail_drop, name="mail-drop"),
]
