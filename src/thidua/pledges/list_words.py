"""The words by which lists of registrations name what they say."""

from __future__ import annotations

from thidua.imports.kinds import DIM, Field, LeftOut
from thidua.kernel.sentences import sentence as _
from thidua.pledges.models import Registration

KIND = "kind"
_NAME = (
    *("ho va ten", "ho ten", "hoten", "ho ten chu ho", "ho va ten chu ho", "chu ho"),
    *("ten chu ho", "ten", "ten ho", "ten doi tuong", "ten don vi", "ca nhan"),
    *("ho gia dinh", "ten ho gia dinh", "nguoi dang ky"),
)
_SURNAME = ("ho va ten dem", "ho dem", "ho lot", "ho va chu lot", "ho")
_BORN = (
    *("nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam", "ns"),
    *("nam sinh chu ho", "sinh ngay"),
)
_PLACE = (
    *("ap", "to", "ap, to", "dia chi", "khu pho", "thon", "to dan pho", "noi o"),
    *("noi cu tru", "to nhan dan", "ap, khu pho", "dia ban"),
)
_KIND = ("doi tuong", "loai", "loai doi tuong", "dang ky cho")
_HEAD = ("dai dien", "nguoi dai dien", "nguoi dung dau", "truong toc", "lien he")
_CONTENT = ("noi dung", "noi dung dang ky", "noi dung thi dua")
_WORDS = (
    *("viec dang ky", "viec se lam", "cong viec", "cam ket", "dang ky", "phan viec"),
    *("noi dung cu the", "viec lam cu the"),
)
_TARGET = ("chi tieu", "chi tieu dang ky", "chi tieu phan dau")
_VALUE = ("so luong", "con so", "muc dang ky", "so", "muc")
_MEASURE = ("don vi tinh", "dvt")
_TITLE = ("danh hieu", "danh hieu dang ky", "danh hieu phan dau")
_CONSENT = ("dong y cong khai", "cong khai", "dong y", "cho cong khai")
KIND_WORDS: dict[str, tuple[str, ...]] = {
    Registration.Kind.INDIVIDUAL: ("cá nhân", "người"),
    Registration.Kind.HOUSEHOLD: ("hộ gia đình", "hộ", "gia đình"),
    Registration.Kind.CLAN: ("dòng họ", "họ tộc", "tộc họ"),
    Registration.Kind.HAMLET: ("ấp", "thôn", "khu phố", "tổ dân phố"),
    Registration.Kind.COLLECTIVE: ("tập thể", "tổ", "chi hội", "chi đoàn"),
    Registration.Kind.ENTERPRISE: ("doanh nghiệp", "hợp tác xã", "hộ kinh doanh"),
}
_PRIVATE = (
    *("cccd", "so cccd", "cmnd", "so cmnd", "can cuoc", "so can cuoc", "so dinh danh"),
    *("dien thoai", "so dien thoai", "sdt", "dt", "email", "zalo", "ma so thue"),
    *("gioi tinh", "dan toc", "ton giao", "so tai khoan", "so ho khau"),
)


def fields() -> list[Field]:
    """What a list may say of those who register."""
    return [
        Field("name", _("Họ và tên, tên"), _NAME, is_required=True),
        Field("surname", _("Họ và tên đệm"), _SURNAME),
        Field("given", _("Tên (cột riêng)"), ()),
        Field(KIND, _("Đối tượng"), _KIND, DIM, is_required=True),
        Field("born", _("Năm sinh (từ ngày sinh)"), _BORN),
        Field("place", _("Ấp, tổ"), _PLACE),
        Field("head", _("Người đứng đầu, đại diện"), _HEAD),
        Field("content", _("Nội dung của phong trào"), _CONTENT),
        Field("words", _("Việc sẽ làm"), _WORDS),
        Field("target", _("Chỉ tiêu"), _TARGET),
        Field("value", _("Con số"), _VALUE),
        Field("measure", _("Đơn vị tính"), _MEASURE),
        Field("title", _("Danh hiệu phấn đấu"), _TITLE),
        Field("consent", _("Đồng ý công khai tên và việc"), _CONSENT),
    ]


def left_out() -> list[LeftOut]:
    """Columns that the register keeps no place for, and why."""
    return [
        LeftOut(_PRIVATE, _("đăng ký thi đua không cần điều riêng ấy, nên không lưu"))
    ]


def field_called(header: str) -> str:
    """The field that a folded header means; “” for none."""
    for one in fields():
        if header in one.words:
            return one.key
    return ""
