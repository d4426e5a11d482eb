"""The link by which the owner of an address says that it is theirs."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.follow_up.kinds import Kind
from thidua.follow_up.mailing import text_of
from thidua.follow_up.models import Mail, Mailbox

_SALT = "follow_up.address"


def token_of(box: Mailbox) -> str:
    """Of this person and this address: another address makes it worthless."""
    return Signer(salt=_SALT).sign_object([box.person_id, _mark(box.address)])


def is_token_of(box: Mailbox, token: str) -> bool:
    """Whether a link was sent to this very address of this very person."""
    try:
        said = Signer(salt=_SALT).unsign_object(token)
    except (BadSignature, ValueError):
        return False
    return bool(said == [box.person_id, _mark(box.address)])


def link_to(box: Mailbox) -> str:
    """The page that the link opens."""
    return reverse("follow_up:address", args=[token_of(box)])


def ask_its_owner(box: Mailbox, at: datetime) -> None:
    """The only mail that goes to an address before its owner said it is theirs; at any
    hour, for somebody waits for it."""
    with override(box.language):
        title, body = _("Xác nhận địa chỉ nhận thông báo"), _asking(box)
    Mail.objects.create(
        key=f"address:{box.person_id}:{at.isoformat()}",
        kind=Kind.ADDRESS,
        person=box.person,
        address=box.address,
        subject=title,
        text=text_of(title, body),
        path=link_to(box),
        made_at=at,
        held_until=at,
    )
    box.asked_at = at
    box.save(update_fields=["asked_at"])


def _asking(box: Mailbox) -> str:
    if box.entered_by:
        who = _(
            "%(who)s ghi địa chỉ này để thông báo của chương trình thi đua đến với"
            " %(name)s."
        ) % {"who": box.entered_by, "name": box.person.full_name}
    else:
        who = _(
            "Có người đăng ký địa chỉ này để nhận thông báo của chương trình thi đua."
        )
    what = _(
        "Nếu đúng là anh/chị, mở liên kết dưới đây, đăng nhập và bấm xác nhận. Nếu"
        " không phải, bỏ qua thư này: chưa xác nhận thì không có thông báo nào gửi đến"
        " đây."
    )
    return f"{who} {what}"


def _mark(mail_address: str) -> str:
    return hashlib.sha256(mail_address.casefold().encode()).hexdigest()[:16]
