"""`thidua demo` from nothing, and once more: seconds until its first page answers."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time

from bench.ground import HOME
from bench.table import Row
from bench.web import free_port

COLD, SECOND = 90.0, 10.0  # seconds; the first with the packages, about 11 s
PATIENCE = 600.0


def measure() -> list[Row]:
    """In a home of its own; everything is forgotten afterwards."""
    home = HOME / "demo"
    shutil.rmtree(home, ignore_errors=True)
    try:
        cold, second = _started(str(home)), _started(str(home))
    finally:
        _verb(str(home), "demo", "--only-reset").wait(timeout=60)
        shutil.rmtree(home, ignore_errors=True)
    return [
        _row("lần đầu, đã có gói / first start, packages installed", cold, COLD),
        _row("lần sau / second start", second, SECOND),
    ]


def _started(home: str) -> float:
    port, start = free_port(), time.perf_counter()
    demo = _verb(home, "demo", f"--port={port}")
    try:
        while not _answers(port):
            if demo.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise RuntimeError("the demonstration did not start")
            time.sleep(0.1)
        return time.perf_counter() - start
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(timeout=60)


def _verb(home: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "thidua.config.cli", *words],
        env=os.environ | {"THIDUA_HOME": home},
        stdout=subprocess.DEVNULL,
    )


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", "/dang-nhap/")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


def _row(what: str, seconds: float, limit: float) -> Row:
    return Row(
        part="start",
        job=f"bản minh họa, {what}",
        measured=f"{seconds:.1f} s",
        target=f"≤ {limit:.0f} s",
        is_reached=seconds <= limit,
        figures={"s": seconds},
    )
