"""The doors of the room."""

from __future__ import annotations

from django.urls import path

from thidua.prospects.views import campaign, growing, hits, listing, one, own_tips, tips

app_name = "prospects"
ONE = "nhan-to/<int:pk>"
TIP = "nhan-to/tin/<int:pk>"
IN = "phong-trao/<int:pk>/nhan-to"
HIT = f"{IN}/so-lieu/<int:hit>"

urlpatterns = [
    path("nhan-to/", listing.prospects, name="list"),
    path("nhan-to/them/", listing.new, name="new"),
    path("nhan-to/bao-tin/", tips.tell, name="tell"),
    path("nhan-to/tin-cua-toi/", tips.mine, name="mine"),
    path("nhan-to/tin/", tips.tips, name="tips"),
    path(f"{TIP}/", tips.tip, name="tip"),
    path(f"{TIP}/anh/", tips.picture, name="tip-picture"),
    path(f"{TIP}/anh/<int:number>/", tips.picture_before, name="tip-picture-before"),
    path(f"{TIP}/sua/", own_tips.mend, name="tip-mend"),
    path(f"{TIP}/rut/", own_tips.take_back, name="tip-take-back"),
    path(f"{TIP}/xem/", tips.look, name="tip-open"),
    path(f"{TIP}/tra-loi/", tips.answer, name="tip-answer"),
    path(f"{TIP}/dua-vao/", tips.take_up, name="take-up"),
    path(f"{TIP}/gop/<int:kept>/", tips.join, name="tip-join"),
    path(f"{TIP}/tach/", tips.part, name="tip-part"),
    path(f"{IN}/", campaign.campaign, name="campaign"),
    path(f"{IN}/tim/", hits.search, name="search"),
    path(f"{HIT}/", hits.hit, name="hit"),
    path(f"{HIT}/dua-vao/", hits.take_up, name="hit-take"),
    path(f"{HIT}/bo-qua/", hits.dismiss, name="hit-dismiss"),
    path(f"{ONE}/", one.prospect, name="prospect"),
    path(f"{ONE}/lich-su/", one.history, name="history"),
    path(f"{ONE}/sua/", one.mend, name="mend"),
    path(f"{ONE}/khep/", one.close, name="close"),
    path(f"{ONE}/moi/", one.invite, name="invite"),
    path(f"{ONE}/loi-moi/", one.invitation, name="invitation"),
    path(f"{ONE}/viec/", growing.plan, name="measure-new"),
    path(f"{ONE}/viec/<int:measure>/bat-dau/", growing.start, name="measure-start"),
    path(f"{ONE}/viec/<int:measure>/xong/", growing.finish, name="measure-finish"),
    path(f"{ONE}/viec/<int:measure>/thoi/", growing.drop, name="measure-drop"),
    path(f"{ONE}/viec/<int:measure>/minh-chung/", growing.file, name="measure-file"),
]
