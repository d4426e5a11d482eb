"""A document written from nothing, in a shared register, replaced, corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.documents.factories import PLAIN, a_draft, issued, ready, value_of
from tests.doors import signed_in
from tests.kernel.papers import words_of_pdf
from tests.organisations.factories import UnitFactory, a_delegation, an_actor
from thidua.documents import actions
from thidua.documents.kinds import KIND_WORDS, kind_words
from thidua.documents.models import Document, Register
from thidua.documents.queries.listing import register_title
from thidua.documents.states import Amends, State
from thidua.kernel import clock, dates
from thidua.kernel.paper.notation import blocks_of, text_of
from thidua.kernel.paper.parts import KINDS, Article, Clause, Section, Table
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Power, Unit

BODY = """Thực hiện phong trào, đơn vị triển khai:
# Mục đích
1. Khơi dậy tinh thần thi đua.
a) Trong cán bộ;
b) Trong Nhân dân.
7. Công khai kết quả.
# Tổ chức thực hiện
## Phân công
Giao các phòng:
Bảng: Phân công quý III
| Phòng | Việc | Kinh phí |
|---|---|---|
| Tổng hợp | Theo dõi | 12,5 |
"""


@pytest.fixture
def head(db: None) -> Actor:  # noqa: ARG001
    return an_actor(UnitFactory.create(), Mandate.Role.HEAD)


@pytest.fixture
def client(head: Actor) -> Client:
    return signed_in(head)


def typed(head: Actor, **more: Any) -> dict[str, Any]:
    """A plan as an officer types it."""
    return {
        "kind": "KH",
        "abstract": "Triển khai phong trào thi đua quý III",
        "body": BODY,
        "signer": f"m{head.mandate_id}",
        "grounds": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "recipients": "Ủy ban nhân dân huyện\nCác ấp",
    } | more


def test_what_is_typed_becomes_the_parts_of_a_document() -> None:
    blocks = blocks_of(BODY)

    aim, work = (one for one in blocks if isinstance(one, Section))
    points = ["Trong cán bộ;", "Trong Nhân dân."]
    assert aim.blocks == [
        Clause("Khơi dậy tinh thần thi đua.", points),
        Clause("Công khai kết quả."),
    ]
    table = work.blocks[-1]
    assert isinstance(table, Table)
    assert (table.caption, table.numbers) == ("Phân công quý III", [2])
    assert blocks_of(text_of(blocks)) == blocks
    assert "2. Công khai kết quả." in text_of(blocks)
    decision = blocks_of("Điều 1. Phê duyệt.\n1. Một.\nĐiều 5. Thi hành.")
    assert [one.text for one in decision if isinstance(one, Article)] == [
        "Phê duyệt.",
        "Thi hành.",
    ]


def test_signs_pasted_from_word_stop_neither_file_of_a_document(
    client: Client, head: Actor
) -> None:
    pasted = "\uf0b7 Giữ\x02 đường hoa"
    client.post(
        reverse("documents:new"),
        typed(head, body=pasted, recipients=pasted, abstract=pasted, action="make"),
    )
    document = Document.objects.get()

    for name in ("pdf", "word"):
        answer = client.get(reverse(f"documents:{name}", args=[document.pk]))
        assert answer.status_code == 200


def test_a_plan_is_typed_looked_at_saved_and_typed_anew(
    client: Client, head: Actor
) -> None:
    new = reverse("documents:new")
    seen = client.post(new, typed(head, action="preview")).content.decode()
    pdf = words_of_pdf(client.post(new, typed(head, action="pdf")).content)

    for said in ("I. MỤC ĐÍCH", "2. Công khai kết quả.", "1. Phân công", "Tổng hợp"):
        assert said in seen
        assert said in pdf
    assert "Các phần máy đọc được đều đúng thể thức." in seen
    assert not Document.objects.exists()

    client.post(new, typed(head, action="make"))
    document = Document.objects.get()
    assert (document.kind, document.about) == ("KH", "")
    again = reverse("documents:again", args=[document.pk])
    assert (
        again
        in client.get(
            reverse("documents:document", args=[document.pk])
        ).content.decode()
    )
    assert "# Mục đích" in client.get(again).content.decode()
    client.post(again, typed(head, abstract="Triển khai quý IV", action="make"))
    document.refresh_from_db()
    assert document.abstract == "Triển khai quý IV"
    assert document.versions.count() == 2
    client.post(reverse("documents:prepare", args=[document.pk]))
    assert client.post(again, typed(head)).status_code == 409


def test_what_is_missing_is_said_at_its_field(client: Client, head: Actor) -> None:
    answer = client.post(reverse("documents:new"), typed(head, body="", signer="m0"))

    assert answer.status_code == 422
    assert "Chưa ghi nội dung." in answer.content.decode()
    assert "Các ấp" in answer.content.decode()


def test_whom_the_head_delegated_signs_by_delegation(head: Actor) -> None:
    assert head.mandate is not None
    officer = an_actor(head.mandate.unit)
    today = clock.today()
    given = a_delegation(
        head, officer, Power.SIGN, issued_on=today, first=today, last=today
    )

    answer = signed_in(officer).post(
        reverse("documents:new"), typed(head, signer=f"d{given.pk}", action="pdf")
    )

    said = words_of_pdf(answer.content)
    assert "TUQ. " in said
    chosen = signed_in(officer).get(reverse("documents:new")).content.decode()
    assert f"(12/GUQ, đến hết {dates.show(today)})" in chosen, "its last day"
    assert officer.person_id is not None
    assert given.person.full_name in said


def test_several_kinds_share_one_register_also_the_year_after(
    client: Client, head: Actor
) -> None:
    year = clock.today().year
    begun = {
        "kinds": ["KH", "TB"],
        "year": str(year),
        "first": "47",
        "reason": "Đến số 46 đã cấp ở sổ giấy.",
    }
    bare = client.post(reverse("documents:register-new"), begun | {"reason": ""})
    assert bare.status_code == 422
    client.post(reverse("documents:register-new"), begun)

    now = clock.now()
    plan = issued(head, replace(PLAIN, kind="KH", symbol="KH-UBND"), at=now)
    note = issued(head, replace(PLAIN, kind="TB", symbol="TB-UBND"), at=now)
    other = issued(head, at=now)
    assert [value_of(one) for one in (plan, note, other)] == [47, 48, 1]
    book = plan.numbers.get().register
    assert book is not None
    page = client.get(reverse("documents:register", args=[book.pk])).content.decode()
    assert "Sổ kế hoạch, thông báo năm" in page
    with override("en"):
        assert register_title(book) == f"Register {year}: plan, notice"
    assert head.mandate is not None
    later = Register.objects.all()
    with transaction.atomic():
        anew = later.locked(head.mandate.unit, "", "TB", year + 1)
    assert (anew.kind, anew.also, anew.first) == ("KH", ["TB"], 1)


def test_no_kind_is_numbered_in_two_registers(client: Client, head: Actor) -> None:
    issued(head, at=clock.now())
    begun = {"kinds": ["KH", "CT"], "year": str(clock.today().year), "first": "1"}

    answer = client.post(reverse("documents:register-new"), begun)

    assert answer.status_code == 422
    assert "“Chỉ thị” đã có sổ riêng" in answer.content.decode()
    assert head.mandate is not None
    with pytest.raises(IntegrityError, match="numbered_in_one_register"):
        Register.objects.create(
            unit=head.mandate.unit, kind="QĐ", also=["CT"], year=clock.today().year
        )


def test_an_issued_document_is_replaced_and_both_lead_to_each_other(
    client: Client, head: Actor
) -> None:
    first = issued(head, at=clock.now())
    page = reverse("documents:document", args=[first.pk])
    to = f"{reverse('documents:new')}?sua={first.pk}&cach=thay-the"
    assert to.replace("&", "&amp;") in client.get(page).content.decode()
    assert "thay thế Chỉ thị số 01/CT-UBND" in client.get(to).content.decode()

    client.post(to, typed(head, kind="CT", action="make"))
    second = Document.objects.latest("pk")
    assert "Đang soạn văn bản thay thế" in client.get(page).content.decode()
    for name in ("prepare", "issue"):
        client.post(reverse(f"documents:{name}", args=[second.pk]))

    first.refresh_from_db()
    assert first.state == State.REPLACED
    said = client.get(page).content.decode()
    assert "Đã bị thay thế bởi" in said
    assert reverse("documents:document", args=[second.pk]) in said
    back = client.get(reverse("documents:document", args=[second.pk])).content.decode()
    assert page in back
    assert client.post(to, typed(head, action="make")).status_code == 409


def test_a_slip_of_form_is_corrected_by_a_letter(client: Client, head: Actor) -> None:
    first = issued(head, at=clock.now())
    to = f"{reverse('documents:new')}?sua={first.pk}&cach=dinh-chinh"
    offered = client.get(to).content.decode()
    assert "đính chính Chỉ thị số 01/CT-UBND" in offered

    client.post(to, typed(head, kind="CV", action="make"))

    letter = Document.objects.latest("pk")
    assert (letter.amends, letter.amends_how) == (first, Amends.CORRECTS)
    first.refresh_from_db()
    assert first.state == State.ISSUED


def test_a_draft_from_elsewhere_or_from_word_is_not_typed_anew(
    client: Client, head: Actor
) -> None:
    document = a_draft(head, at=clock.now())
    Document.objects.filter(pk=document.pk).update(about="urging-letter")

    assert client.get(reverse("documents:again", args=[document.pk])).status_code == 422
    waiting = ready(head, at=clock.now())
    assert client.get(reverse("documents:again", args=[waiting.pk])).status_code == 409
    actions.drop_draft(waiting, actor=head, at=clock.now())
    assert client.get(reverse("documents:again", args=[waiting.pk])).status_code == 409


@pytest.mark.django_db
def test_where_nobody_may_sign_the_draft_is_kept_and_it_is_said_what_to_do() -> None:
    officer = an_actor(UnitFactory.create())
    mine, new = signed_in(officer), reverse("documents:new")
    page = mine.get(new).content.decode()
    assert "chưa có ai được phân công làm thủ trưởng" in page
    assert "nhờ quản trị hệ thống phân công" in page

    made = mine.post(new, typed(officer, signer="", action="make"))

    assert made.status_code == 302
    draft = Document.objects.get()
    assert (draft.state, draft.signer_name) == (State.DRAFT, "")
    refused = mine.post(reverse("documents:prepare", args=[draft.pk]))
    assert refused.status_code == 422
    assert "Dự thảo chưa ghi người ký." in refused.content.decode()


@pytest.mark.django_db
def test_a_hamlet_writes_no_decision_nor_settles_one_that_stands() -> None:
    """A hamlet is no tier of the State: Circular 04/2012/TT-BNV, article 2."""
    hamlet = UnitFactory.create(kind=Unit.Kind.HAMLET, name="4")
    chief = an_actor(hamlet, Mandate.Role.HEAD)
    mine, new = signed_in(chief), reverse("documents:new")

    page = mine.get(new).content.decode()
    refused = mine.post(new, typed(chief, kind="QĐ", action="make"))
    made = mine.post(new, typed(chief, kind="TB", action="make"))
    notice = Document.objects.get()
    Document.objects.filter(pk=notice.pk).update(kind="QĐ")
    checked = mine.get(reverse("documents:check", args=[notice.pk])).content.decode()
    settled = mine.post(reverse("documents:prepare", args=[notice.pk]))

    assert 'value="QĐ"' not in page
    assert "là tổ chức tự quản" in page
    assert refused.status_code == 422
    assert made.status_code == 302
    assert notice.as_paper().issuer == "Ấp 4"
    assert notice.as_paper().signature.marks == []
    assert "nên không ra quyết định" in checked
    assert settled.status_code == 422
    assert Document.objects.get().state == State.DRAFT


def test_every_kind_is_said_in_the_readers_language() -> None:
    with override("vi"):
        assert {one: str(words) for one, words in KIND_WORDS.items()} == KINDS
    with override("en"):
        assert kind_words("QĐ") == "Decision"
        assert not {kind_words(one) for one in KINDS} & set(KINDS.values())
