"""What was backed up comes back, and nothing is lost by mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection
from pytest_django import Settings

from tests.running.cluster import Cluster, Database
from thidua.config import safekeeping
from thidua.config.safekeeping import SafekeepingError, back_up, restore
from thidua.kernel.database import roles


@pytest.fixture
def as_owner(own_database: Database) -> Database:
    """The roles of `thidua backup` and `thidua restore`."""
    owner = own_database.of(roles.OWNER)
    owner.become_default()
    return owner


@pytest.fixture
def evidence(tmp_path: Path, settings: Settings) -> Path:
    """The folder of the evidence files, with one file in it."""
    settings.EVIDENCE_ROOT = tmp_path / "files"
    file = tmp_path / "files" / "ab" / "abcdef"
    file.parent.mkdir(parents=True)
    file.write_text("biên bản nghiệm thu")
    return file


@pytest.fixture
def backup(as_owner: Database, evidence: Path, tmp_path: Path) -> Path:
    """A backup of a database with one person."""
    with as_owner.connect() as office:
        office.execute(
            "insert into organisations_person (full_name, folded, sort_key, is_made_up)"
            " values ('Nguyễn Thị Định', 'nguyen thi dinh', 'x', true)"
        )
    assert evidence.exists()
    file = tmp_path / "backup.tar"
    assert back_up(file) == 1
    return file


def _people() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select full_name from organisations_person order by id")
        return [name for (name,) in cursor.fetchall()]


def test_what_was_backed_up_comes_back(
    backup: Path, evidence: Path, own_database: Database
) -> None:
    with own_database.connect() as office:
        office.execute("update organisations_person set full_name = 'đổi nhầm'")
    evidence.unlink()

    restore(backup, replace=True)

    assert _people() == ["Nguyễn Thị Định"]
    assert evidence.read_text() == "biên bản nghiệm thu"


def test_an_empty_database_takes_a_backup_without_being_asked_twice(
    backup: Path, cluster: Cluster
) -> None:
    with cluster.clone("restored") as elsewhere:
        before = elsewhere.of(roles.OWNER).become_default()
        try:
            restore(backup, replace=False)
            assert _people() == ["Nguyễn Thị Định"]
        finally:
            before.become_default()


def test_a_database_that_holds_something_is_not_overwritten_by_mistake(
    backup: Path,
) -> None:
    with pytest.raises(SafekeepingError, match="--replace"):
        restore(backup, replace=False)

    assert _people() == ["Nguyễn Thị Định"]


def test_a_backup_of_a_newer_version_is_refused(backup: Path) -> None:
    _rewrite(backup, migrations=["organisations.9999_of_next_year"])

    with pytest.raises(SafekeepingError, match="upgrade thidua first"):
        restore(backup, replace=True)


def test_a_backup_between_two_versions_is_refused(backup: Path) -> None:
    _rewrite(backup, migrations=["campaigns.0001_initial"])

    with pytest.raises(SafekeepingError, match="between two versions"):
        restore(backup, replace=True)

    assert _people() == ["Nguyễn Thị Định"]


def test_a_damaged_backup_is_refused_and_changes_nothing(backup: Path) -> None:
    _rewrite(backup, dump_sha256="0" * 64)

    with pytest.raises(SafekeepingError, match="damaged"):
        restore(backup, replace=True)

    assert _people() == ["Nguyễn Thị Định"]


def test_a_dump_that_cannot_be_loaded_changes_nothing(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safekeeping, "EMPTY_IT", safekeeping.EMPTY_IT + "select 1/0;\n")

    with pytest.raises(SafekeepingError, match="as it was"):
        restore(backup, replace=True)

    assert _people() == ["Nguyễn Thị Định"]


@pytest.mark.usefixtures("as_owner")
def test_something_else_is_not_taken_for_a_backup(tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    other.write_text("không phải bản sao lưu")

    with pytest.raises(SafekeepingError, match="cannot be read"):
        restore(other, replace=False)


def test_the_verbs_do_it_from_outside_and_give_the_app_role_its_rights_again(
    backup: Path, own_database: Database, tmp_path: Path
) -> None:
    done = _thidua(own_database, tmp_path, "restore", "--replace", str(backup))
    assert done.returncode == 0, done.stderr
    own_database.become_default()
    assert _people() == ["Nguyễn Thị Định"]
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from audit_entry")

    refused = _thidua(own_database, tmp_path, "backup", str(backup))

    assert refused.returncode == 1
    assert "exists already" in refused.stderr


def _thidua(
    database: Database, home: Path, *verb: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thidua.config.cli", *verb],
        check=False,
        env=os.environ | database.environ | {"THIDUA_HOME": str(home)},
        capture_output=True,
        text=True,
    )


def _rewrite(backup: Path, **changes: object) -> None:
    """The same backup with another manifest."""
    with tarfile.open(backup) as tar:
        parts = {
            member.name: tar.extractfile(member) for member in tar if member.isfile()
        }
        kept = {name: file.read() for name, file in parts.items() if file}
    manifest = json.loads(kept[safekeeping.MANIFEST]) | changes
    kept[safekeeping.MANIFEST] = json.dumps(manifest).encode()
    with tarfile.open(backup, "w") as tar:
        for name, content in kept.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, BytesIO(content))
