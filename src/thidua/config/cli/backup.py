"""One file that holds everything: the database and the evidence."""

from __future__ import annotations

import argparse
from pathlib import Path

from thidua.config.cli.ground import CannotError, say, stand, step

HELP = "Sao lưu ra một tệp / back everything up into one file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the file is to be."""
    parser.add_argument("file", type=Path, help="thidua-2025-05-20.tar")


def run(options: argparse.Namespace) -> int:
    """Write it beside its place first: a half backup never looks like a whole one."""
    stand(as_owner=True)
    from thidua.config import safekeeping  # noqa: PLC0415 - needs setup

    file: Path = options.file.expanduser().resolve()
    if file.exists():
        raise CannotError(
            f"{file} exists already; choose another name. / Tệp đã có, chọn tên khác."
        )
    if not file.parent.is_dir():
        raise CannotError(f"{file.parent}: no such folder. / Không có thư mục này.")
    with step("Sao lưu / backing up"):
        try:
            kept = safekeeping.back_up(file)
        except safekeeping.SafekeepingError as error:
            raise CannotError(str(error)) from error
    say(f"{file}: {file.stat().st_size:,} byte, {kept} tệp / files")
    return 0
