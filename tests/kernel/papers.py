"""Papers for the tests, and how their text is read back."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pypdf
from docx.document import Document
from docx.table import Table as WordTable

from thidua.kernel.paper.parts import (
    Annex,
    Article,
    Clause,
    Manner,
    Mark,
    Paper,
    Section,
    Signature,
    Table,
)

DECREE = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"
POINTS = ["Mỗi xã một kế hoạch;", "Mỗi ấp một cam kết;", "Mỗi hộ một việc;", "Báo cáo;"]

DIRECTIVE = Paper(
    issuer="Ủy ban nhân dân tỉnh Bến Tre",
    kind="CT",
    symbol="CT-UBND",
    number=5,
    place="Bến Tre",
    day=date(2025, 1, 5),
    abstract="Về việc phát động phong trào thi đua “Đồng khởi mới”",
    signature=Signature(
        "Chủ tịch", "Trần Văn Bền", [(Mark.FOR_ALL, "Ủy ban nhân dân")]
    ),
    body=[
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành tỉnh:",
        Clause("Tổ chức quán triệt mục đích của phong trào.", [*POINTS, "Công khai."]),
        Section("Tổ chức thực hiện", [Clause("Sở Nội vụ theo dõi, báo cáo.")]),
    ],
    recipients=["Thường trực Tỉnh ủy", "Các sở, ban, ngành tỉnh"],
    drafter="THKT",
)
LETTER = Paper(
    above="Ủy ban nhân dân tỉnh Bến Tre",
    issuer="Sở Nội vụ",
    kind="CV",
    symbol="SNV-TĐKT",
    place="Bến Tre",
    abstract="đôn đốc báo cáo kết quả thi đua tháng 4",
    addressees=["Ủy ban nhân dân huyện Ba Tri", "Ủy ban nhân dân huyện Giồng Trôm"],
    signature=Signature("Phó Giám đốc", "Lê Thị Ngọc", [(Mark.FOR_HEAD, "Giám đốc")]),
    body=[
        "Đến nay đơn vị chưa gửi báo cáo.",
        Table(["STT", "Đơn vị"], [["1", "Ba Tri"]]),
    ],
)
DECISION = Paper(
    issuer="Ủy ban nhân dân tỉnh Bến Tre",
    kind="QĐ",
    symbol="QĐ-UBND",
    number=12,
    place="Bến Tre",
    day=date(2025, 10, 20),
    abstract="Về việc phê duyệt chỉ tiêu thi đua",
    authority="Chủ tịch Ủy ban nhân dân tỉnh",
    grounds=[
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        f"{DECREE} về công tác văn thư",
    ],
    proposed_by="Giám đốc Sở Nội vụ",
    signature=Signature("Chủ tịch", "Trần Văn Bền"),
    body=[
        Article("Phê duyệt chỉ tiêu tại các Phụ lục kèm theo."),
        Article(title="Trách nhiệm", blocks=[Clause("Sở Nội vụ."), Clause("Các xã.")]),
    ],
    annexes=[
        Annex("Chỉ tiêu", [Table(["Đơn vị", "Số"], [["Ba Tri", "1.200"]])], True),
        Annex("Mẫu báo cáo", ["Nội dung."]),
    ],
)
PARTY = Paper(
    manner=Manner.PARTY,
    issuer="Tỉnh ủy Bến Tre",
    kind="CT",
    symbol="CT/TU",
    number=16,
    place="Bến Tre",
    day=date(2020, 12, 9),
    abstract="về đẩy mạnh phong trào thi đua “Đồng khởi mới”",
    signature=Signature("Bí thư", "Lê Văn An", [(Mark.FOR_ALL, "Tỉnh ủy")]),
    body=["Ban Thường vụ Tỉnh ủy yêu cầu:", Clause("Các cấp ủy quán triệt Chỉ thị.")],
    archive="VPTU",
)
_OF_A, _OF_B, _OF_C = (
    Signature(
        "Chủ tịch", "Trần Văn Bền", [(Mark.FOR_ALL, "Ủy ban nhân dân xã Châu Bình")]
    ),
    Signature("Trưởng ấp", "Lê Thị Ngọc", body="Ấp 4, xã Châu Bình"),
    Signature("Giám đốc", "Võ Văn Hai", body="Sở Nội vụ"),
)
PACT = Paper(
    issuer="Ủy ban nhân dân xã Châu Bình",
    kind="GƯ",
    symbol="GƯ-UBND",
    place="Châu Bình",
    abstract="Ba bên cùng làm đường hoa",
    signature=_OF_A,
    signers=[_OF_A, _OF_B, _OF_C],
    body=["Các bên ký giao ước:", Section("Cam kết", [Clause("Trồng hoa.")])],
)
ALL = {"directive": DIRECTIVE, "letter": LETTER, "decision": DECISION, "party": PARTY}
ALL["pact"] = PACT


def words_of_pdf(pdf: bytes) -> str:
    """All text of a PDF, blanks made single."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def words_of_docx(file: bytes) -> str:
    """All text of a Word file in order, tables cell by cell, blanks made single."""
    return " ".join(" ".join(_texts(docx.Document(BytesIO(file)))).split())


def _texts(document: Document) -> list[str]:
    texts = []
    for one in document.iter_inner_content():
        if isinstance(one, WordTable):
            texts += [cell.text for row in one.rows for cell in row.cells]
        else:
            texts.append(one.text)
    return texts
