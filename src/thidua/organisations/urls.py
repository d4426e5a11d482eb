"""Addresses of signing in, units, people and acts."""

from __future__ import annotations

from django.urls import path

from thidua.organisations.views import (
    factors,
    filters,
    people,
    sign_on,
    signing,
    units,
)

app_name = "organisations"
urlpatterns = [
    path("dang-nhap/", signing.sign_in, name="sign-in"),
    path("dang-nhap/buoc-hai/", factors.second_step, name="second-step"),
    path("dang-nhap/buoc-hai/khoa/", factors.passkey_asked, name="passkey-asked"),
    path("tai-khoan/xac-thuc/", factors.list_factors, name="factors"),
    path("tai-khoan/xac-thuc/dien-thoai/", factors.add_phone, name="factor-phone"),
    path("tai-khoan/xac-thuc/khoa/", factors.add_passkey, name="factor-passkey"),
    path(
        "tai-khoan/xac-thuc/khoa/moi/",
        factors.new_passkey_asked,
        name="new-passkey-asked",
    ),
    path("tai-khoan/xac-thuc/<int:pk>/go/", factors.remove, name="factor-remove"),
    path("tai-khoan/xac-thuc/ma/", factors.new_codes, name="factor-codes"),
    path("dang-nhap/tinh/", sign_on.start, name="sign-on"),
    path("dang-nhap/tinh/ve/", sign_on.back, name="sign-on-back"),
    path("tai-khoan/xac-thuc/tinh/", sign_on.tie, name="sign-on-tie"),
    path("tai-khoan/xac-thuc/tinh/bo/", sign_on.untie, name="sign-on-untie"),
    path("dang-xuat/", signing.sign_out, name="sign-out"),
    path("tai-khoan/vai/", signing.choose_mandate, name="choose-mandate"),
    path("tai-khoan/phien/", signing.sessions, name="sessions"),
    path("tai-khoan/phien/<int:pk>/ket-thuc/", signing.end_session, name="session-end"),
    path(
        "tai-khoan/phien/ket-thuc-phien-khac/",
        signing.end_other_sessions,
        name="sessions-end-others",
    ),
    path("tai-khoan/huong-dan/", signing.guide, name="guide"),
    path("tai-khoan/mat-khau/", signing.change_password, name="change-password"),
    path("tai-khoan/bo-loc/", filters.save, name="filter-save"),
    path("tai-khoan/bo-loc/<int:pk>/bo/", filters.forget, name="filter-forget"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<int:pk>/", units.unit, name="unit"),
    path("don-vi/<int:pk>/lich-su/", units.history, name="unit-history"),
    path("don-vi/<int:pk>/<slug:kind>/", units.reorganise, name="reorganise"),
    path("don-vi/quyet-dinh/<int:pk>/", units.act, name="act"),
    path("quan-tri/nguoi/", people.people, name="people"),
    path("quan-tri/nguoi/tai-khoan/", people.sign_ins, name="sign-ins"),
    path("quan-tri/nguoi/<int:pk>/", people.person, name="person"),
    path("quan-tri/nguoi/<int:pk>/lich-su/", people.history, name="person-history"),
    path("quan-tri/nguoi/<int:pk>/phan-cong/", people.give, name="mandate-give"),
    path("quan-tri/phan-cong/<int:pk>/ket-thuc/", people.end, name="mandate-end"),
    path("quan-tri/nguoi/<int:pk>/tai-khoan/", people.sign_in, name="sign-in-make"),
    path("quan-tri/nguoi/<int:pk>/go-xac-thuc/", people.forget, name="factors-forget"),
    path("quan-tri/nguoi/<int:pk>/mat-khau/", people.reset, name="password-reset"),
]
