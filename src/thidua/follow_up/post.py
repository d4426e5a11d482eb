"""Handing one mail to the server, and understanding its answer."""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from thidua.follow_up.mailing import message
from thidua.follow_up.models import Mail

Fault = Mail.Fault
log = logging.getLogger("thidua.post")

ANSWERED = 500
"""From this answer on a server will say the same the next time (RFC 5321, 4.2.1)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of handing over: no fault, or one that may pass, or one that stays.

    `is_unclear`: the line broke when the mail may already have been taken.
    """

    fault: str = ""
    said: str = ""
    may_pass: bool = False
    is_unclear: bool = False


def hand_over(mail: Mail) -> Answer:
    """Send one mail; nothing of the person goes into the log."""
    server = get_connection()
    try:
        _greet(server)
    except smtplib.SMTPAuthenticationError as error:
        return Answer(Fault.SIGN_IN, _said(error))
    except (smtplib.SMTPException, OSError) as error:
        log.warning("mail server does not answer: %s", type(error).__name__)
        return Answer(Fault.SERVER, _said(error), may_pass=True)
    try:
        server.send_messages([message(mail)])
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refused(code, words, Fault.ADDRESS)
    except smtplib.SMTPResponseException as error:
        return _refused(error.smtp_code, error.smtp_error, Fault.SENDER)
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        log.warning("mail server broke off: %s", type(error).__name__)
        return Answer(Fault.CUT_OFF, _said(error), is_unclear=True)
    finally:
        _close(server)
    return Answer()


def _greet(server: BaseEmailBackend) -> None:
    """Everything up to the point from which a mail may be taken."""
    server.open()
    line = getattr(server, "connection", None)
    if isinstance(line, smtplib.SMTP):
        line.ehlo_or_helo_if_needed()


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except (smtplib.SMTPException, OSError):
        log.info("mail server was gone at the goodbye")


def _refused(code: int, words: bytes | str, fault: str) -> Answer:
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    may_pass = code < ANSWERED
    said = f"{code} {text}"[:300]
    return Answer(Fault.BUSY if may_pass else fault, said, may_pass=may_pass)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
