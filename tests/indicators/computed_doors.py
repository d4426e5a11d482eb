"""The doors of what is computed: formulas and standards."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.doors import Cast, Door, address, at
from tests.indicators.factories import HOUSES, JANUARY_2020, SINCE
from thidua.indicators import actions
from thidua.indicators.actions import Checklist, Meaning
from thidua.indicators.models import CriterionMark, Indicator

PDF = b"%PDF-1.7\n%%EOF\n"
COMPUTED: dict[str, list[Door]] = {}


def a_part(cast: Cast) -> None:
    """An indicator of the department, to be used in a formula."""
    actions.define_indicator(
        cast.place.department,
        "thu-mot",
        HOUSES,
        since=SINCE,
        actor=cast.office,
        at=JANUARY_2020,
    )


def a_formula(cast: Cast) -> Indicator:
    """An indicator of the department that a formula gives."""
    a_part(cast)
    return actions.define_indicator(
        cast.place.department,
        "thu-cong-thuc",
        Meaning(
            name="Gấp đôi số nhà",
            measure="căn",
            nature="formula",
            formula="2×[thu-mot]",
        ),
        since=SINCE,
        actor=cast.office,
        at=JANUARY_2020,
    ).indicator


FORMULA = {
    "code": "thu-ba",
    "name": "Gấp ba số nhà",
    "measure": "căn",
    "better": "higher",
    "decimals": 0,
    "since": "01/01/2026",
    "formula": "3 × [thu-mot]",
}


def with_a_part(cast: Cast) -> dict[str, object]:
    """A formula over an indicator that is there."""
    a_part(cast)
    return FORMULA


COMPUTED |= {
    "indicators:formula-new": [
        Door(at("indicators:formula-new"), stranger=200),
        Door(
            at("indicators:formula-new"),
            method="POST",
            data=with_a_part,
            stranger=302,
        ),
    ],
    "indicators:formula-try": [
        Door(at("indicators:formula-try"), stranger=200, low=200)
    ],
    "indicators:formula-revise": [
        Door(
            lambda cast: address("indicators:formula-revise", a_formula(cast)),
            method="POST",
            data=FORMULA | {"formula": "4 × [thu-mot]"},
            stranger=403,
        )
    ],
}


def a_standard(cast: Cast) -> Indicator:
    """A standard of the department that departments themselves meet."""
    return actions.define_standard(
        cast.place.department,
        "thu-chuan",
        Meaning(name="Cơ quan văn hóa", measure="%", nature="checked"),
        Checklist(criteria=["Sạch", "Đẹp"], kinds=["department"]),
        since=SINCE,
        actor=cast.office,
        at=JANUARY_2020,
    ).indicator


def a_mark(cast: Cast, *, proof: bool = False) -> CriterionMark:
    """The department says that it meets a criterion of its own standard."""
    criterion = a_standard(cast).criteria.order_by("number")[0]
    return actions.mark_criterion(
        criterion,
        cast.place.department,
        is_met=True,
        on=SINCE,
        note="Biên bản số 1",
        upload=SimpleUploadedFile("bien-ban.pdf", PDF) if proof else None,
        actor=cast.office,
        at=JANUARY_2020,
    )


def of_standard(cast: Cast) -> str:
    """The checklist at the department."""
    args = [a_standard(cast).pk, cast.place.department.pk]
    return reverse("indicators:checklist", args=args)


def of_criterion(cast: Cast) -> str:
    """Where the department marks a criterion."""
    criterion = a_standard(cast).criteria.order_by("number")[0]
    args = [criterion.pk, cast.place.department.pk]
    return reverse("indicators:criterion-mark", args=args)


STANDARD = {
    "code": "thu-chuan-hai",
    "name": "Xã văn hóa",
    "kinds": ["commune"],
    "counts": "units",
    "measure": "%",
    "criteria": "Sạch\nĐẹp",
    "since": "01/01/2026",
}
MARK = {"is_met": "1", "on": "01/02/2020", "note": "Quyết định 5"}
COMPUTED |= {
    "indicators:standard-new": [
        Door(at("indicators:standard-new"), stranger=200),
        Door(at("indicators:standard-new"), method="POST", data=STANDARD, stranger=302),
    ],
    "indicators:standard-revise": [
        Door(
            lambda cast: address("indicators:standard-revise", a_standard(cast)),
            method="POST",
            data=STANDARD,
            stranger=403,
        )
    ],
    "indicators:checklist": [Door(of_standard, low=200)],
    "indicators:criterion-mark": [Door(of_criterion, method="POST", data=MARK)],
    "indicators:marks-accept": [
        Door(
            at("indicators:marks-accept"),
            method="POST",
            data=lambda cast: {"chon": a_mark(cast).pk},
            stranger=422,
        )
    ],
    "indicators:mark-return": [
        Door(
            lambda cast: reverse("indicators:mark-return", args=[a_mark(cast).pk]),
            method="POST",
            data={"reason": "Thiếu biên bản."},
        )
    ],
    "indicators:mark-proof": [
        Door(
            lambda cast: reverse(
                "indicators:mark-proof", args=[a_mark(cast, proof=True).pk]
            ),
            low=200,
        )
    ],
}
