"""Django's `migrate`, with models that grow where they stand."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from thidua.kernel.database.growing import models_growing_in_place


class Command(migrate.Command):
    """The same words, the same tables, a fifth of the time for a new database."""

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django's."""
        with models_growing_in_place():
            super().handle(*args, **options)
