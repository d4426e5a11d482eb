"""Load everything in order, in one transaction, telling how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction

from thidua.campaigns.events import (
    CampaignLaunched,
    TargetAccepted,
    TargetCountered,
)
from thidua.config.demonstration.answers import (
    acknowledge,
    mark_milestones,
)
from thidua.config.demonstration.assessing import judge_what_is_over
from thidua.config.demonstration.books import Kept
from thidua.config.demonstration.campaign_one import (
    Script,
    launch_new_uprising,
    write_finished_campaigns,
)
from thidua.config.demonstration.clubs import meet_in_clubs
from thidua.config.demonstration.computing import write_what_is_computed
from thidua.config.demonstration.counting import Counting
from thidua.config.demonstration.era_one import (
    LAST_MONTH,
    Loading,
    excuse_those_not_asked,
    keep_books,
    lay_out_forms,
    meant,
)
from thidua.config.demonstration.era_two import keep_books_of_2026, load_two_tiers
from thidua.config.demonstration.exemplars import show_exemplars
from thidua.config.demonstration.following import inspect_chau_binh, remind_in_may
from thidua.config.demonstration.giving import Trial, give_targets
from thidua.config.demonstration.may import ask_again
from thidua.config.demonstration.near import show_near
from thidua.config.demonstration.office_life import (
    delegate_while_away,
    prepare_a_handover,
)
from thidua.config.demonstration.pacts import make_pacts
from thidua.config.demonstration.people import LOADER, officer_of, people_the_stage
from thidua.config.demonstration.plans import write_plans
from thidua.config.demonstration.pledges import register_people
from thidua.config.demonstration.prospects import find_prospects
from thidua.config.demonstration.rankings import keep_indices
from thidua.config.demonstration.speakers import invite_speakers
from thidua.config.demonstration.stage import set_the_stage
from thidua.config.demonstration.story import (
    APRIL,
    CHAU_BINH,
    MARCH,
    PHUOC_LONG,
    tell_the_open_question,
    tell_the_wrong_figure,
)
from thidua.indicators.events import FiguresReturned
from thidua.kernel import clock
from thidua.kernel.database.planner import let_the_planner_know
from thidua.kernel.events import unheard
from thidua.organisations.actions import draw_official_units, load_official_units
from thidua.organisations.actor import the_system
from thidua.organisations.events import PeopleConcerned
from thidua.organisations.models import User

OLD_NEWS = (
    CampaignLaunched,
    TargetAccepted,
    TargetCountered,
    FiguresReturned,
    PeopleConcerned,
)
"""Of years gone by: told to nobody; what happens in May is."""
KEPT = {"communes": Kept(frozenset({(CHAU_BINH, MARCH), (PHUOC_LONG, APRIL)}))}
"""Reports that the story tells by actions; the bulk leaves them out."""


def load_all(tell: Callable[[str], None], *, last_month: date = LAST_MONTH) -> bool:
    """Units, bodies, people, then both eras; False when it stands already."""
    with transaction.atomic(), unheard(*OLD_NEWS):
        if User.objects.filter(username="bantd").exists():
            tell("Dữ liệu minh họa đã có sẵn; không nạp lại.")
            return False
        actor, at = the_system(LOADER), clock.now()
        tell("Đơn vị hành chính cả nước, trước và sau 01/07/2025")
        load_official_units(actor=actor, at=at)
        draw_official_units(actor=actor, at=at)
        tell("Sở, ban, ngành, cấp ủy, Mặt trận, ấp; người và phân công")
        stage = set_the_stage(actor=actor, at=at)
        crew = people_the_stage(stage, actor=actor, at=at)
        tell("Chỉ số do nơi khác công bố: PCI, PAPI, PAR INDEX, SIPAS, DTI")
        keep_indices(stage, actor=actor, at=at)
        loading = Loading(stage, crew, Counting(), actor, last_month)
        tell("Phong trào của cả nước và phong trào trước")
        others = write_finished_campaigns(loading)
        script = _first_era(loading, others, tell)
        tell("Vĩnh Long, hai cấp: phong trào năm 2026 và số liệu bốn tháng")
        load_two_tiers(loading, others["vinh_long"])
        keep_books_of_2026(loading)
        tell("Cộng số liệu lên các cấp")
        _add_up()
        let_the_planner_know()
        _lead_the_way(script, loading, tell)
        tell("Kinh phí, đánh giá đã chốt của các giai đoạn đã qua")
        judge_what_is_over(script, loading)
        delegate_while_away(loading)
        prepare_a_handover(loading)
        tell("Nhắc việc tháng 5 và một cuộc kiểm tra")
        inspect_chau_binh(script, loading)
        remind_in_may(loading)
    return True


def _add_up() -> None:
    """Fold the figures of all years, and leave nothing of them in the queue."""
    with connection.cursor() as cursor:
        cursor.execute("select indicators_fold()")
        cursor.execute("select indicators_empty_queue()")


def _lead_the_way(
    script: Script, loading: Loading, tell: Callable[[str], None]
) -> None:
    """Whoever is promising, is held up, tells others how."""
    tell("Nhân tố: tin báo, kế hoạch hỗ trợ, tìm trong số liệu")
    with unheard():
        find_prospects(script, loading)
    tell("Điển hình, nơi học theo, bình xét và công nhận")
    with unheard():
        show_exemplars(script, loading)
        show_near(script, loading)
    tell("Báo cáo viên, lịch rảnh và một năm lời mời")
    invite_speakers(script, loading)
    tell("Câu lạc bộ điển hình, một năm sinh hoạt; thi đua với điển hình")
    with unheard():
        meet_in_clubs(script, loading)


def _first_era(
    loading: Loading, others: Mapping[str, Any], tell: Callable[[str], None]
) -> Script:
    """Forms, campaign, targets, answers, figures, and the figure that was wrong."""
    tell("Biểu báo cáo và phong trào “Đồng khởi mới”: nội dung, chỉ tiêu, phát động")
    lay_out_forms(loading)
    write_what_is_computed(loading)
    khoi = officer_of(loading.stage, "bantd", "ban-thi-dua")
    script = launch_new_uprising(
        loading, khoi, others["new_uprising"], others["before"]
    )
    excuse_those_not_asked(loading)
    let_the_planner_know()
    tell("Giao chỉ tiêu cho huyện, xã, ấp")
    give_targets(script, loading)
    Trial(script, loading).give()
    tell("Xác nhận, kế hoạch của đơn vị, mốc và minh chứng")
    acknowledge(script, loading)
    write_plans(script, loading)
    mark_milestones(script, loading)
    tell("Hộ dân, tập thể đăng ký thi đua")
    register_people(script, loading)
    tell("Giao ước thi đua giữa các tập thể")
    make_pacts(script, loading)
    with unheard():
        ask_again(script, loading)
    tell("Số liệu từ 01/2021 đến 04/2025")
    keep_books(loading, KEPT)
    tell_the_wrong_figure(loading, meant(CHAU_BINH, MARCH))
    with unheard():
        tell_the_open_question(loading, meant(PHUOC_LONG, APRIL))
    return script
