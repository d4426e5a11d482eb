"""Renew the English catalogue from what the source says in Vietnamese."""

from __future__ import annotations

import argparse

from thidua.config import catalogues
from thidua.config.cli.ground import say

HELP = "Cập nhật danh mục dịch / renew the message catalogues"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--check` changes nothing and fails when a translation is missing."""
    parser.add_argument(
        "--check", action="store_true", help="chỉ kiểm tra / change nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Read every string, keep what is translated, say what is missing."""
    if not options.check:
        catalogues.renew()
        catalogues.compile_changed()
    missing = catalogues.missing()
    for text in missing:
        say(f"  {text!r}")
    say(f"{len(missing)} câu chưa dịch / strings without translation")
    return 1 if missing and options.check else 0
