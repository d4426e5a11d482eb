"""A real gunicorn on a benchmark database, people who sign in, requests that count."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from types import MappingProxyType

from bench.ground import Place
from bench.measure import Family, percentile

WORKERS = 2
CLIENTS = 4
WARM = 12  # visits of a page for each worker before it is measured
PATIENCE = 60.0  # seconds for the first answer


@dataclass(frozen=True)
class Visit:
    """What a page cost; milliseconds, CPU of the web and of PostgreSQL together."""

    p50: float
    p95: float
    cpu: float
    rate: float
    size: int


@dataclass
class Web:
    """A running server; one cookie jar for each person."""

    port: int
    pid: int
    postgres: Family
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, name: str, password: str) -> str:
        """Sign in as a person would; the cookies of the session."""
        if name not in self.cookies:
            jar: SimpleCookie = SimpleCookie()
            status, page, fresh = self._ask("GET", "/dang-nhap/", "")
            jar.load(fresh)
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
            if token is None:
                raise RuntimeError(f"no form to sign in ({status})")
            body = urllib.parse.urlencode(
                {
                    "csrfmiddlewaretoken": token.group(1),
                    "username": name,
                    "password": password,
                }
            )
            status, page, fresh = self._ask("POST", "/dang-nhap/", _said(jar), body)
            if status != 302:
                raise RuntimeError(f"{name} could not sign in ({status})")
            jar.load(fresh)
            self.cookies[name] = _said(jar)
        return self.cookies[name]

    def cpu(self) -> float:
        """Seconds of CPU so far, of the web and of PostgreSQL together."""
        return Family(self.pid).cpu() + self.postgres.cpu()

    def post(
        self, path: str, cookies: str, fields: dict[str, str], *, by_script: bool
    ) -> tuple[int, str]:
        """What a form of a page sends, or its script; the status and the answer."""
        secret = "x" * 32  # what a browser was given with the page
        body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": secret})
        wants = {"Accept": "application/json"} if by_script else {}
        both = f"{cookies}; thidua_csrf={secret}"
        status, page, _ = self._ask("POST", path, both, body, wants)
        return status, page

    def visit(self, path: str, cookies: str, *, times: int) -> Visit:
        """The same page again and again: alone, then four at a time.

        Each worker has answered it before (a plan is kept from the sixth time on).
        """
        for _ in range(WARM * WORKERS):
            size = self._get(path, cookies)
        cpu, took = self.cpu(), []
        for _ in range(times):
            start = time.perf_counter()
            self._get(path, cookies)
            took.append((time.perf_counter() - start) * 1000)
        cpu = self.cpu() - cpu
        return Visit(
            p50=percentile(took, 50),
            p95=percentile(took, 95),
            cpu=cpu / times * 1000,
            rate=self._rate(path, cookies, times // CLIENTS),
            size=size,
        )

    def _rate(self, path: str, cookies: str, times: int) -> float:
        def work() -> None:
            for _ in range(times):
                self._get(path, cookies)

        clients = [threading.Thread(target=work) for _ in range(CLIENTS)]
        start = time.perf_counter()
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        return CLIENTS * times / (time.perf_counter() - start)

    def _get(self, path: str, cookies: str) -> int:
        status, page, _ = self._ask("GET", path, cookies)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        return len(page)

    def _ask(
        self,
        verb: str,
        path: str,
        cookies: str,
        body: str = "",
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[int, str, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        said = {"Cookie": cookies, "Host": f"localhost:{self.port}", **more}
        if body:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(verb, path, body=body or None, headers=said)
        answer = line.getresponse()
        page = answer.read().decode()
        fresh = "\r\n".join(
            value for key, value in answer.getheaders() if key == "Set-Cookie"
        )
        line.close()
        return answer.status, page, fresh


@contextmanager
def serving(place: Place, *, day: str) -> Iterator[Web]:
    """`thidua serve` as in production: sync workers, persistent connections."""
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable, "-m", "thidua.config.cli", "serve",
            f"--port={port}", f"--workers={WORKERS}",
        ],
        env=os.environ | {"DATABASE_URL": place.url(), "THIDUA_TODAY": day},
    )  # fmt: skip
    try:
        web = Web(port, server.pid, Family(place.server.postmaster() or 0))
        _wait_for(web, server)
        yield web
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(web: Web, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", web.port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server does not answer")


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _said(jar: SimpleCookie) -> str:
    return "; ".join(f"{name}={one.value}" for name, one in jar.items())
