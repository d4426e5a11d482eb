"""The doors of the room."""

from __future__ import annotations

from django.urls import path

from thidua.pledges.views import coding, duties, listing, one, registering

app_name = "pledges"
IN = "phong-trao/<int:pk>/dang-ky"
HEADS = "phong-trao/<int:pk>/nguoi-dung-dau"

urlpatterns = [
    path(f"{IN}/", listing.registered, name="campaign"),
    path(f"{IN}/moi/", registering.new, name="new"),
    path(f"{IN}/don-vi/<int:unit>/", listing.unit, name="unit"),
    path(f"{IN}/don-vi/<int:unit>/quyet-dinh/", listing.decide, name="decide"),
    path(f"{IN}/don-vi/<int:unit>/ghi/", listing.grid, name="grid"),
    path(f"{IN}/ma/", coding.codes, name="codes"),
    path(f"{IN}/ma/<int:invitation>/thoi/", coding.code_revoke, name="code-revoke"),
    path("dang-ky/cua-toi/", registering.mine, name="mine"),
    path("dang-ky/ma/", coding.enter, name="enter"),
    path("dang-ky/ma/<slug:code>/", registering.by_code, name="by-code"),
    path("dang-ky/tra-cuu/", coding.look_up, name="look-up"),
    path("dang-ky/<int:pk>/", one.registration, name="registration"),
    path("dang-ky/<int:pk>/sua/", registering.mend, name="mend"),
    path("dang-ky/<int:pk>/rut/", one.withdraw, name="withdraw"),
    path("dang-ky/<int:pk>/cong-khai/", one.consent, name="consent"),
    path("dang-ky/<int:pk>/ket-qua/", one.result, name="result"),
    path("dang-ky/<int:pk>/gop/<int:kept>/", one.join, name="join"),
    path("dang-ky/<int:pk>/tach/", one.part, name="part"),
    path("dang-ky/<int:pk>/nguoi/", one.link, name="link"),
    path(f"{HEADS}/", duties.duties, name="duties"),
    path(f"{HEADS}/<int:duty>/thoi-tinh/", duties.duty_back, name="duty-back"),
    path(f"{HEADS}/<int:duty>/minh-chung/", duties.duty_file, name="duty-file"),
]
