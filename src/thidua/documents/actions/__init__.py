"""What an office does with a document: draft, prepare, number, attach, strike out."""

from thidua.documents.actions.drafting import (
    bring_in_version,
    draft_document,
    drop_draft,
    prepare_document,
    return_draft,
    rewrite_draft,
)
from thidua.documents.actions.numbering import (
    begin_register,
    issue_document,
    note_number,
    void_number,
)
from thidua.documents.actions.signing import attach_signed_copy

__all__ = [
    "attach_signed_copy",
    "begin_register",
    "bring_in_version",
    "draft_document",
    "drop_draft",
    "issue_document",
    "note_number",
    "prepare_document",
    "return_draft",
    "rewrite_draft",
    "void_number",
]
