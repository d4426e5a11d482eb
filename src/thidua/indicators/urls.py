"""Addresses of reports, figures, indicators and forms."""

from __future__ import annotations

from django.urls import path

from thidua.indicators.views import (
    breakdowns,
    definitions,
    editions,
    entry,
    figures,
    formulas,
    reporters,
    review,
    standards,
)

app_name = "indicators"
REPORT = "bao-cao/<int:form>/<int:period>/<int:unit>/"
urlpatterns = [
    path("bao-cao/", entry.reports, name="reports"),
    path("bao-cao/cho-nhan/", review.awaiting, name="reports-awaiting"),
    path("bao-cao/cho-nhan/nhan/", review.accept_many, name="reports-accept"),
    path(REPORT, entry.report, name="report"),
    path(f"{REPORT}luu/", entry.save_report, name="report-save"),
    path(f"{REPORT}gui/", entry.submit_report, name="report-submit"),
    path(f"{REPORT}in/", entry.print_report, name="report-print"),
    path(f"{REPORT}lich-su/", entry.report_history, name="report-history"),
    path(f"{REPORT}mau-excel/", entry.report_sheet, name="report-sheet"),
    path(f"{REPORT}o/<int:line>/", entry.report_cell, name="report-cell"),
    path(
        f"{REPORT}o/<int:line>/minh-chung/",
        entry.attach_evidence,
        name="evidence-attach",
    ),
    path(f"{REPORT}xem-nhan/", review.review, name="report-review"),
    path(f"{REPORT}nhan/", review.accept, name="report-accept"),
    path(f"{REPORT}mo-lai/", review.reopen, name="report-reopen"),
    path(f"{REPORT}tra-lai/", review.send_back, name="report-return"),
    path("minh-chung/<int:pk>/", entry.evidence, name="evidence"),
    path(
        "so-lieu/<int:indicator>/<int:unit>/<int:period>/",
        figures.figure,
        name="figure",
    ),
    path(
        "so-lieu/<int:indicator>/<int:unit>/<int:period>/lich-su/",
        figures.history,
        name="figure-history",
    ),
    path("chi-so/", definitions.indicators, name="indicators"),
    path("chi-so/moi/", definitions.new_indicator, name="indicator-new"),
    path("chi-so/<int:pk>/", definitions.indicator, name="indicator"),
    path(
        "chi-so/<int:pk>/dinh-nghia-moi/",
        definitions.revise_indicator,
        name="indicator-revise",
    ),
    path("chi-so/cong-thuc/moi/", formulas.new_formula, name="formula-new"),
    path("chi-so/cong-thuc/thu/", formulas.try_formula, name="formula-try"),
    path(
        "chi-so/<int:pk>/cong-thuc-moi/", formulas.revise_formula, name="formula-revise"
    ),
    path("chi-so/bo-tieu-chi/moi/", standards.new_standard, name="standard-new"),
    path(
        "chi-so/<int:pk>/bo-tieu-chi-moi/",
        standards.revise_standard,
        name="standard-revise",
    ),
    path(
        "bo-tieu-chi/<int:indicator>/<int:unit>/",
        standards.checklist,
        name="checklist",
    ),
    path(
        "bo-tieu-chi/tieu-chi/<int:criterion>/<int:unit>/cham/",
        standards.mark,
        name="criterion-mark",
    ),
    path("bo-tieu-chi/nhan/", standards.accept, name="marks-accept"),
    path("bo-tieu-chi/luot/<int:pk>/tra-lai/", standards.send_back, name="mark-return"),
    path("bo-tieu-chi/luot/<int:pk>/tep/", standards.proof, name="mark-proof"),
    path("phan-to/", breakdowns.breakdowns, name="breakdowns"),
    path("phan-to/moi/", breakdowns.new_breakdown, name="breakdown-new"),
    path("phan-to/<int:pk>/", breakdowns.breakdown, name="breakdown"),
    path("phan-to/<int:pk>/ten/", breakdowns.rename, name="breakdown-rename"),
    path("phan-to/<int:pk>/them/", breakdowns.add_categories, name="categories-add"),
    path("phan-to/nhom/<int:pk>/thoi/", breakdowns.end_category, name="category-end"),
    path("chi-so/<int:pk>/phan-to/", breakdowns.take_up, name="breakdown-take-up"),
    path("chi-so/<int:pk>/phan-to/thoi/", breakdowns.let_go, name="breakdown-let-go"),
    path("bieu-mau/", definitions.forms, name="forms"),
    path("bieu-mau/<int:pk>/", definitions.form, name="form"),
    path("bieu-mau/<int:pk>/dong/", definitions.write_lines, name="form-lines"),
    path("bieu-mau/<int:pk>/mo/", definitions.open_form, name="form-open"),
    path("bieu-mau/<int:pk>/ban-moi/", editions.new_edition, name="form-edition"),
    path("bieu-mau/<int:pk>/bo-ban/", editions.drop_edition, name="edition-drop"),
    path("bieu-mau/<int:pk>/don-vi/", reporters.reporters, name="form-reporters"),
    path("bieu-mau/<int:pk>/giao/", reporters.assign, name="form-assign"),
    path("bieu-mau/<int:pk>/don-vi/them/", reporters.add, name="form-reporter-add"),
    path("bieu-mau/<int:pk>/don-vi/thoi/", reporters.end, name="form-reporters-end"),
]
