"""The steps by which a database came to this version, also those drawn together since.

A room's migrations may be drawn together into one that `replaces` them (ADR 0049). A
database that took all of them goes on; one that took only some cannot, for their files
are gone: it is told so before anything is touched.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from django.db.migrations.loader import MigrationLoader

LAST_APART = "fb48a202e3"
"""The last version in which every step stood alone."""

Step = tuple[str, str]  # app, name


def known_steps() -> set[Step]:
    """Every step that this version knows, whether it stands alone or is replaced."""
    known = set()
    for step, migration in MigrationLoader(None).disk_migrations.items():
        known |= {step, *migration.replaces}
    return known


def rooms_between(taken: AbstractSet[Step]) -> list[str]:
    """The rooms of which a database took some steps, but not all, of those replaced."""
    return sorted(
        app
        for (app, _name), migration in MigrationLoader(None).disk_migrations.items()
        if taken & set(migration.replaces) and set(migration.replaces) - taken
    )


def why_not_between(rooms: list[str]) -> str:
    """What to do with a database, or a backup, that stands between two versions."""
    named = ", ".join(rooms)
    return (
        f"its tables stand between two versions ({named}): bring them up first with "
        f"the version that they come from (git checkout {LAST_APART}; thidua migrate), "
        "then with this one; a demonstration begins anew with make demo-reset. / Các "
        f"bảng còn dở dang giữa hai phiên bản ({named}): nâng cấp trước bằng phiên bản "
        f"đang dùng (git checkout {LAST_APART}; thidua migrate), rồi mới bằng bản này; "
        "bản minh họa thì chạy make demo-reset."
    )
