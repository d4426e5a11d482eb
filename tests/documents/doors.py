"""The doors of documents: open to the unit that writes them."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.documents.factories import a_draft, issued, ready, stored
from tests.doors import Cast, Door, Public, address
from tests.kernel.papers import DIRECTIVE
from thidua.documents import actions
from thidua.documents.models import Document, Register
from thidua.kernel import clock
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx


def drafted(cast: Cast) -> Document:
    """A draft of the cast's office."""
    return a_draft(cast.office, at=clock.now())


def prepared(cast: Cast) -> Document:
    """One that waits for its number."""
    return ready(cast.office, at=clock.now())


def numbered(cast: Cast) -> Document:
    """One with its number."""
    return issued(cast.office, at=clock.now())


def to_register(cast: Cast) -> str:
    numbered(cast)
    return address("documents:register", Register.objects.get())


def to_version(cast: Cast) -> str:
    return address("documents:version", drafted(cast), 1)


def to_copy(cast: Cast) -> str:
    document = numbered(cast)
    file = stored(as_pdf(DIRECTIVE), "ban-ky.pdf")
    copy = actions.attach_signed_copy(
        document, file, [], actor=cast.office, at=clock.now()
    )
    return address("documents:signed-copy", document, copy.pk)


def word_file(cast: Cast) -> dict[str, Any]:
    del cast
    return {"file": SimpleUploadedFile("du-thao.docx", as_docx(DIRECTIVE))}


def pdf_file(cast: Cast) -> dict[str, Any]:
    del cast
    return {"file": SimpleUploadedFile("ban-ky.pdf", as_pdf(DIRECTIVE))}


def free_text(cast: Cast) -> dict[str, Any]:
    return {
        "kind": "TB",
        "abstract": "Kết quả quý I",
        "body": "Nội dung.",
        "signer": f"m{cast.head.mandate_id}",
        "action": "make",
    }


def on(name: str, make_it: Any, **more: Any) -> Door:
    """A door about one document."""
    return Door(lambda cast: address(f"documents:{name}", make_it(cast)), **more)


WHY = {"reason": "In sai tên người ký."}
NOTED = {"value": "7", "issued_on": "02/01/2025", "given_elsewhere": "Sổ giấy"}
DOORS: dict[str, list[Door] | Public] = {
    "documents:documents": [
        Door(lambda _cast: address("documents:documents"), stranger=200, low=200)
    ],
    "documents:new": [
        Door(lambda _cast: address("documents:new"), stranger=200),
        Door(
            lambda _cast: address("documents:new"),
            method="POST",
            data=free_text,
            stranger=422,
        ),
    ],
    "documents:again": [on("again", drafted)],
    "documents:register-new": [
        Door(lambda _cast: address("documents:register-new"), stranger=200),
        Door(
            lambda _cast: address("documents:register-new"),
            method="POST",
            data={"kinds": ["KH"], "year": "2025", "first": "1"},
            stranger=302,
        ),
    ],
    "documents:register": [Door(to_register, low=200)],
    "documents:document": [on("document", drafted, low=200)],
    "documents:check": [on("check", drafted, low=200)],
    "documents:history": [on("history", drafted, low=200)],
    "documents:word": [on("word", drafted, low=200)],
    "documents:pdf": [on("pdf", drafted, low=200)],
    "documents:version": [Door(to_version, low=200)],
    "documents:signed-copy": [Door(to_copy, low=200)],
    "documents:bring-in": [on("bring-in", drafted, method="POST", data=word_file)],
    "documents:prepare": [on("prepare", drafted, method="POST")],
    "documents:return": [on("return", prepared, method="POST", data=WHY)],
    "documents:issue": [on("issue", prepared, method="POST")],
    "documents:note-number": [on("note-number", prepared, method="POST", data=NOTED)],
    "documents:void": [on("void", numbered, method="POST", data=WHY)],
    "documents:drop": [on("drop", drafted, method="POST")],
    "documents:attach": [on("attach", numbered, method="POST", data=pdf_file)],
}
