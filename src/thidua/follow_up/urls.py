"""The doors of urging and inspection."""

from __future__ import annotations

from django.urls import path

from thidua.follow_up.views import (
    addressing,
    deadlines,
    inspecting,
    reminding,
    responding,
    reviewing,
    urging,
)

app_name = "follow_up"
urlpatterns = [
    path("nhac-viec/", reminding.notices, name="notices"),
    path("nhac-viec/da-doc/", reminding.notices_read, name="notices-read"),
    path("nhac-viec/<int:pk>/", reminding.notice_open, name="notice-open"),
    path("thong-bao/", reminding.choices, name="choices"),
    path("thong-bao/dia-chi/gui-lai/", addressing.address_again, name="address-again"),
    path("thong-bao/dia-chi/<str:token>/", addressing.address, name="address"),
    path("theo-doi/dia-chi/", addressing.addresses, name="addresses"),
    path("theo-doi/dia-chi/gui-lai/", addressing.again, name="addresses-again"),
    path("theo-doi/don-doc/", reminding.urging, name="urging"),
    path("theo-doi/don-doc/bieu/<int:pk>/", reminding.plan, name="plan"),
    path(
        "theo-doi/don-doc/phong-trao/<int:campaign>/",
        reminding.campaign_plan,
        name="campaign-plan",
    ),
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
    path("theo-doi/don-doc/cong-van/", urging.letters, name="letters"),
    path("theo-doi/don-doc/cong-van/moi/", urging.letter_new, name="letter-new"),
    path("theo-doi/don-doc/cong-van/<int:pk>/", urging.letter, name="letter"),
    path("theo-doi/huong-ung/<int:campaign>/", responding.response, name="response"),
    path("theo-doi/huong-ung/<int:campaign>/da-nhac/", responding.told, name="told"),
    path("theo-doi/bao-cao-ky/", reviewing.reviews, name="reviews"),
    path(
        "theo-doi/bao-cao-ky/moi/<int:campaign>/",
        reviewing.review_new,
        name="review-new",
    ),
    path(
        "theo-doi/bao-cao-ky/dot/<int:pk>/", reviewing.review_call, name="review-call"
    ),
    path(
        "theo-doi/bao-cao-ky/dot/<int:pk>/han/", deadlines.review_due, name="review-due"
    ),
    path(
        "theo-doi/bao-cao-ky/dot/<int:pk>/nhac/",
        reviewing.reviews_urge,
        name="reviews-urge",
    ),
    path("theo-doi/bao-cao-ky/<int:pk>/", reviewing.review, name="review"),
    path(
        "theo-doi/bao-cao-ky/<int:pk>/lay/", reviewing.review_take, name="review-take"
    ),
    path(
        "theo-doi/bao-cao-ky/<int:pk>/nhan/",
        reviewing.review_receive,
        name="review-receive",
    ),
    path(
        "theo-doi/bao-cao-ky/<int:pk>/tra/",
        reviewing.review_return,
        name="review-return",
    ),
    path("theo-doi/kiem-tra/", inspecting.inspections, name="inspections"),
    path(
        "theo-doi/kiem-tra/moi/<int:campaign>/",
        inspecting.inspection_new,
        name="inspection-new",
    ),
    path("theo-doi/kiem-tra/<int:pk>/", inspecting.inspection, name="inspection"),
    path(
        "theo-doi/kiem-tra/<int:pk>/sua/",
        inspecting.inspection_edit,
        name="inspection-edit",
    ),
    path(
        "theo-doi/kiem-tra/<int:pk>/thong-bao/",
        inspecting.announce,
        name="inspection-announce",
    ),
    path(
        "theo-doi/kiem-tra/<int:pk>/ket-thuc/",
        inspecting.close,
        name="inspection-close",
    ),
    path(
        "theo-doi/kiem-tra/<int:pk>/phat-hien/",
        inspecting.finding_new,
        name="finding-new",
    ),
    path(
        "theo-doi/kiem-tra/<int:pk>/<int:finding>/tra-loi/",
        inspecting.finding_answer,
        name="finding-answer",
    ),
    path(
        "theo-doi/kiem-tra/<int:pk>/<int:finding>/cong-nhan/",
        inspecting.finding_accept,
        name="finding-accept",
    ),
    path(
        "theo-doi/kiem-tra/<int:pk>/<int:finding>/tra-lai/",
        inspecting.finding_return,
        name="finding-return",
    ),
    path(
        "theo-doi/kiem-tra/<int:pk>/<int:finding>/han/",
        deadlines.finding_due,
        name="finding-due",
    ),
    path(
        "theo-doi/kiem-tra/<int:pk>/tep/<int:file>/",
        inspecting.finding_file,
        name="finding-file",
    ),
]
