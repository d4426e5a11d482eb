"""Lists of local units as offices keep them, and what a file may not found."""

from __future__ import annotations

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.communes import Commune
from tests.imports.factories import (
    answered,
    carried,
    fates,
    mapped,
    received,
    undone,
    work_off,
)
from tests.organisations.factories import MandateFactory, UnitFactory
from tests.running.cluster import Database
from tests.running.killing import kill_in_the_middle
from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.organisations.actor import Actor
from thidua.organisations.models import (
    Lineage,
    Mandate,
    Placement,
    Reorganisation,
    Tree,
    Unit,
    UnitCode,
    UnitName,
)

HEAD: list[make.Cell] = ["STT", "Tên đơn vị", "Loại", "Quyết định", "Từ ngày"]
HOLD = 4_214
WORKER = f"""
import django; django.setup()
from django.db import connection
from thidua.imports.actions import carrying
from thidua.imports.registers.units import UnitsGround
from thidua.kernel import jobs
UnitsGround.chunk = 1
seen, inner = [], carrying._write_down
def outer(*args):
    inner(*args)
    seen.append(1)
    if len(seen) == 2:
        connection.cursor().execute("select pg_advisory_lock({HOLD})")
carrying._write_down = outer
jobs.work()
"""


@pytest.fixture(autouse=True)
def in_may(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twentieth of May 2025, for the workers too."""
    settings.THIDUA_TODAY = "2025-05-20"
    monkeypatch.setenv("THIDUA_TODAY", "2025-05-20")


class Office(Commune):
    """A commune's officer with a list of what stands below it."""

    def __init__(self, role: str = Mandate.Role.OFFICER) -> None:
        super().__init__(role)

    def check_units(
        self, rows: list[list[make.Cell]], *, unit: Unit | None = None
    ) -> Import:
        """Received and checked as it is proposed."""
        place = str((unit or self.unit).pk)
        file = make.xlsx(rows, name="don-vi.xlsx")
        return mapped(received(file, place, self.who, kind="don-vi"), self.who)

    def bring_units(self, rows: list[list[make.Cell]]) -> Import:
        """Brought in as it is proposed."""
        return carried(self.check_units(rows), self.who)


def called(name: str) -> Unit:
    """The unit of this full name."""
    return UnitName.objects.get(full_name=name).unit


def three() -> list[list[make.Cell]]:
    """A hamlet, a school, an enterprise."""
    return [
        HEAD,
        [1, "Ấp Bình Đông", "Ấp", "QĐ 12/QĐ-UBND", "01/05/2025"],
        [2, "Trường Tiểu học Châu Bình", None, "QĐ 12/QĐ-UBND", "01/05/2025"],
        [3, "Công ty TNHH Dừa Xanh", "Doanh nghiệp", None, None],
    ]


def reasons(run: Import) -> str:
    """The words of the refused rows."""
    return " ".join(
        f"{(row.said or {}).get('reason')} {(row.said or {}).get('remedy')}"
        for row in run.rows.filter(fate="r")
    )


@pytest.mark.django_db
def test_units_of_a_list_stand_below_the_office_by_their_document() -> None:
    office = Office()

    run = office.bring_units(three())

    assert fates(run) == {"n": 3}
    hamlet = called("Ấp Bình Đông")
    assert (hamlet.kind, hamlet.names.get().name) == (Unit.Kind.HAMLET, "Bình Đông")
    assert called("Trường Tiểu học Châu Bình").kind == Unit.Kind.SERVICE
    assert called("Công ty TNHH Dừa Xanh").kind == Unit.Kind.ENTERPRISE
    act = Reorganisation.objects.get(decision="QĐ 12/QĐ-UBND")
    assert act.units.count() == 2  # one document, one act
    assert Reorganisation.objects.filter(decision__contains="don-vi.xlsx").exists()
    assert Lineage.objects.filter(
        unit=hamlet, ancestor=office.province.province
    ).exists()


@pytest.mark.django_db
def test_the_same_list_twice_changes_nothing() -> None:
    office = Office()
    office.bring_units(three())

    assert fates(office.check_units(three())) == {"s": 3}


@pytest.mark.django_db
def test_a_list_of_numbers_and_names_alone_is_no_list_of_headings() -> None:
    office = Office()
    rows: list[list[make.Cell]] = [
        ["STT", "Tên ấp"],
        [1, "Ấp Bình Lợi"],
        [2, "Ấp Bình Đông"],
    ]

    assert fates(office.check_units(rows)) == {"s": 1, "n": 1}


@pytest.mark.django_db
def test_a_heading_names_the_parent_of_the_units_below_it() -> None:
    office = Office(Mandate.Role.ADMINISTRATOR)
    communes = office.province.communes
    rows: list[list[make.Cell]] = [
        ["TT", "Tên ấp", "Văn bản"],
        ["I", communes[1].names.get().full_name, None],
        [1, "Ấp Mới", "QĐ 1"],
        ["II", communes[2].names.get().full_name, None],
        [1, "Ấp Mới", "QĐ 1"],
    ]

    run = office.check_units(rows, unit=office.province.province)
    carried(run, office.who)

    assert fates(run) == {"n": 2, "k": 2}
    parents = [
        name.unit.placements.get().parent
        for name in UnitName.objects.filter(full_name="Ấp Mới")
    ]
    assert parents == communes[1:3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [
        [1, "Xã Tân Bình", None, "NQ 1", None],
        [1, "Tân Bình", "Phường", "NQ 1", None],
        [1, "Thị trấn Ba Tri", None, "NQ 1", None],
    ],
)
def test_a_commune_is_refused_and_told_which_act_founds_it(
    row: list[make.Cell],
) -> None:
    run = Office(Mandate.Role.ADMINISTRATOR).check_units([HEAD, row])

    assert fates(run) == {"r": 1}
    assert "Thành lập đơn vị trực thuộc" in reasons(run)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Bản Mòng", Unit.Kind.HAMLET),
        ("Ban Tuyên giáo", Unit.Kind.DEPARTMENT),
        ("Công an xã", Unit.Kind.DEPARTMENT),
        ("Tổng công ty Lương thực", Unit.Kind.ENTERPRISE),
        ("HTX Nông nghiệp", Unit.Kind.ENTERPRISE),
        ("Hội Nông dân", Unit.Kind.UNION),
        ("Xã đoàn Tân An", Unit.Kind.UNION),
        ("Chi bộ ấp Bình Lợi", Unit.Kind.PARTY),
        ("Trạm Y tế", Unit.Kind.SERVICE),
    ],
)
def test_a_name_says_of_which_kind_it_is(name: str, kind: str) -> None:
    run = Office().check_units([HEAD, [1, name, None, "QĐ 1", None]])

    payload = run.rows.get().payload
    assert payload is not None
    assert payload["k"] == kind


