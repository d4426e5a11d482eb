"""Drafts that are fixed and have no number yet: the head signs, the office numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.documents.kinds import kind_words
from thidua.documents.states import State
from thidua.kernel.tasks import HEAD, UNIT, Task, my_task
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting

_WAITING = """
select id, kind, abstract from documents_document
where unit_id = %(unit)s and state = %(ready)s
order by made_at, id
"""


def _given(actor: Actor, _on: date) -> dict[str, Any] | None:
    if actor.unit_id is None or not actor.writes_for(actor.unit_id):
        return None
    return {"unit": actor.unit_id, "ready": State.READY.value}


def _tasks(rows: Sequence[Row], actor: Actor, on: date) -> Iterator[Task]:
    """To the head they wait for the signature, to the officers for the number."""
    signs = actor.holds(Power.SIGN)
    verb, detail = _to_sign() if signs else _to_number()
    for number, kind, abstract in rows:
        said = {"kind": kind_words(kind), "about": abstract}
        yield my_task(
            verb,
            _("%(kind)s “%(about)s”") % said,
            detail,
            reverse("documents:document", args=[number]),
            due=None,
            on=on,
            whose=HEAD if signs else UNIT,
        )


def _to_sign() -> tuple[str, str]:
    return (
        pgettext("văn bản", "Ký"),
        _("Dự thảo đã chốt: đọc, ký, rồi văn thư ghi số."),
    )


def _to_number() -> tuple[str, str]:
    return (
        _("Cấp số"),
        _("Dự thảo đã chốt: thủ trưởng ký xong thì ghi số, ngày vào sổ ở trang này."),
    )


waiting_for = Waiting(_WAITING, ("id", "kind", "abstract"), _given, _tasks)
"""Drafts that wait for signature and number: letters, decisions, directives."""
