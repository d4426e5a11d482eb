"""The doors of imports: open to the office that sent the file, closed to others."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.doors import Cast, Door, Public, address
from tests.imports import workbooks as make
from tests.imports.factories import carried, mapped, received
from tests.indicators.factories import Office, an_office, month
from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.indicators.actions import Reporter
from thidua.kernel import clock


def an_open_form(cast: Cast) -> Office:
    """A form of the cast's province that its department receives."""
    reporters = [
        Reporter(commune.pk, cast.place.department.pk)
        for commune in cast.place.communes
    ]
    return an_office(cast=cast.place, reporters=reporters)


def a_file(office: Office) -> SimpleUploadedFile:
    """A wide table of two communes, and one that nobody knows."""
    names = [unit.names.get().full_name for unit in office.cast.communes[:2]]
    head = ["Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"]
    return make.xlsx(
        [head, [names[0], 1.5, 2], [names[1], 2.5, 3], ["Không đâu", 1, 1]]
    )


def sent(cast: Cast) -> Import:
    """A file received and nothing more."""
    office = an_open_form(cast)
    place = f"{office.form.pk}-{month(2025, 4).pk}-0"
    return received(a_file(office), place, cast.office, at=clock.now())


def checked(cast: Cast) -> Import:
    """A file whose rows are known."""
    return mapped(sent(cast), cast.office, at=clock.now())


def done(cast: Cast) -> Import:
    """A file brought in."""
    return carried(checked(cast), cast.office, at=clock.now())


def answered_later(cast: Cast) -> Import:
    """A file brought in, of which something was answered afterwards."""
    run = done(cast)
    run.state = State.CHECKED
    run.save(update_fields=["state"])
    return run


def to_new(cast: Cast) -> str:
    office = an_open_form(cast)
    return address("imports:new", "so-lieu", f"{office.form.pk}-{month(2025, 4).pk}-0")


def file_of(cast: Cast) -> dict[str, Any]:
    del cast
    return {"file": make.csv([["Đơn vị", "Đường bê tông hóa"], ["Xã Tân An", "1,5"]])}


def on(name: str, make_it: Any, **more: Any) -> Door:
    """A door about one import."""
    return Door(lambda cast: address(f"imports:{name}", make_it(cast)), **more)


DOORS: dict[str, list[Door] | Public] = {
    "imports:imports": [
        Door(lambda _cast: address("imports:imports"), stranger=200, low=200)
    ],
    "imports:new": [Door(to_new), Door(to_new, method="POST", data=file_of)],
    "imports:import": [on("import", checked)],
    "imports:history": [on("history", checked)],
    "imports:mapping": [on("mapping", sent), on("mapping", sent, method="POST")],
    "imports:questions": [
        on("questions", checked),
        on("questions", checked, method="POST"),
    ],
    "imports:carry": [on("carry", checked, method="POST")],
    "imports:undo": [on("undo", done, method="POST")],
    "imports:leave": [on("leave", answered_later, method="POST")],
    "imports:discard": [on("discard", checked, method="POST")],
    "imports:rest": [on("rest", checked)],
    "imports:file": [on("file", sent)],
    "imports:forget": [on("forget", done, method="POST")],
}
