"""Every door of the house, each room's under its own word."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from thidua.config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("suc-khoe/", health, name="health"),
]
