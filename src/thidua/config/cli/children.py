"""The processes of the demonstration: started, watched, started again, ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from thidua.config.cli.ground import CannotError, warn

PROGRAM = [sys.executable, "-m", "thidua.config.cli"]
GRACE = 15.0  # seconds between asking to stop and stopping
PAUSE = 1.0  # seconds before a child that died is started again


@dataclass
class Child:
    """One process and how to start it again."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes]
    died_at: float | None = None


@dataclass
class Children:
    """All children of one demonstration; `note` is where the next start finds them."""

    note: Path
    address: str = ""
    known: list[Child] = field(default_factory=list)
    deaths: int = 0

    def start(self, name: str, *verb: str) -> None:
        """Start a verb of thidua as a child, in a session of its own."""
        command = [*PROGRAM, *verb]
        self.known.append(Child(name, command, _spawn(command)))
        self._write()

    def revive(self) -> None:
        """Start again what died, after a breath."""
        for child in self.known:
            if child.process.poll() is None:
                continue
            if child.died_at is None:
                child.died_at = time.monotonic()
                self.deaths += 1
                warn(f"{child.name}: dừng bất ngờ, chạy lại. / it died; starting it.")
            elif time.monotonic() - child.died_at > PAUSE:
                child.process, child.died_at = _spawn(child.command), None
                self._write()

    def answers(self) -> bool:
        """Does the web server answer its health page?"""
        try:
            with urllib.request.urlopen(f"{self.address}/suc-khoe/", timeout=2) as page:  # noqa: S310 - our own address
                return bool(page.status == HTTPStatus.OK)
        except (urllib.error.URLError, OSError):
            return False

    def end(self) -> None:
        """Ask all to stop, wait, insist."""
        for child in self.known:
            if child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + GRACE
        for child in self.known:
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        self.note.unlink(missing_ok=True)

    def noted_address(self) -> str:
        """Where the running demonstration says that it is; nothing while it starts or
        stops."""
        return str(self._read().get("address", ""))

    def end_leftovers(self) -> None:
        """End the children of a parent that was killed, and only those."""
        for pid, born in self._read().get("children", []):
            if born and _born(pid) == born:
                warn(f"dừng tiến trình bỏ lại / ending a leftover process: {pid}")
                _end_group(pid, born)
        self.note.unlink(missing_ok=True)

    def _read(self) -> dict[str, list[tuple[int, str]]]:
        try:
            return dict(json.loads(self.note.read_text()))
        except (FileNotFoundError, ValueError):
            return {}

    def _write(self) -> None:
        pids = [child.process.pid for child in self.known]
        half = self.note.with_suffix(".half")
        told = {"address": self.address, "children": [(p, _born(p)) for p in pids]}
        half.write_text(json.dumps(told))
        half.replace(self.note)


def run_verb(*verb: str) -> None:
    """Run a verb in a process of its own, as another role, and wait for it."""
    done = subprocess.run([*PROGRAM, *verb], check=False)
    if done.returncode:
        raise CannotError(
            f"`thidua {verb[0]}` did not finish; why is above. / "
            f"`thidua {verb[0]}` dừng giữa chừng; nguyên nhân ở các dòng trên."
        )


def _spawn(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, start_new_session=sys.platform != "win32"
    )


def _end_group(pid: int, born: str) -> None:
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    while _born(pid) == born:
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
            return
        time.sleep(0.05)


def _born(pid: int) -> str:
    """When the process was born: tells it from a later one of the same number."""
    if sys.platform == "win32":
        return ""
    stat = Path("/proc", str(pid), "stat")
    if Path("/proc/self").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] == "Z" else fields[19]
    listed = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],
        check=False,
        capture_output=True,
        text=True,
    )
    return listed.stdout.strip()
