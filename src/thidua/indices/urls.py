"""Addresses of the indices that others publish."""

from __future__ import annotations

from django.urls import path

from thidua.indices.views import publishing, reading

app_name = "indices"
INDEX = "<slug:code>"
urlpatterns = [
    path("", reading.indices, name="indices"),
    path(f"{INDEX}/", reading.index, name="index"),
    path(f"{INDEX}/excel/", reading.sheet, name="sheet"),
    path(f"{INDEX}/cach-tinh/", reading.make_ups, name="make-ups"),
    path(f"{INDEX}/cach-tinh/moi/", publishing.make_up_new, name="make-up-new"),
    path(f"{INDEX}/ghi/", publishing.publish, name="publish"),
    path(f"{INDEX}/giao/", publishing.keepers, name="keepers"),
    path(f"{INDEX}/nam/<int:year>/dinh-chinh/", publishing.correct, name="correct"),
    path(f"{INDEX}/nam/<int:year>/rut/", publishing.withdraw, name="withdraw"),
    path(f"{INDEX}/tinh/<int:unit>/", reading.province, name="province"),
    path(
        f"{INDEX}/tinh/<int:unit>/excel/",
        reading.province_sheet,
        name="province-sheet",
    ),
    path(
        f"{INDEX}/tinh/<int:unit>/<int:year>/",
        reading.result,
        name="result",
    ),
]
