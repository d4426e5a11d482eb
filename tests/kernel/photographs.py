"""Photographs as a phone makes them: lying on their side, with the place inside."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageCms

CAMERA = "Made-up Phone 12"
LYING = 6
"""The note that a phone makes when it was held upright: turn me to the right."""


def as_a_phone_takes_it(width: int = 640, height: int = 480) -> bytes:
    """A JPEG with EXIF: turned, with place, time and camera; its left edge is red."""
    picture = Image.new("RGB", (width, height), "seagreen")
    picture.paste("red", (0, 0, width // 4, height))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = LYING
    exif[ExifTags.Base.Model] = CAMERA
    exif[ExifTags.Base.DateTime] = "2025:05:20 07:30:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (10.0, 14.0, 6.0)
    held = BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    picture.save(
        held,
        "JPEG",
        exif=exif,
        icc_profile=profile.tobytes(),
        comment=CAMERA.encode(),
        quality=92,
    )
    return held.getvalue()


def a_plain_picture(kind: str = "PNG") -> bytes:
    """A small picture with nothing inside but itself."""
    held = BytesIO()
    Image.new("RGB", (12, 9), "seagreen").save(held, kind)
    return held.getvalue()


def a_bomb(side: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )  # fmt: skip


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """As a form sends it."""
    return SimpleUploadedFile(name, content)
