"""Addresses of imports."""

from __future__ import annotations

from django.urls import path

from thidua.imports.views import deciding, sending

app_name = "imports"
urlpatterns = [
    path("", sending.imports, name="imports"),
    path("moi/<slug:kind>/<slug:place>/", sending.new, name="new"),
    path("<int:pk>/", deciding.show, name="import"),
    path("<int:pk>/lich-su/", deciding.history, name="history"),
    path("<int:pk>/cot/", sending.mapping, name="mapping"),
    path("<int:pk>/hoi/", sending.questions, name="questions"),
    path("<int:pk>/ghi/", deciding.carry, name="carry"),
    path("<int:pk>/de-sau/", deciding.leave, name="leave"),
    path("<int:pk>/hoan-tac/", deciding.undo, name="undo"),
    path("<int:pk>/bo/", deciding.discard, name="discard"),
    path("<int:pk>/con-lai/", deciding.rest, name="rest"),
    path("<int:pk>/tep/xoa/", deciding.forget, name="forget"),
    path("<int:pk>/tep/", deciding.file, name="file"),
]
