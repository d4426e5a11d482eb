"""Every door of the house, each room's under its own word."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from thidua.config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("suc-khoe/", health, name="health"),
    path("he-thong/", include("thidua.kernel.ui.urls")),
    path("", include("thidua.organisations.urls")),
    path("van-ban/", include("thidua.documents.urls")),
    path("nhap-tep/", include("thidua.imports.urls")),
    path("", include("thidua.indicators.urls")),
    path("theo-doi/chi-so/", include("thidua.indices.urls")),
    path("phong-trao/", include("thidua.campaigns.urls")),
    path("", include("thidua.follow_up.urls")),
    path("", include("thidua.pledges.urls")),
    path("", include("thidua.pacts.urls")),
    path("", include("thidua.prospects.urls")),
    path("", include("thidua.speakers.urls")),
    path("", include("thidua.exemplars.urls")),
    path("", include("thidua.clubs.urls")),
    path("tuan-dau/tap-lam/", include("thidua.practice.urls")),
    path("", include("thidua.desk.urls")),
]
handler400 = "thidua.kernel.ui.faults.unreadable"
handler403 = "thidua.kernel.ui.faults.refused"
handler404 = "thidua.kernel.ui.faults.not_found"
handler500 = "thidua.kernel.ui.faults.broken"
