"""Backing up and restoring: one tar with a manifest, a dump and the evidence files.

The database is dumped first and the files after it: so the backup holds every file that
its rows name, but for those that were forgotten meanwhile (retention deletes the file
of a list of people, ADR 0039). Such a row then names a content that is gone, as it does
in the database itself by now.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg.conninfo import make_conninfo

from thidua.config.steps import known_steps, rooms_between, why_not_between
from thidua.kernel import clock
from thidua.kernel.database import binaries

FORMAT = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
EMPTY_IT = """drop schema public cascade;
create schema public;
do $$ declare one name; begin
    for one in select nspname from pg_namespace where nspname ~ '^apart_[0-9]+$' loop
        execute format('drop schema %I cascade', one);
    end loop;
end $$;
"""
# pg_restore says this to every server; those before PostgreSQL 17 do not know it.
NOT_FOR_ALL = (b"SET transaction_timeout = 0;",)


class SafekeepingError(Exception):
    """It cannot be kept or put back; the message says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    thidua: str
    made_at: str
    postgres: int
    migrations: list[str]
    files: int
    dump_sha256: str


def back_up(file: Path) -> int:
    """Keep everything in `file`; the number of evidence files is returned."""
    half = file.with_name(f"{file.name}.half")
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        dump = Path(folder) / DUMP
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges",
             "--exclude-schema=apart_*",
             f"--file={dump}", f"--dbname={_address()}")  # fmt: skip
        half.touch(mode=0o600)
        with tarfile.open(half, "w") as tar:
            tar.add(dump, DUMP)
            count = sum(_kept(path, tar) for path in _evidence())
            manifest = Manifest(
                format=FORMAT,
                thidua=version("thidua"),
                made_at=clock.now().isoformat(timespec="seconds"),
                postgres=_server_version(),
                migrations=sorted(_applied()),
                files=count,
                dump_sha256=_sha256(dump),
            )
            note = Path(folder) / MANIFEST
            note.write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")
            tar.add(note, MANIFEST)
    half.replace(file)
    return count


def _kept(path: Path, tar: tarfile.TarFile) -> bool:
    """Put a file into the backup; False when it was forgotten a moment ago."""
    try:
        tar.add(path, f"{FILES}/{path.relative_to(_root()).as_posix()}")
    except FileNotFoundError:
        return False
    return True


def restore(file: Path, *, replace: bool) -> Manifest:
    """Put a backup back, in one transaction; `replace` allows to lose what is there."""
    with _opened(file) as tar, tempfile.TemporaryDirectory() as folder:
        manifest = _manifest(tar)
        _check(manifest, replace=replace)
        tar.extractall(folder, filter="data")
        dump = Path(folder) / DUMP
        if _sha256(dump) != manifest.dump_sha256:
            raise SafekeepingError(
                f"{file} is damaged (its checksum differs); use another backup. / "
                "Tệp sao lưu bị hỏng; hãy dùng bản khác."
            )
        connection.close()
        _load(dump)
        _put_files(Path(folder) / FILES)
    return manifest


def _check(manifest: Manifest, *, replace: bool) -> None:
    steps = (step.partition(".") for step in manifest.migrations)
    taken = {(app, name) for app, _dot, name in steps}
    if manifest.format != FORMAT or taken - known_steps():
        raise SafekeepingError(
            f"this backup is of thidua {manifest.thidua}, newer than this "
            f"{version('thidua')}: upgrade thidua first. / Bản sao lưu của phiên bản "
            "mới hơn: hãy nâng cấp thidua trước."
        )
    if rooms := rooms_between(taken):
        raise SafekeepingError(why_not_between(rooms))
    if not replace and _holds_data():
        raise SafekeepingError(
            "the database is not empty. To lose what it holds and put the backup in "
            "its place, say --replace. / Cơ sở dữ liệu đang có dữ liệu; thêm "
            "--replace nếu thật sự muốn thay toàn bộ."
        )


def _holds_data() -> bool:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if "organisations_unit" not in tables:
            return False
        cursor.execute(
            "select exists (select from organisations_unit)"
            " or exists (select from organisations_person)"
        )
        return bool(cursor.fetchone()[0])


def _load(dump: Path) -> None:
    """Through psql in one transaction: what was there goes only if this comes."""
    script = subprocess.Popen(
        [binaries.client("pg_restore"), "--no-owner", "--no-privileges",
         "--file=-", str(dump)],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    psql = subprocess.Popen(
        [binaries.client("psql"), "--no-psqlrc", "--quiet", "--single-transaction",
         "--set=ON_ERROR_STOP=1", "--output", os.devnull, f"--dbname={_address()}"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environ(),
    )  # fmt: skip
    with script, psql:
        if script.stdout is None or psql.stdin is None:
            raise SafekeepingError("psql could not be started.")
        try:
            _pour(script.stdout, psql.stdin)
        except BrokenPipeError:
            script.kill()
        _, words = psql.communicate()
    if script.returncode or psql.returncode:
        raise SafekeepingError(
            "the backup could not be loaded; the database is as it was. / Không nạp "
            f"được bản sao lưu; dữ liệu vẫn như trước. {words.decode()[-500:]}"
        )


def _pour(script: IO[bytes], psql: IO[bytes]) -> None:
    psql.write(EMPTY_IT.encode())
    for line in script:
        if line.startswith(b"CREATE "):
            psql.write(line)
            break
        if line.strip() not in NOT_FOR_ALL:
            psql.write(line)
    shutil.copyfileobj(script, psql)


def _put_files(folder: Path) -> None:
    """Files are named by their content: those that are there already are the same."""
    for path in sorted(folder.rglob("*")):
        target = _root() / path.relative_to(folder)
        if path.is_file() and not target.exists():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(path, target)


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file) as tar:
            yield tar
    except (OSError, tarfile.TarError) as error:
        raise SafekeepingError(
            f"{file} cannot be read as a backup of thidua ({error}). / "
            "Không đọc được tệp này như một bản sao lưu."
        ) from error


def _manifest(tar: tarfile.TarFile) -> Manifest:
    try:
        member = tar.extractfile(MANIFEST)
    except KeyError:
        member = None
    if member is None:
        raise SafekeepingError(
            "this is no backup of thidua: it has no manifest. / Tệp này không phải "
            "bản sao lưu của thidua."
        )
    return Manifest(**json.load(member))


def _server_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int")
        return int(cursor.fetchone()[0])


def _applied() -> set[str]:
    loader = MigrationLoader(connection)
    return {f"{app}.{name}" for app, name in loader.applied_migrations}


def _root() -> Path:
    return Path(settings.EVIDENCE_ROOT)


def _evidence() -> list[Path]:
    return [path for path in sorted(_root().rglob("*")) if path.is_file()]


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _address() -> str:
    """Without the password: a command line can be read by others."""
    return make_conninfo("", **{k: v for k, v in _parts().items() if k != "password"})


def _environ() -> dict[str, str]:
    password = _parts().get("password")
    return os.environ | ({"PGPASSWORD": str(password)} if password else {})


def _parts() -> dict[str, Any]:
    params = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port", "passfile", "sslmode")
    return {name: params[name] for name in names if params.get(name)}


def _run(name: str, *arguments: str) -> None:
    done = subprocess.run(
        [binaries.client(name), *arguments],
        check=False,
        capture_output=True,
        env=_environ(),
    )
    if done.returncode:
        raise SafekeepingError(f"{name}: {done.stderr.decode()[-500:]}")
