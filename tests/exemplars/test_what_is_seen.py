"""The register, an exemplar's page, who learns from whom, how far it has spread."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.conf import settings

from tests.campaigns.factories import MAY
from tests.doors import signed_in
from tests.exemplars.factories import Story, of_unit, praised, registered
from tests.organisations.factories import an_actor
from tests.sheets import sheet_at
from thidua.campaigns.models import Audience, ContentNode, ContentTree
from thidua.exemplars import actions
from thidua.exemplars.drafts import RegistrationDraft
from thidua.exemplars.lineage import family_of
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.states import Learner, State
from thidua.kernel import clock

pytestmark = pytest.mark.django_db


def page(story: Story, path: str) -> str:
    """What an officer of another commune reads."""
    other = an_actor(story.reporting.province.communes[4])
    with clock.standing_on(MAY.date()):
        answer = signed_in(other).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def surpassed(story: Story) -> tuple[Learning, Exemplar]:
    """The second commune surpassed the first and became an exemplar itself."""
    unit = story.reporting.province.communes[1]
    learner = story.learner(unit, state=Learner.SURPASSED)
    draft = RegistrationDraft(
        of_unit(unit),
        title="Lu chung đầu xóm",
        promise="Mỗi xóm một dãy lu chung.",
        grown_from_id=learner.pk,
    )
    child = actions.register_exemplar(
        story.campaign, draft, actor=an_actor(unit), at=MAY
    )
    Exemplar.objects.filter(pk=child.pk).update(
        state=State.LEARNING, praised_on=date(2025, 4, 1), rule=story.exemplar.rule
    )
    return learner, child


def test_nobody_outside_hears_of_an_exemplar_before_it_is_praised() -> None:
    story = registered()
    path = f"/dien-hinh/{story.exemplar.pk}/"
    stranger = signed_in(an_actor(story.reporting.province.communes[4]))
    own = signed_in(story.officer)

    assert stranger.get(path).status_code == 404
    assert story.exemplar.title not in stranger.get("/dien-hinh/").content.decode()
    assert "Góp xoay vòng" in own.get(path).content.decode()


@pytest.mark.demand("003.4")
def test_the_page_shows_who_has_reached_the_frozen_value_and_who_has_not() -> None:
    story = praised({1: "86"})
    communes = story.reporting.province.communes
    story.learner(communes[1], state=Learner.CAUGHT_UP)
    story.learner(communes[2], needs_help="thiếu vật liệu")
    story.told(communes[1], {2: "70", 3: "88"})
    story.told(communes[2], {2: "22", 3: "43"})

    text = page(story, f"/dien-hinh/{story.exemplar.pk}/")
    assert "đã tới mốc 86 %" in text.replace("\xa0", " ")
    assert "thiếu vật liệu" in text
    assert "−43" in text


@pytest.mark.demand("003.4")
def test_the_graph_follows_whoever_surpassed_to_those_who_learn_from_it() -> None:
    story = praised()
    communes = story.reporting.province.communes
    learner, child = surpassed(story)
    story.exemplar, first = child, story.exemplar
    story.learner(communes[2])

    family = family_of(child)
    assert [one.pk for one in family.exemplars] == [first.pk, child.pk]
    assert family.generations == 2, "those of the first, and those of who surpassed it"
    assert family.grown[learner.pk] == child
    text = page(story, f"/phong-trao/{story.campaign.pk}/dien-hinh/ai-hoc-cua-ai/")
    assert text.count('<g class="spot ') == 3 + 5  # and the legend
    assert f'href="/dien-hinh/{child.pk}/"' in text


def test_generations_are_counted_as_they_are_said() -> None:
    story = praised()
    _learner, child = surpassed(story)
    path = f"/dien-hinh/{story.exemplar.pk}/"

    def said(language: str) -> str:
        client = signed_in(an_actor(story.reporting.province.communes[3]))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        whole = client.get(path).content.decode()
        return " ".join(re.sub(r"<[^>]*>", " ", whole).split())

    one = said("en")
    first = story.exemplar
    story.exemplar = child
    story.learner(story.reporting.province.communes[2])
    story.exemplar = first

    assert " generation of learners 1 " in one
    assert " generations of learners 2 " in said("en")
    assert " đời học 2 " in said("vi")


def test_who_grew_and_is_on_its_way_is_drawn_without_a_door_for_strangers() -> None:
    story = praised()
    learner, child = surpassed(story)
    Exemplar.objects.filter(pk=child.pk).update(state=State.REGISTERED)
    path = f"/dien-hinh/{story.exemplar.pk}/"
    door = f'href="/dien-hinh/{child.pk}/"'
    own = signed_in(an_actor(learner.home))

    assert door not in page(story, path)
    with clock.standing_on(MAY.date()):
        assert door in own.get(path).content.decode()


def test_a_household_that_learns_is_not_named_to_strangers() -> None:
    story = praised()
    learner = story.learner(story.reporting.province.communes[2])
    Learning.objects.filter(pk=learner.pk).update(
        kind="household", unit=None, name="Trần Văn Kín"
    )

    text = page(story, f"/dien-hinh/{story.exemplar.pk}/")
    assert "Trần Văn Kín" not in text
    assert "Một hộ gia đình ở" in text


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("tim=moi+nha+mot+lu", True),
        ("tim=khong+co", False),
        ("linh-vuc=water", True),
        ("linh-vuc=roads", False),
        ("doi-tuong=unit", True),
        ("trang-thai=retired", False),
    ],
)
def test_the_register_is_searched_with_and_without_marks(
    query: str, is_found: bool
) -> None:
    story = praised()

    assert (story.exemplar.title in page(story, f"/dien-hinh/?{query}")) is is_found


@pytest.mark.demand("001.4")
def test_items_of_content_without_an_exemplar_are_listed() -> None:
    story = praised()
    item = story.campaign.audiences.get().trees.get().nodes.get(kind="item")
    path = f"/phong-trao/{story.campaign.pk}/dien-hinh/"

    assert "1 nội dung chưa có điển hình" in page(story, path)
    Exemplar.objects.filter(pk=story.exemplar.pk).update(node_key=item.key)
    text = page(story, path)
    assert "nội dung chưa có điển hình" not in text
    assert story.exemplar.title in page(story, f"{path}?noi-dung={item.key}")


@pytest.mark.demand("001.4")
def test_an_exemplar_of_the_same_content_in_another_tree_is_one_of_both() -> None:
    story = praised()
    audience = story.campaign.audiences.get()
    item = audience.trees.get().nodes.get(kind="item")
    other = Audience.objects.create(
        campaign=story.campaign,
        name="Sở, ban, ngành",
        kinds=["department"],
        tree=audience.tree,
        below=audience.below,
        position=9,
    )
    tree = ContentTree.objects.create(audience=other)
    whole = ContentNode.objects.create(
        tree=tree,
        kind="item",
        nature="quantity",
        name="Trữ nước cả tỉnh",
        reads_from=[item.key],
    )
    ContentNode.objects.create(
        tree=tree, kind="item", nature="quantity", name="Cải cách hồ sơ"
    )
    ContentTree.objects.filter(pk=tree.pk).update(frozen_at=MAY)
    path = f"/phong-trao/{story.campaign.pk}/dien-hinh/"

    for key in (whole.key, item.key):
        Exemplar.objects.filter(pk=story.exemplar.pk).update(node_key=key)
        text = page(story, path)
        assert "1 nội dung chưa có điển hình" in text
        assert "Sở, ban, ngành" in text
        assert "1 trên 2 nội dung" in text
        assert "Cải cách hồ sơ" in text
        assert "Trữ nước cả tỉnh" not in text


@pytest.mark.demand("002.4c")
def test_the_office_sees_how_far_exemplars_have_spread() -> None:
    story = praised()
    communes = story.reporting.province.communes
    story.learner(communes[1], state=Learner.CAUGHT_UP)
    story.learner(communes[2])

    text = page(story, f"/phong-trao/{story.campaign.pk}/dien-hinh/")
    for words in ("nơi học theo", "đã bắt kịp", "50 %", "địa bàn chưa có điển hình"):
        assert words in text.replace("\xa0", " "), words


@pytest.mark.demand("002.4c")
def test_every_heading_counts_what_it_heads() -> None:
    story = praised()
    communes = story.reporting.province.communes
    story.learner(communes[1], state=Learner.CAUGHT_UP)
    story.learner(communes[2], state=Learner.SURPASSED)
    story.learner(communes[3])
    there = f"/phong-trao/{story.campaign.pk}/dien-hinh/"

    client = signed_in(story.officer)
    figures = client.get(there).context["page"].figures
    graph = page(story, f"{there}ai-hoc-cua-ai/")

    counted = {str(one.label): one.figure for one in figures}
    assert (counted["nơi học theo"], counted["đã bắt kịp"], counted["đã vượt qua"]) == (
        "3",
        "1",
        "1",
    )
    words = "3 nơi học theo điển hình: 1 đang học, 1 bắt kịp, 1 vượt qua"
    assert words in graph.replace("\xa0", " ")


def test_a_list_with_one_that_is_over_counts_both() -> None:
    story = praised()
    draft = RegistrationDraft(of_unit(story.unit), title="Khác", promise="Việc khác.")
    actions.register_exemplar(story.campaign, draft, actor=story.officer, at=MAY)

    text = signed_in(story.officer).get("/dien-hinh/").content.decode()
    assert "2 điển hình, 1 đang được nêu gương" in text.replace("\xa0", " ")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_learn(
    count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    story = praised()
    communes = story.reporting.province.communes
    for unit in communes[1 : 1 + count]:
        story.learner(unit)
    client = signed_in(an_actor(communes[4]))
    client.get("/dien-hinh/")

    with django_assert_num_queries(36):  # type: ignore[operator]
        client.get(f"/dien-hinh/{story.exemplar.pk}/")


def test_a_filtered_list_and_its_file_say_by_what_they_are_filtered() -> None:
    story = praised()
    field = str(story.exemplar.get_field_display())
    other = next(one for one in Exemplar.Field if one != story.exemplar.field)
    query = f"?linh-vuc={story.exemplar.field}"
    said_there = f"Lĩnh vực: {field}"

    whole, some = (page(story, f"/dien-hinh/{asked}") for asked in ("", query))
    none = page(story, f"/dien-hinh/?linh-vuc={other.value}")
    whole_file, some_file = (
        sheet_at(signed_in(story.officer), f"/dien-hinh/{asked}xuat=excel")[1][0]
        for asked in ("?", f"{query}&")
    )

    assert f"<title>Điển hình ({said_there}) · Thi đua</title>" in some
    assert f'<p class="sub">Lọc theo {said_there}</p>' in some
    assert "<title>Điển hình · Thi đua</title>" in whole
    assert "Lọc theo" not in whole
    assert "Không điển hình nào khớp với bộ lọc</h1>" in none
    assert f"{whole_file}, lọc theo {said_there}" == some_file
