"""The doors of the room."""

from __future__ import annotations

from django.urls import path

from thidua.clubs.views import emulating, founding, joining, meeting, reading

app_name = "clubs"
ONE = "cau-lac-bo/<int:pk>"
WHO = f"{ONE}/hoi-vien/<int:one>"
MET = f"{ONE}/buoi/<int:one>"
IN = "phong-trao/<int:pk>/thi-dua-voi-dien-hinh"

urlpatterns = [
    path("cau-lac-bo/", reading.clubs, name="list"),
    path("cau-lac-bo/lap/", founding.found, name="found"),
    path(f"{ONE}/", reading.club, name="club"),
    path(f"{ONE}/lich-su/", reading.history, name="history"),
    path(f"{ONE}/sua/", founding.mend, name="mend"),
    path(f"{ONE}/bat-dau/", founding.start, name="start"),
    path(f"{ONE}/tam-dung/", founding.pause, name="pause"),
    path(f"{ONE}/sinh-hoat-lai/", founding.resume, name="resume"),
    path(f"{ONE}/giai-the/", founding.dissolve, name="dissolve"),
    path(f"{ONE}/ban-chu-nhiem/", founding.board, name="board"),
    path(f"{ONE}/ban-chu-nhiem/<int:one>/thoi/", founding.end_term, name="term-end"),
    path(f"{ONE}/hoi-vien/", reading.members, name="members"),
    path(f"{ONE}/xin-vao/", joining.ask, name="ask"),
    path(f"{ONE}/moi-vao/", joining.invite, name="invite"),
    path(f"{ONE}/sang-lap/", joining.enrol, name="enrol"),
    path(f"{WHO}/nhan/", joining.accept, name="member-accept"),
    path(f"{WHO}/chua-nhan/", joining.refuse, name="member-refuse"),
    path(f"{WHO}/tra-loi/", joining.answer, name="member-answer"),
    path(f"{WHO}/rut/", joining.take_back, name="member-take-back"),
    path(f"{WHO}/ra/", joining.leave, name="member-leave"),
    path(f"{WHO}/hien-ten/", joining.consent, name="member-consent"),
    path(f"{ONE}/buoi/", reading.meetings, name="meetings"),
    path(f"{ONE}/mang-ve/", reading.taken, name="taken"),
    path(f"{ONE}/buoi/len-lich/", meeting.plan, name="plan"),
    path(f"{MET}/", reading.meeting, name="meeting"),
    path(f"{MET}/sua/", meeting.mend, name="meeting-mend"),
    path(f"{MET}/moi/", meeting.invite, name="meeting-invite"),
    path(f"{MET}/khong-hop/", meeting.cancel, name="meeting-cancel"),
    path(f"{MET}/tra-loi/<int:who>/", meeting.answer, name="meeting-answer"),
    path(f"{MET}/bien-ban/", meeting.minutes, name="minutes"),
    path(f"{MET}/bien-ban/duyet/", meeting.approve, name="minutes-approve"),
    path(f"{MET}/bien-ban/tra-lai/", meeting.send_back, name="minutes-return"),
    path(f"{MET}/bien-ban/van-ban/", meeting.draft, name="minutes-draft"),
    path(f"{MET}/in/<slug:which>/", meeting.paper, name="meeting-paper"),
    path(f"{IN}/", emulating.page, name="emulation"),
    path(f"{IN}/mo/", emulating.open_, name="emulation-open"),
    path(f"{IN}/moi/", emulating.call, name="emulation-call"),
    path(f"{IN}/chon/<int:one>/", emulating.choose, name="choose"),
]
