"""A real mail server on loopback: it takes mail, refuses it, or hangs up in between."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any


@dataclass
class MailServer:
    """What came in; `answers` takes the place of the usual answer to a command.

    “drop” as an answer hangs up instead.
    """

    port: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    letters: list[Message] = field(default_factory=list)

    @property
    def recipients(self) -> list[str]:
        """To whom the mails went, in order."""
        return sorted(str(letter["To"]) for letter in self.letters)


_USUAL = {"DATA": "354 go on", ".": "250 taken", "QUIT": "221 bye"}


class _Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: _Server

    def handle(self) -> None:
        while_open = self.say("220 ready")
        while while_open and (line := self.rfile.readline()):
            said = self.answer(line.decode().strip().split(" ")[0].upper())
            while_open = self.say(said)
            if said.startswith("354"):
                while_open = self.take()

    def answer(self, word: str) -> str:
        return self.server.made.answers.get(word, _USUAL.get(word, "250 yes"))

    def say(self, words: str) -> bool:
        if words == "drop":
            return False
        self.wfile.write(f"{words}\r\n".encode())
        return not words.startswith("221")

    def take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.made.letters.append(message_from_bytes(b"".join(lines)))
        return self.say(self.answer("."))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, made: MailServer) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.made = made

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side hung up, as a killed worker does."""


@contextmanager
def a_mail_server(answers: Mapping[str, str] | None = None) -> Iterator[MailServer]:
    """A server for the length of the block."""
    made = MailServer(answers=answers or {})
    with _Server(made) as server:
        made.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield made
        finally:
            server.shutdown()
            thread.join()
