"""The background worker: does what was deferred, and what the calendar asks."""

from __future__ import annotations

import argparse

from thidua.config.cli.ground import stand

HELP = "Chạy tiến trình nền / run the background worker"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--until-done` stops when nothing waits any more."""
    parser.add_argument("--concurrency", type=int, default=1, help="số việc cùng lúc")
    parser.add_argument(
        "--until-done",
        action="store_true",
        help="làm hết việc đang chờ rồi dừng / stop when the queue is empty",
    )


def run(options: argparse.Namespace) -> int:
    """Work until told to stop; a job begun is finished first."""
    stand()
    from thidua.kernel import jobs  # noqa: PLC0415 - needs setup

    jobs.work(wait=not options.until_done, concurrency=options.concurrency)
    return 0
