"""A commune whose people are brought in from lists, for the tests."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.imports import workbooks as make
from tests.imports.factories import answered, carried, mapped, received
from tests.organisations.factories import (
    MandateFactory,
    PersonFactory,
    UnitFactory,
    a_province,
    an_actor,
)
from thidua.imports.models import Import
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person, Unit

HEAD: list[make.Cell] = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị"]


class Commune:
    """A commune with three hamlets, its officer, and lists on their way in."""

    def __init__(self, role: str = Mandate.Role.ADMINISTRATOR) -> None:
        self.province = a_province()
        self.unit: Unit = self.province.communes[0]
        self.hamlets = [
            UnitFactory.create(
                kind=Unit.Kind.HAMLET, name=name, parent=self.unit, is_made_up=True
            )
            for name in ("Bình Lợi", "Bình Phú", "Bình Xuân")
        ]
        self.who: Actor = an_actor(self.unit, role)

    def check(self, file: SimpleUploadedFile, unit: Unit | None = None) -> Import:
        """Received and checked as it is proposed."""
        place = str((unit or self.unit).pk)
        return mapped(received(file, place, self.who, kind="nguoi"), self.who)

    def bring(self, file: SimpleUploadedFile) -> Import:
        """Brought in as it is proposed."""
        return carried(self.check(file), self.who)

    def answer(self, run: Import, beginning: str, value: str) -> Import:
        """The one question of this beginning, answered."""
        key = run.questions.get(key__startswith=beginning).key
        return answered(run, {key: value}, self.who)

    def serving(
        self, name: str, hamlet: int = 0, *, year: int | None = None, title: str = "Ấp"
    ) -> Person:
        """Somebody of the register who serves at a hamlet."""
        person = PersonFactory.create(full_name=name, birth_year=year)
        MandateFactory.create(
            person=person, unit=self.hamlets[hamlet], role="reader", title=title
        )
        return person


def three() -> list[list[make.Cell]]:
    """Three people, plainly written."""
    return [
        HEAD,
        [1, "Nguyễn Văn An", 1980, "Trưởng ấp", "Ấp Bình Lợi"],
        [2, "Trần Thị Bông", 1975, "Trưởng ấp", "Ấp Bình Phú"],
        [3, "Lê Văn Chín", 1990, "Phó trưởng ấp", "Ấp Bình Phú"],
    ]


def said(run: Import, fate: str) -> str:
    """The words of all rows of a fate."""
    return " ".join(
        f"{(row.said or {}).get('reason', '')} {(row.said or {}).get('remedy', '')}"
        for row in run.rows.filter(fate=fate)
    )
