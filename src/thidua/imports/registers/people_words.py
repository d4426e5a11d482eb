"""The words by which lists name what they say of people, and what is left out."""

from __future__ import annotations

from thidua.imports.kinds import DIM, WITHIN, Field, LeftOut
from thidua.kernel.sentences import sentence as _

_NAME = (
    *("ho va ten", "ho ten", "ten can bo", "ho va ten can bo", "can bo", "hoten"),
    *("nguoi phu trach", "ten nguoi", "ho va ten nguoi"),
)
_SURNAME = (
    *("ho va ten dem", "ho dem", "ho lot", "ho va chu lot", "ho", "ho ten dem"),
    *("ho va ten lot", "ho va dem"),
)
_BORN = (
    *("nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh ngay", "ns", "sinh nam"),
    *("ngay, thang, nam sinh", "nam sinh / nam"),
)
_BORN_OF_WOMEN = ("nam sinh / nu", "ngay sinh / nu", "ngay thang nam sinh / nu")
_TITLE = ("chuc vu", "chuc danh", "nhiem vu", "vi tri", "chuc vu cong tac")
_UNIT = (
    *("don vi", "don vi cong tac", "noi cong tac", "co quan", "to chuc", "ap"),
    *("khu pho", "thon", "to dan pho", "ten don vi", "phong ban"),
)
_ABOVE = ("xa", "xa, phuong", "xa phuong", "thuoc", "huyen", "don vi cap tren")
_FIRST = (
    *("tu ngay", "ngay bo nhiem", "tu", "ngay nhan nhiem vu", "tu thang"),
    *("ngay nhan viec", "ngay nhan cong tac", "ngay vao lam", "ngay bat dau"),
    *("bat dau tu ngay", "bat dau", "nhan viec tu", "thoi diem bo nhiem"),
)
_LAST = ("den ngay", "den het ngay", "den")
_PAPERS = (
    *("cccd", "so cccd", "cmnd", "so cmnd", "can cuoc", "so can cuoc", "bhxh"),
    *("so dinh danh", "cmnd/cccd", "cccd/cmnd", "ho chieu", "so bhxh", "ma so bhxh"),
    *("ma so thue", "so the dang"),
)
_CONTACT = (
    *("dien thoai", "so dien thoai", "sdt", "dt", "di dong", "email", "zalo"),
    *("thu dien tu", "e-mail", "dia chi email"),
)
_PRIVATE = (
    *("dia chi", "noi o", "noi o hien nay", "ho khau", "que quan", "noi sinh"),
    *("gioi tinh", "dan toc", "ton giao", "tinh trang hon nhan", "suc khoe"),
    *("trinh do", "he so luong", "luong", "so tai khoan", "ngay vao dang"),
)


def fields() -> list[Field]:
    """What a list may say of people."""
    return [
        Field("name", _("Họ và tên"), _NAME, is_required=True),
        Field("surname", _("Họ và tên đệm"), _SURNAME),
        Field("given", _("Tên"), ("ten",)),
        Field("born", _("Năm sinh (từ ngày sinh)"), _BORN),
        Field("born_f", _("Năm sinh (cột của nữ)"), _BORN_OF_WOMEN),
        Field("title", _("Chức vụ"), _TITLE, is_required=True),
        Field("unit", _("Đơn vị"), _UNIT, DIM, is_required=True),
        Field("above", _("Thuộc xã, đơn vị cấp trên"), _ABOVE, WITHIN),
        Field("role", _("Vai trong hệ thống"), ("vai", "vai tro", "quyen"), DIM),
        Field("first", _("Từ ngày"), _FIRST),
        Field("last", _("Đến hết ngày"), _LAST),
    ]


def left_out() -> list[LeftOut]:
    """Columns that the register keeps no place for, and why."""
    return [
        LeftOut(
            _PAPERS,
            _("số giấy tờ không cần để giao việc và khen thưởng trong phong trào"),
        ),
        LeftOut(
            _CONTACT,
            _("hệ thống không liên lạc qua số riêng của người trong danh sách"),
        ),
        LeftOut(_PRIVATE, _("điều riêng tư, phong trào không dùng đến")),
    ]
