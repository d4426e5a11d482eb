"""What a mail says: plain words, one link, and how to change what comes."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.follow_up.models import Mail, Mailbox

CHOICES = "/thong-bao/"
"""Where everybody chooses what reaches them."""


def text_of(title: str, body: str) -> str:
    """The words of a mail without its links."""
    return f"{title}\n\n{body}".strip()


def site(path: str) -> str:
    """An address of this installation, as it stands in a mail."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def language_of(box: Mailbox | None) -> str:
    """In which somebody is told; Vietnamese unless they chose otherwise."""
    return box.language if box else Mailbox.Language.VIETNAMESE.value


def message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it is handed to the server, in the language of its reader."""
    with override(language_of(Mailbox.objects.filter(person=mail.person_id).first())):
        return _message(mail)


def _message(mail: Mail) -> EmailMultiAlternatives:
    """In plain text and in simple HTML."""
    opens, chooses = site(mail.path), site(CHOICES)
    why = _("Thư do chương trình thi đua gửi tự động. Chọn thông báo nào gửi đến mình:")
    open_words = _("Mở việc này:")
    plain = f"{mail.text}\n\n{open_words} {opens}\n\n--\n{why} {chooses}\n"
    rich = format_html(
        '{}<p><a href="{}">{}</a></p><hr><p><small>{} <a href="{}">{}</a></small></p>',
        mark_safe(linebreaks(mail.text, autoescape=True)),  # noqa: S308 - it escapes
        opens,
        open_words.rstrip(":"),
        why,
        chooses,
        chooses,
    )
    made = EmailMultiAlternatives(
        mail.subject,
        plain,
        settings.DEFAULT_FROM_EMAIL,
        [mail.address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )
    made.attach_alternative(str(rich), "text/html")
    return made
