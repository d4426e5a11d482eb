"""A signed PDF comes back: whole, altered, of an unknown authority, or not signed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.documents.signing import apart, signed, trust_in
from tests.kernel.papers import DIRECTIVE
from thidua.documents.judging import judged
from thidua.documents.signatures import Found, signatures_in, standing_of
from thidua.documents.states import Standing
from thidua.kernel.clock import ZONE
from thidua.kernel.paper.pdf import as_pdf

MAY = datetime(2025, 5, 20, 9, tzinfo=ZONE)
HEAD, OFFICE = "Trần Văn Bền", "Ủy ban nhân dân tỉnh Bến Tre"


@pytest.fixture(scope="module")
def paper() -> bytes:
    return signed(as_pdf(DIRECTIVE), HEAD)


def found_in(content: bytes, folder: Path, *, roots: str = "") -> list[Found]:
    """What is found in a PDF by an installation that trusts these roots."""
    path = folder / "signed.pdf"
    path.write_bytes(content)
    return [Found(**one) for one in apart(judged, path, MAY, roots)]


def test_a_whole_file_of_a_known_authority_is_valid(
    paper: bytes, tmp_path: Path
) -> None:
    found = found_in(paper, tmp_path, roots=trust_in(tmp_path))

    assert standing_of(found) == Standing.VALID
    assert (found[0].signer, found[0].issuer) == (HEAD, "CA thử nghiệm")
    assert datetime.fromisoformat(found[0].at).utcoffset() == MAY.utcoffset()


def test_the_head_signs_and_the_office_puts_its_seal(
    paper: bytes, tmp_path: Path
) -> None:
    both = signed(paper, OFFICE, field="Dau")

    found = found_in(both, tmp_path, roots=trust_in(tmp_path))

    assert [one.signer for one in found] == [HEAD, OFFICE]
    assert standing_of(found) == Standing.VALID


def test_an_unknown_authority_is_told_as_unknown_not_as_wrong(
    paper: bytes, tmp_path: Path
) -> None:
    assert standing_of(found_in(paper, tmp_path)) == Standing.UNKNOWN_ROOT


def test_an_altered_file_is_told_as_altered_even_if_its_authority_is_known(
    paper: bytes, tmp_path: Path
) -> None:
    place = paper.index(b"/Title")
    changed = paper[:place] + b"/Tytle" + paper[place + 6 :]

    found = found_in(changed, tmp_path, roots=trust_in(tmp_path))

    assert standing_of(found) == Standing.ALTERED


def test_a_certificate_that_had_ended_is_told_as_ended(tmp_path: Path) -> None:
    late = signed(as_pdf(DIRECTIVE), "Lê Văn Cũ", days=100)

    found = found_in(late, tmp_path, roots=trust_in(tmp_path))

    assert standing_of(found) == Standing.EXPIRED


def test_a_file_without_a_signature_is_told_as_unsigned(tmp_path: Path) -> None:
    assert standing_of(found_in(as_pdf(DIRECTIVE), tmp_path)) == Standing.UNSIGNED


@pytest.mark.parametrize("content", [b"%PDF-1.7 nonsense", b""])
def test_a_broken_file_is_unreadable(content: bytes, tmp_path: Path) -> None:
    assert standing_of(found_in(content, tmp_path)) == Standing.UNREADABLE


def test_a_process_of_its_own_looks_and_a_file_that_kills_it_is_unreadable(
    paper: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(paper)

    assert standing_of(signatures_in(path, at=MAY)) == Standing.UNKNOWN_ROOT
    monkeypatch.setattr("thidua.documents.signatures.LONGEST", 0.01)
    assert standing_of(signatures_in(path, at=MAY)) == Standing.UNREADABLE
