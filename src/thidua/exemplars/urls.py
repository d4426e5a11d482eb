"""The doors of the room."""

from __future__ import annotations

from django.urls import path

from thidua.exemplars.views import (
    aiming,
    assessing,
    bars,
    building,
    ending,
    learner,
    learning,
    planning,
    publicising,
    reading,
    registering,
    revisiting,
    ruling,
    telling,
)

app_name = "exemplars"
IN = "phong-trao/<int:pk>/dien-hinh"
ONE = "dien-hinh/<int:pk>"
LEARNER = f"{ONE}/hoc-tap/<int:one>"
PANEL = f"{ONE}/binh-xet/<int:one>"

urlpatterns = [
    path("dien-hinh/", reading.register, name="register"),
    path(f"{IN}/", reading.campaign, name="campaign"),
    path(f"{IN}/quy-tac/", ruling.rule, name="rule"),
    path(f"{IN}/ai-hoc-cua-ai/", reading.graph, name="graph"),
    path(f"{ONE}/", reading.exemplar, name="exemplar"),
    path(f"{IN}/dang-ky/", registering.register, name="register-one"),
    path(f"{IN}/theo-doi/", building.board, name="board"),
    path(f"{IN}/binh-chon/", building.vote, name="vote"),
    path("dien-hinh/cuoc-hop/<int:pk>/", building.meeting, name="meeting"),
    path("dien-hinh/cuoc-hop/<int:pk>/ghi-lai/", building.rewrite, name="rewrite"),
    path("dien-hinh/cuoc-hop/<int:pk>/bien-ban/", building.minutes, name="minutes"),
    path("dien-hinh/tam-dung/", telling.holds, name="holds"),
    path(
        "dien-hinh/tam-dung/<int:pk>/ket-thuc/", telling.close_hold, name="hold-close"
    ),
    path(
        "dien-hinh/tam-dung/<int:pk>/<slug:which>/", telling.hold_file, name="hold-file"
    ),
    path(f"{ONE}/lich-su/", reading.history, name="history"),
    path(f"{ONE}/ho-so/", building.building, name="building"),
    path(f"{ONE}/sua-dang-ky/", registering.again, name="register-again"),
    path(f"{ONE}/dua-vao-theo-doi/", registering.take_up, name="take-up"),
    path(f"{ONE}/tra-lai/", registering.return_it, name="return"),
    path(f"{ONE}/rut/", registering.withdraw, name="withdraw"),
    path(f"{ONE}/danh-gia/<int:period>/", building.evaluate, name="evaluate"),
    path(
        f"{ONE}/danh-gia/<int:period>/minh-chung/",
        building.evaluation_proof,
        name="evaluation-proof",
    ),
    path(f"{ONE}/bieu-duong/", building.praise, name="praise"),
    path(f"{ONE}/khong-bieu-duong/", building.unselect, name="unselect"),
    path(f"{ONE}/dong-y/", telling.consent, name="consent"),
    path(
        f"{ONE}/dong-y/<int:number>/phieu/", telling.consent_paper, name="consent-paper"
    ),
    path(f"{ONE}/chuyen/", telling.story, name="story"),
    path(f"{ONE}/anh/", telling.picture, name="picture"),
    path(f"{ONE}/tuyen-truyen/", publicising.media, name="media"),
    path(f"{ONE}/tuyen-truyen/bo-tai-lieu/", publicising.kit, name="kit"),
    path(f"{ONE}/tuyen-truyen/<int:line>/dang/", publicising.publish, name="publish"),
    path(
        f"{ONE}/tuyen-truyen/<int:line>/sua/",
        planning.change,
        name="publication-change",
    ),
    path(
        f"{ONE}/tuyen-truyen/<int:line>/thoi/",
        publicising.drop,
        name="publication-drop",
    ),
    path(
        f"{ONE}/tuyen-truyen/<int:line>/tep/",
        publicising.publication_file,
        name="publication-file",
    ),
    path(f"{ONE}/hoc-theo/", learning.follow, name="follow"),
    path(f"{ONE}/hoc-tap/", learning.board, name="learning"),
    path(f"{ONE}/hoc-tap/mo/", learning.open_, name="open-learning"),
    path(f"{ONE}/tham-quan/", learning.visit, name="visit"),
    path(f"{LEARNER}/", learner.learner, name="learner"),
    path(f"{LEARNER}/so-lieu/", learner.tell, name="learner-tell"),
    path(f"{LEARNER}/giup/", learner.help_, name="learner-help"),
    path(f"{LEARNER}/se-dat/", aiming.goals, name="learner-goals"),
    path(f"{LEARNER}/thoi/", learner.stop, name="learner-stop"),
    path(f"{LEARNER}/mang-ve/<int:came>/", learner.home, name="learner-home"),
    path(f"{LEARNER}/minh-chung/<int:file>/", learner.proof, name="learner-proof"),
    path(f"{LEARNER}/thanh-dien-hinh/", assessing.promote, name="promote"),
    path(f"{ONE}/binh-xet/", assessing.panel, name="panel"),
    path(f"{PANEL}/", assessing.panel_one, name="panel-one"),
    path(f"{PANEL}/bien-ban/", assessing.minutes, name="panel-minutes"),
    path(f"{PANEL}/quyet-dinh/", assessing.decide, name="decide"),
    path(f"{PANEL}/van-ban/", assessing.decision, name="panel-decision"),
    path(f"{IN}/so-lieu-da-sua/", revisiting.changed, name="changed"),
    path("dien-hinh/cong-nhan/<int:pk>/", revisiting.revisit, name="revisit"),
    path(f"{ONE}/moc/", bars.bar, name="bar"),
    path(f"{ONE}/thoi-neu-guong/", ending.end, name="end"),
    path(f"{ONE}/thoi-neu-guong/van-ban/", ending.draft, name="end-draft"),
    path(f"{ONE}/thoi-neu-guong/rut-lai/", ending.take_back, name="end-take-back"),
]
