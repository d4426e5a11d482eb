"""The words of lists of units: their columns, and what kind a name says it is."""

from __future__ import annotations

import re

from thidua.imports.kinds import DIM, WITHIN, Field, LeftOut
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold, tidy
from thidua.organisations.models import Tree, Unit

Kind = Unit.Kind
_NAME = (
    *("ten don vi", "don vi", "ten", "ten ap", "ap", "ten to chuc", "ten co quan"),
    *("ten truong", "truong", "ten doanh nghiep", "doanh nghiep", "khu pho", "thon"),
    *("ten khu pho", "ten thon", "ap, khu pho", "ten co so", "co quan", "to chuc"),
)
_PARENT = (
    *("don vi cap tren", "truc thuoc", "thuoc", "co quan chu quan", "cap tren"),
    *("xa", "xa, phuong", "xa phuong", "ten xa", "don vi quan ly", "phuong"),
)
_CODE = ("ma", "ma don vi", "ma so", "ma truong", "ma so thue", "mst", "ma ap")
_TREE = ("cay", "he thong", "cay to chuc", "khoi", "nganh doc")
_FIRST = ("tu ngay", "ngay thanh lap", "ngay hieu luc", "thanh lap", "nam thanh lap")
_DOCUMENT = (
    *("quyet dinh", "so quyet dinh", "van ban", "so van ban", "can cu"),
    *("quyet dinh thanh lap", "so, ngay quyet dinh", "so hieu van ban"),
)
KIND_WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.HAMLET: (
        *("ấp", "thôn", "khu phố", "tổ dân phố", "khóm", "bản", "buôn", "làng", "sóc"),
        "phum",
    ),
    Kind.PARTY: (
        *("đảng ủy", "đảng uỷ", "đảng bộ", "chi bộ", "huyện ủy", "huyện uỷ"),
        *("tỉnh ủy", "tỉnh uỷ", "thành ủy", "tổ chức đảng"),
    ),
    Kind.FRONT: (
        *("mặt trận", "ủy ban mttq", "uỷ ban mttq", "ban công tác mặt trận"),
        *("ủy ban mặt trận", "uỷ ban mặt trận"),
    ),
    Kind.UNION: (
        *("hội", "đoàn", "chi hội", "chi đoàn", "liên đoàn", "công đoàn"),
        *("xã đoàn", "huyện đoàn", "tỉnh đoàn", "tổ chức chính trị"),
    ),
    Kind.SERVICE: (
        *("trường", "trạm", "trung tâm", "bệnh viện", "nhà văn hóa", "nhà trẻ"),
        *("đơn vị sự nghiệp", "sự nghiệp", "thư viện", "nhóm trẻ", "mầm non"),
    ),
    Kind.ENTERPRISE: (
        *("công ty", "cty", "hợp tác xã", "htx", "doanh nghiệp", "tổng công ty"),
        *("dntn", "xí nghiệp", "nhà máy"),
    ),
    Kind.DEPARTMENT: (
        *("sở", "phòng", "ban", "chi cục", "văn phòng", "thanh tra", "cục", "công an"),
        *("ban chỉ huy", "sở, ban, ngành", "cơ quan", "phòng ban", "kho bạc"),
    ),
}
_OF_THE_STATE: dict[Kind, tuple[str, ...]] = {
    Kind.COMMUNE: ("xã",),
    Kind.WARD: ("phường",),
    Kind.TOWNSHIP: ("thị trấn",),
    Kind.SPECIAL_ZONE: ("đặc khu",),
    Kind.DISTRICT: ("huyện", "quận", "thị xã", "thành phố thuộc tỉnh"),
    Kind.PROVINCE: ("tỉnh",),
    Kind.CITY: ("thành phố",),
}
_LONGEST_FIRST = sorted(
    (
        (word, kind)
        for words in (KIND_WORDS, _OF_THE_STATE)
        for kind, found in words.items()
        for word in found
    ),
    key=lambda pair: -len(pair[0]),
)
TREE_WORDS = {
    Tree.STATE: ("nhà nước", "quản lý nhà nước", "chính quyền"),
    Tree.PARTY: ("đảng", "tổ chức đảng"),
    Tree.FRONT: ("mặt trận", "mặt trận và đoàn thể", "đoàn thể"),
}
_SHORT = {
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "th": "tieu hoc",
    "mn": "mam non",
    "mg": "mau giao",
    "cty": "cong ty",
    "htx": "hop tac xa",
    "ubnd": "uy ban nhan dan",
    "tdp": "to dan pho",
    "kp": "khu pho",
}


def kind_said_by(name: str) -> Kind | None:
    """The kind that the first words of a name say; marks count where they are typed.

    >>> kind_said_by("Bản Mòng"), kind_said_by("Ban Tuyên giáo")
    (Unit.Kind.HAMLET, Unit.Kind.DEPARTMENT)
    """
    plain = tidy(name).casefold()
    bare = fold(plain)
    has_marks = bare != plain
    for word, kind in _LONGEST_FIRST:
        asked, said = (plain, word) if has_marks else (bare, fold(word))
        if asked == said or asked.startswith(f"{said} "):
            return kind
    return None


def spelt_out(name: str) -> str:
    """The folded name with what is shortened written out: `truong tieu hoc …`."""
    words = re.sub(r"[.,\-–]", " ", fold(name)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def bare_of(full_name: str, kind: str) -> str:
    """“Bình Lợi” of “Ấp Bình Lợi”."""
    if kind != Kind.HAMLET:
        return full_name
    plain = full_name.casefold()
    for word in sorted(KIND_WORDS[Kind.HAMLET], key=len, reverse=True):
        if plain.startswith(f"{word} "):
            return full_name[len(word) :].strip()
    return full_name


def kind_names(kind: Kind) -> tuple[str, ...]:
    """What a column of kinds may say for a kind."""
    words = KIND_WORDS.get(kind) or _OF_THE_STATE.get(kind, ())
    return (str(kind.label), *words)


def fields() -> list[Field]:
    """What a list may say of units."""
    return [
        Field("name", _("Tên đơn vị"), _NAME, is_required=True),
        Field("kind", _("Loại"), ("loai", "loai hinh", "loai don vi"), DIM),
        Field("parent", _("Trực thuộc"), _PARENT, DIM, is_required=True),
        Field("above", _("Cấp trên nữa"), ("huyen", "tinh", "thuoc huyen"), WITHIN),
        Field("tree", _("Cây tổ chức"), _TREE, DIM),
        Field("code", _("Mã riêng"), _CODE),
        Field("first", _("Từ ngày"), _FIRST),
        Field("document", _("Văn bản thành lập"), _DOCUMENT),
    ]


def left_out() -> list[LeftOut]:
    """Columns that the tree of units keeps no place for, and why."""
    people = _("người của đơn vị vào bằng danh sách người")
    figures = _("số liệu vào bằng biểu báo cáo")
    contact = _("hệ thống không giữ địa chỉ liên lạc của đơn vị")
    return [
        LeftOut(
            (
                *("truong ap", "bi thu", "hieu truong", "giam doc", "nguoi dung dau"),
                *("thu truong", "nguoi dai dien", "ho va ten", "lanh dao"),
            ),
            people,
        ),
        LeftOut(
            (
                *("so ho", "so nhan khau", "dan so", "dien tich", "so hoc sinh"),
                *("so lao dong", "von", "so nguoi"),
            ),
            figures,
        ),
        LeftOut(
            ("dia chi", "dien thoai", "so dien thoai", "email", "website"), contact
        ),
    ]
