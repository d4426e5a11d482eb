"""The doors of reports, figures, indicators and forms."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.doors import Cast, Door, Public, address, at
from tests.indicators.breakdown_doors import BREAKDOWNS
from tests.indicators.computed_doors import COMPUTED
from tests.indicators.factories import (
    HOUSES,
    JANUARY_2020,
    SINCE,
    Office,
    after,
    an_office,
    month,
)
from tests.organisations.factories import tree
from thidua.indicators import actions
from thidua.indicators.actions import Line, Reporter
from thidua.indicators.models import Form as MadeForm
from thidua.indicators.models import Indicator, Report

APRIL = (2025, 4)
PDF = b"%PDF-1.7\n%%EOF\n"


def the_departments_own(cast: Cast) -> Office:
    """A form that the department itself reports to the province."""
    place = cast.place
    reporter = Reporter(place.department.pk, place.province.pk)
    return an_office("HOUSES", cast=place, level="agency", reporters=[reporter])


def begun(cast: Cast) -> tuple[Office, Report]:
    """The department's report of April, typed and not sent."""
    office = the_departments_own(cast)
    report = office.report(month(*APRIL), cast.place.department, actor=cast.office)
    office.type_in(report, cast.office, HOUSES="3")
    return office, report


def sent_to_the_department(cast: Cast) -> Report:
    """A commune's report that waits for the department."""
    place = cast.place
    reporter = Reporter(place.communes[0].pk, place.department.pk)
    office = an_office("HOUSES", cast=place, reporters=[reporter])
    return office.sent(month(*APRIL), place.communes[0], HOUSES="2")


def of_report(name: str, report: Report, *more: int) -> str:
    """An address of one report."""
    place = [report.form_id, report.period_id, report.unit_id]
    return reverse(f"indicators:{name}", args=[*place, *more])


def own(name: str) -> Door:
    """A page of the department's own report."""
    return Door(lambda cast: of_report(name, begun(cast)[1]), low=200)


def act_on_own(name: str, **data: object) -> Door:
    """An act on the department's own report."""
    return Door(lambda cast: of_report(name, begun(cast)[1]), method="POST", data=data)


def act_on_sent(name: str) -> Door:
    """An act of the receiver."""
    return Door(
        lambda cast: of_report(name, sent_to_the_department(cast)), method="POST"
    )


def a_cell(cast: Cast, name: str) -> str:
    """One cell of the department's own report."""
    office, report = begun(cast)
    return of_report(name, report, office.lines["HOUSES"].pk)


def a_figure(cast: Cast, name: str = "figure") -> str:
    """The figure behind the department's own report."""
    office, report = begun(cast)
    indicator = office.lines["HOUSES"].version.indicator_id
    args = [indicator, report.unit_id, report.period_id]
    return reverse(f"indicators:{name}", args=args)


def a_proof(cast: Cast) -> str:
    """A file behind a figure of the department."""
    office, report = begun(cast)
    evidence = actions.attach_evidence(
        report,
        office.lines["HOUSES"],
        SimpleUploadedFile("bien-ban.pdf", PDF),
        actor=cast.office,
        at=after(month(*APRIL), 2),
    )
    return reverse("indicators:evidence", args=[evidence.pk])


def returning(cast: Cast) -> dict[str, str]:
    """Reasons for every line of the report that waits."""
    report = Report.objects.get(receiver=cast.place.department)
    return {f"reason-{line.pk}": "Xem lại." for line in report.form.lines.all()}


def accepted_by_the_department(cast: Cast) -> Report:
    """A report that the department has accepted."""
    report = sent_to_the_department(cast)
    return actions.accept_report(report, actor=cast.office, at=after(month(*APRIL), 4))


def reopening(cast: Cast) -> dict[str, object]:
    """Every figure of that report, and why."""
    report = Report.objects.get(receiver=cast.place.department)
    figures = report.observations.values("indicator")
    lines = report.form.lines.filter(version__indicator__in=figures)
    return {"line": [line.pk for line in lines], "reason": "Đo lại"}


def accepting(cast: Cast) -> dict[str, int]:
    """The report that waits for the department."""
    return {"chon": sent_to_the_department(cast).pk}


DOORS: dict[str, list[Door] | Public] = {
    "indicators:reports": [Door(at("indicators:reports"), stranger=200, low=200)],
    "indicators:reports-awaiting": [
        Door(at("indicators:reports-awaiting"), stranger=200, low=200)
    ],
    "indicators:reports-accept": [
        Door(
            at("indicators:reports-accept"),
            method="POST",
            data=accepting,
            stranger=409,
        )
    ],
    "indicators:report": [own("report")],
    "indicators:report-print": [own("report-print")],
    "indicators:report-history": [own("report-history")],
    "indicators:report-sheet": [own("report-sheet")],
    "indicators:report-save": [act_on_own("report-save")],
    "indicators:report-submit": [act_on_own("report-submit")],
    "indicators:report-cell": [
        Door(lambda cast: a_cell(cast, "report-cell"), low=200),
        Door(
            lambda cast: a_cell(cast, "report-cell"),
            method="POST",
            data={"note": "Bàn giao đợt 1.", "version": 1},
        ),
    ],
    "indicators:evidence-attach": [
        Door(
            lambda cast: a_cell(cast, "evidence-attach"),
            method="POST",
            data=lambda _cast: {"file": SimpleUploadedFile("bien-ban.pdf", PDF)},
        )
    ],
    "indicators:evidence": [Door(a_proof, low=200)],
    "indicators:report-review": [own("report-review")],
    "indicators:report-accept": [act_on_sent("report-accept")],
    "indicators:report-reopen": [
        Door(
            lambda cast: of_report("report-reopen", accepted_by_the_department(cast)),
            method="POST",
            data=reopening,
        )
    ],
    "indicators:report-return": [
        Door(
            lambda cast: of_report("report-return", sent_to_the_department(cast)),
            method="POST",
            data=returning,
        )
    ],
    "indicators:figure": [Door(a_figure, low=200)],
    "indicators:figure-history": [
        Door(lambda cast: a_figure(cast, "figure-history"), low=200)
    ],
}


