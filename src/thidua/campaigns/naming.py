"""How a campaign is called where the word “phong trào” stands before its name.

Many names begin with the word themselves (`Phong trào thi đua “Đồng khởi mới”`); it is
never said twice.
"""

from __future__ import annotations

from django.utils.translation import gettext as _


def named_movement(name: str) -> str:
    """`Hè xanh`: `Phong trào Hè xanh`; one that says so itself stays as it is."""
    kind = _("Phong trào %(name)s")
    return name if _is_said(name, kind) else kind % {"name": name}


def movement_inside(name: str) -> str:
    """The same within a sentence: `phong trào Hè xanh`."""
    kind = _("phong trào %(name)s")
    if not _is_said(name, kind):
        return kind % {"name": name}
    return name[:1].lower() + name[1:]


def _is_said(name: str, kind: str) -> bool:
    """In the reader's language or, names being Vietnamese, in that of the source."""
    words = ((kind % {"name": ""}).strip().casefold(), "phong trào")
    return name.casefold().startswith(words)