@pytest.mark.django_db
def test_a_hamlet_without_its_first_word_is_asked_about() -> None:
    office = Office()
    run = office.check_units([HEAD, [1, "Bình Đông", "Ấp", "QĐ 1", None]])
    assert fates(run) == {"a": 1}
    key = run.questions.get().key

    carried(answered(run, {key: "Khu phố"}, office.who), office.who)

    assert called("Khu phố Bình Đông").names.get().name == "Bình Đông"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written", ["ấp bình lợi", "Ap Binh Loi", "ẤP BÌNH LỢI", "Bình Lợi"]
)
def test_what_stands_already_is_known_by_loose_names(written: str) -> None:
    run = Office().check_units([HEAD, [1, written, "Ấp", None, None]])

    assert set(fates(run)) <= {"s", "a"}


@pytest.mark.django_db
def test_a_school_of_the_same_name_elsewhere_is_asked_about() -> None:
    office = Office(Mandate.Role.ADMINISTRATOR)
    UnitFactory.create(
        kind=Unit.Kind.SERVICE,
        full_name="Trường Tiểu học Châu Bình",
        parent=office.hamlets[0],
    )

    run = office.check_units([HEAD, [1, "Trường TH Châu Bình", None, "QĐ 1", None]])

    assert fates(run) == {"a": 1}
    assert "Ấp Bình Lợi" in run.questions.get().choices[0][1]


