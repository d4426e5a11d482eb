"""The doors of the room."""

from __future__ import annotations

from django.urls import path

from thidua.pacts.views import agreeing, keeping, public, reading, signing, writing

app_name = "pacts"
IN = "phong-trao/<int:pk>/giao-uoc"
ONE = "giao-uoc/<int:pk>"

urlpatterns = [
    path(f"{IN}/", reading.campaign, name="campaign"),
    path(f"{IN}/moi/", writing.new, name="new"),
    path("giao-uoc/", reading.mine, name="mine"),
    path("giao-uoc/cong-khai/", public.listing, name="public-list"),
    path("giao-uoc/cong-khai/<int:pk>/", public.one, name="public"),
    path(f"{ONE}/", reading.pact, name="pact"),
    path(f"{ONE}/ban/<int:number>/", reading.edition, name="edition"),
    path(f"{ONE}/lich-su/", reading.history, name="history"),
    path(f"{ONE}/pdf/", reading.pdf, name="pdf"),
    path(f"{ONE}/word/", reading.word, name="word"),
    path(f"{ONE}/soan/", writing.write, name="write"),
    path(f"{ONE}/soan/ben/", writing.party_add, name="party-add"),
    path(f"{ONE}/soan/ben/<int:party>/bo/", writing.party_remove, name="party-remove"),
    path(f"{ONE}/soan/cam-ket/", writing.commitment_new, name="commitment-new"),
    path(f"{ONE}/soan/cam-ket/<int:one>/", writing.commitment, name="commitment"),
    path(
        f"{ONE}/soan/cam-ket/<int:one>/bo/",
        writing.commitment_remove,
        name="commitment-remove",
    ),
    path(f"{ONE}/soan/chung-kien/", writing.witness_add, name="witness-add"),
    path(
        f"{ONE}/soan/chung-kien/<int:one>/bo/",
        writing.witness_remove,
        name="witness-remove",
    ),
    path(f"{ONE}/gui/", agreeing.circulate, name="circulate"),
    path(f"{ONE}/tra-loi/", agreeing.answer, name="answer"),
    path(f"{ONE}/chot/", agreeing.fix, name="fix"),
    path(f"{ONE}/ky/", signing.sign, name="sign"),
    path(f"{ONE}/sua-doi/", agreeing.change, name="change"),
    path(f"{ONE}/sua-doi/bo/", agreeing.change_drop, name="change-drop"),
    path(f"{ONE}/rut/<int:party>/", agreeing.withdraw, name="withdraw"),
    path(f"{ONE}/thoi/", agreeing.drop, name="drop"),
    path(f"{ONE}/cham-dut/", agreeing.break_it, name="break"),
    path(f"{ONE}/cam-ket/<uuid:key>/bao/", keeping.mark, name="mark"),
    path(f"{ONE}/cam-ket/<uuid:key>/danh-gia/", keeping.judge, name="judge"),
    path(f"{ONE}/ket-thuc/", keeping.end, name="end"),
    path(f"{ONE}/le-ky-ket/", keeping.ceremony, name="ceremony"),
    path(f"{ONE}/van-ban/<slug:kind>/", keeping.paper, name="paper"),
]
