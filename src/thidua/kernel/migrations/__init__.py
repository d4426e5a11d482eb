"""Migrations of the kernel, and the two words that all migrations share."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel, RunSQL
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


def sql_file(path: str, *, undo: str = RunSQL.noop) -> RunSQL:
    """Run a room's SQL file, `organisations/sql/lineage.sql`, as one operation.

    The files say `create or replace`, so that a later migration may run a changed one
    again; what cannot be replaced (a table, a column) belongs into the migration itself.
    """
    room, folder, name = path.split("/")
    text = files(f"thidua.{room}").joinpath(folder, name).read_text(encoding="utf-8")
    return RunSQL(text, reverse_sql=undo)

class CreateModels(Operation):
    """The tables of a whole room at once.

    Django renders every related model anew after each operation, and here all models
    are related: one `CreateModel` after the other would render thousands. These are
    rendered when all of them stand.
    """

    category = OperationCategory.ADDITION

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.models], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.models)} models"
