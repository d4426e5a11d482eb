"""Put back what `thidua backup` kept."""

from __future__ import annotations

import argparse
from pathlib import Path

from thidua.config.cli.ground import CannotError, say, stand, step

HELP = "Khôi phục từ bản sao lưu / restore a backup"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file; `--replace` when the database holds something."""
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--replace",
        action="store_true",
        help="thay toàn bộ dữ liệu đang có / replace what the database holds",
    )


def run(options: argparse.Namespace) -> int:
    """All or nothing, as the owner; then bring it up to this version."""
    stand(as_owner=True)
    from django.core.management import call_command  # noqa: PLC0415 - needs setup
    from django.db import connection  # noqa: PLC0415

    from thidua.config import safekeeping, stamp  # noqa: PLC0415

    try:
        with step("Khôi phục / restoring"):
            kept = safekeeping.restore(options.file, replace=options.replace)
    except safekeeping.SafekeepingError as error:
        raise CannotError(str(error)) from error
    with step("Nâng cấp cơ sở dữ liệu / migrating"):
        call_command("migrate", interactive=False, verbosity=0)
        stamp.put(connection)
    say(
        f"Đã khôi phục bản sao lưu lúc {kept.made_at} ({kept.files} tệp). "
        "Khởi động lại web và tiến trình nền. / Restored; restart web and worker."
    )
    return 0
