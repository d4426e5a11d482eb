"""A photograph is kept upright, bounded, without the camera's notes; a proof whole."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from PIL import ExifTags, Image

from tests.kernel.photographs import (
    CAMERA,
    a_bomb,
    a_plain_picture,
    as_a_phone_takes_it,
    sent,
)
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import keep, path_of
from thidua.kernel.models import StoredFile
from thidua.kernel.pictures import LONGEST_SIDE, drawn_anew

NOW = datetime(2025, 5, 20, 8, tzinfo=ZONE)
JPEG = "image/jpeg"


def drawn(content: bytes, media_type: str = JPEG) -> Image.Image:
    return Image.open(BytesIO(drawn_anew(BytesIO(content), media_type, "anh.jpg")))


def shown(name: str, content: bytes) -> StoredFile:
    return keep(sent(name, content), by="Người Thử", at=NOW, is_shown=True)


def test_the_photograph_of_the_tests_is_a_real_one() -> None:
    taken = Image.open(BytesIO(as_a_phone_takes_it()))

    place = taken.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert place[ExifTags.GPS.GPSLatitude] == (10.0, 14.0, 6.0)
    assert taken.getexif()[ExifTags.Base.Model] == CAMERA
    assert taken.size == (640, 480)


def test_where_and_by_which_machine_it_was_taken_is_gone() -> None:
    content = drawn_anew(BytesIO(as_a_phone_takes_it()), JPEG, "anh.jpg")
    picture = Image.open(BytesIO(content))

    assert not picture.getexif()
    assert {"exif", "icc_profile", "comment", "xmp"}.isdisjoint(picture.info)
    assert b"Exif" not in content
    assert CAMERA.encode() not in content


def test_it_stands_upright() -> None:
    picture = drawn(as_a_phone_takes_it())

    assert picture.size == (480, 640)
    red, green, _blue = picture.convert("RGB").getpixel((240, 20))  # type: ignore[misc]
    assert red > 200 > green


def test_it_is_of_a_bearable_size_and_a_small_one_stays() -> None:
    assert drawn(as_a_phone_takes_it(5000, 3000)).size == (1229, LONGEST_SIDE)
    assert drawn(as_a_phone_takes_it(40, 30)).size == (30, 40)


@pytest.mark.parametrize(("kind", "media_type"), [
    ("PNG", "image/png"), ("WEBP", "image/webp"), ("JPEG", JPEG)
])  # fmt: skip
def test_each_type_stays_what_it_is(kind: str, media_type: str) -> None:
    assert drawn(a_plain_picture(kind), media_type).format == kind


def test_what_is_clear_stays_clear() -> None:
    held = BytesIO()
    Image.new("RGBA", (20, 10), (0, 128, 0, 60)).save(held, "PNG")

    assert drawn(held.getvalue(), "image/png").convert("RGBA").getpixel((5, 5)) == (
        0,
        128,
        0,
        60,
    )


@pytest.mark.parametrize("side", [9_000, 60_000, 400_000])
def test_a_picture_that_would_fill_the_memory_is_refused_plainly(side: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        drawn(a_bomb(side), "image/png")

    assert "hơn 64 triệu điểm ảnh" in str(refused.value.reason)
    assert "Thu nhỏ ảnh" in str(refused.value.remedy)


@pytest.mark.parametrize("cut", [30, 400, 2000])
def test_a_broken_picture_is_said_with_a_way_out(cut: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        drawn(as_a_phone_takes_it()[:cut])

    assert "Không đọc được ảnh “anh.jpg”" in str(refused.value.reason)


@pytest.mark.django_db
def test_a_proof_stays_byte_for_byte_and_what_is_shown_does_not() -> None:
    taken = as_a_phone_takes_it()

    proof = keep(sent("anh.jpg", taken), by="Người Thử", at=NOW)
    picture = shown("anh.jpg", taken)
    paper = shown("giay.pdf", b"%PDF-1.7 thu")

    assert path_of(proof.sha256).read_bytes() == taken
    kept = path_of(picture.sha256).read_bytes()
    assert b"Exif" not in kept
    assert (picture.size, picture.media_type) == (len(kept), JPEG)
    assert path_of(paper.sha256).read_bytes() == b"%PDF-1.7 thu"