def a_definition(cast: Cast) -> Indicator:
    """An indicator of the department."""
    return actions.define_indicator(
        cast.place.department,
        "thu-mot",
        HOUSES,
        since=SINCE,
        actor=cast.office,
        at=JANUARY_2020,
    ).indicator


def an_issued(cast: Cast) -> MadeForm:
    """A form of the department that is open for years."""
    form = a_draft(cast, years=10)
    actions.open_form(form, actor=cast.office, at=JANUARY_2020)
    return form


def an_edition(cast: Cast) -> MadeForm:
    """A drafted edition of a form of the department."""
    return actions.draft_edition(
        an_issued(cast),
        since=date(2030, 12, 1),
        reason="Hỏi thêm",
        actor=cast.office,
        at=JANUARY_2020,
    )


def a_draft(cast: Cast, years: int = 0) -> MadeForm:
    """A form of the department with one line, not opened."""
    form = actions.draft_form(
        cast.place.department,
        name="Biểu thử",
        tree=tree(),
        period_kind="month",
        starts_on=SINCE,
        ends_on=SINCE.replace(year=SINCE.year + years, month=12, day=31),
        actor=cast.office,
        at=JANUARY_2020,
    )
    version = a_definition(cast).versions.get()
    lines = [Line(version_id=version.pk, level="commune")]
    actions.set_lines(form, lines, actor=cast.office, at=JANUARY_2020)
    return form


MEANING = {
    "code": "thu-hai",
    "name": "Nhà mới",
    "measure": "căn",
    "nature": "flow",
    "better": "higher",
    "decimals": 0,
    "since": "01/01/2026",
}
LINES = {"line-TOTAL_FORMS": 1, "line-INITIAL_FORMS": 0, "line-0-indicator": "thu-mot"}
NEW = {
    "name": "Biểu mới",
    "period_kind": "month",
    "starts_on": "01/01/2025",
    "ends_on": "31/12/2025",
    "due_after": 5,
}
DOORS |= {
    "indicators:indicators": [Door(at("indicators:indicators"), stranger=200, low=200)],
    "indicators:indicator": [
        Door(
            lambda cast: address("indicators:indicator", a_definition(cast)),
            stranger=200,
            low=200,
        )
    ],
    "indicators:indicator-new": [
        Door(at("indicators:indicator-new"), stranger=200),
        Door(at("indicators:indicator-new"), method="POST", data=MEANING, stranger=302),
    ],
    "indicators:indicator-revise": [
        Door(
            lambda cast: address("indicators:indicator-revise", a_definition(cast)),
            method="POST",
            data=MEANING,
            stranger=403,
        )
    ],
    "indicators:forms": [
        Door(at("indicators:forms"), stranger=200, low=200),
        Door(at("indicators:forms"), method="POST", data=NEW, stranger=302),
    ],
    "indicators:form": [
        Door(lambda cast: address("indicators:form", a_draft(cast)), low=200)
    ],
    "indicators:form-edition": [
        Door(lambda cast: address("indicators:form-edition", an_issued(cast))),
        Door(
            lambda cast: address("indicators:form-edition", an_issued(cast)),
            method="POST",
            data={"since": "01/12/2030", "reason": "Hỏi thêm"},
        ),
    ],
    "indicators:edition-drop": [
        Door(
            lambda cast: address("indicators:edition-drop", an_edition(cast)),
            method="POST",
        )
    ],
    "indicators:form-lines": [
        Door(
            lambda cast: address("indicators:form-lines", a_draft(cast)),
            method="POST",
            data=LINES,
        )
    ],
    "indicators:form-open": [
        Door(lambda cast: address("indicators:form-open", a_draft(cast)), method="POST")
    ],
    "indicators:form-assign": [
        Door(
            lambda cast: address("indicators:form-assign", a_draft(cast)),
            method="POST",
            data={"level": "commune", "since": "01/01/2025"},
        )
    ],
    "indicators:form-reporters": [
        Door(lambda cast: address("indicators:form-reporters", a_draft(cast)))
    ],
    "indicators:form-reporter-add": [
        Door(
            lambda cast: address("indicators:form-reporter-add", a_draft(cast)),
            method="POST",
            data={"unit": "Xã Bình Hòa, Huyện Cồn Bắc", "since": "01/01/2025"},
        )
    ],
    "indicators:form-reporters-end": [
        Door(
            lambda cast: address("indicators:form-reporters-end", a_draft(cast)),
            method="POST",
            data=lambda cast: {
                "units": [cast.place.communes[0].pk],
                "on": "01/01/2025",
                "reason": "Đã sáp nhập",
            },
        )
    ],
}
DOORS |= COMPUTED | BREAKDOWNS