@pytest.mark.django_db
def test_a_code_is_kept_and_names_one_unit() -> None:
    office = Office()
    head: list[make.Cell] = ["Tên đơn vị", "Mã số"]

    run = office.bring_units([head, ["Ấp Bình Lợi", "BL1"], ["Ấp Bình Phú", "BL1"]])

    assert run.about["done"] == {"d": 1, "l": 1}
    code = UnitCode.objects.get(code="BL1")
    assert (code.unit, code.scheme) == (office.hamlets[0], UnitCode.Scheme.OWN)
    again = office.check_units([head, ["Ấp Bình Phú", "BL1"]])
    assert "đang là mã" in reasons(again)


@pytest.mark.django_db
def test_another_line_is_another_tree() -> None:
    office = Office()

    party = Tree.objects.get(key=Tree.PARTY)
    Placement.objects.create(
        tree=party, unit=office.unit, parent=None, during=DateRange(None, None)
    )
    rows: list[list[make.Cell]] = [
        ["Tên đơn vị", "Cây tổ chức", "Quyết định"],
        ["Chi bộ ấp Bình Lợi", "Đảng", "QĐ 7-QĐ/ĐU"],
    ]

    office.bring_units(rows)

    assert called("Chi bộ ấp Bình Lợi").placements.get().tree == party


@pytest.mark.django_db
def test_an_import_of_units_is_undone_where_nothing_hangs_on_them() -> None:
    office = Office()
    run = office.bring_units(three())
    school = called("Trường Tiểu học Châu Bình")
    MandateFactory.create(unit=school)

    run = undone(run, office.who)

    assert run.about["done"] == {"u": 2, "k": 1}
    assert not UnitName.objects.filter(full_name="Ấp Bình Đông").exists()
    assert school.placements.exists()
    assert Reorganisation.objects.get().units.get() == school


def sent_by(client: Client, office: Office, rows: list[list[make.Cell]]) -> Import:
    """A list sent through the page, its columns taken as proposed, checked."""
    here = f"/nhap-tep/moi/don-vi/{office.unit.pk}/"
    answer = client.post(here, {"file": make.xlsx(rows, name="don-vi.xlsx")})
    assert answer.status_code == 302, answer.content.decode()
    run = Import.objects.latest("pk")
    assert client.post(f"/nhap-tep/{run.pk}/cot/", {}).status_code == 302
    work_off()
    run.refresh_from_db()
    return run


def test_a_list_of_units_through_the_pages_and_a_killed_worker(
    own_database: Database,
) -> None:
    office = Office()
    client = signed_in(office.who)
    run = sent_by(client, office, three())
    page = client.get(f"/nhap-tep/{run.pk}/").content.decode()
    assert "3 đơn vị mới" in page
    client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": run.version})

    kill_in_the_middle(own_database, WORKER, HOLD)
    assert Reorganisation.objects.count() == 1
    work_off()

    run.refresh_from_db()
    assert (run.state, run.about["done"]) == (State.DONE, {"d": 3})
    hamlet = called("Ấp Bình Đông")
    page = client.get(reverse("organisations:unit", args=[hamlet.pk])).content.decode()
    assert "QĐ 12/QĐ-UBND" in page


def test_two_sessions_bring_the_same_units_and_the_second_is_told(
    own_database: Database,
) -> None:
    del own_database
    office = Office()
    client = signed_in(office.who)
    one, other = sent_by(client, office, three()), sent_by(client, office, three())
    for run in (one, other):
        client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": run.version})
    work_off()

    assert UnitName.objects.filter(full_name="Ấp Bình Đông").count() == 1
    other.refresh_from_db()
    assert other.about["done"] == {"l": 3}


@pytest.mark.django_db
def test_who_writes_for_another_unit_founds_nothing_here() -> None:
    office = Office()
    other: Actor = Office(Mandate.Role.READER).who
    here = f"/nhap-tep/moi/don-vi/{office.unit.pk}/"

    assert signed_in(other).get(here).status_code == 403
