"""The doors of the room."""

from __future__ import annotations

from django.urls import path

from thidua.speakers.views import calendar, inviting, pool, reporting, speaker

app_name = "speakers"
ROOM = "dien-hinh/bao-cao-vien"
ONE = f"{ROOM}/<int:pk>"
ASKED = f"{ROOM}/loi-moi/<int:pk>"

urlpatterns = [
    path(f"{ROOM}/", pool.pool, name="list"),
    path(f"{ROOM}/tim/", pool.find, name="find"),
    path(f"{ROOM}/de-xuat/", speaker.propose, name="propose"),
    path(f"{ROOM}/loi-moi/", inviting.invitations, name="invitations"),
    path(f"{ASKED}/", inviting.invitation, name="invitation"),
    path(f"{ASKED}/nhan/", inviting.accept, name="accept"),
    path(f"{ASKED}/tu-choi/", inviting.decline, name="decline"),
    path(f"{ASKED}/hen-ngay/", inviting.counter, name="counter"),
    path(f"{ASKED}/dong-y/", inviting.agree, name="agree"),
    path(f"{ASKED}/ngay-khac/", inviting.ask_again, name="ask-again"),
    path(f"{ASKED}/huy/", inviting.call_off, name="call-off"),
    path(f"{ASKED}/giay-moi/", inviting.letter, name="letter"),
    path(f"{ASKED}/ket-qua/", reporting.report, name="report"),
    path(f"{ASKED}/ket-qua/sua/", reporting.mend, name="report-mend"),
    path(f"{ASKED}/khong-to-chuc/", inviting.not_held, name="not-held"),
    path(f"{ASKED}/hoc-theo/", inviting.note, name="note"),
    path(f"{ONE}/", speaker.speaker, name="speaker"),
    path(f"{ONE}/lich-su/", speaker.history, name="history"),
    path(f"{ONE}/sua/", speaker.mend, name="mend"),
    path(f"{ONE}/de-tai/", speaker.topic, name="topic"),
    path(f"{ONE}/de-tai/<int:number>/thoi/", speaker.drop_topic, name="topic-drop"),
    path(f"{ONE}/dua-vao/", speaker.admit, name="admit"),
    path(f"{ONE}/nghi/", speaker.rest, name="rest"),
    path(f"{ONE}/tro-lai/", speaker.resume, name="resume"),
    path(f"{ONE}/thoi/", speaker.leave, name="leave"),
    path(f"{ONE}/de-xuat-lai/", speaker.again, name="again"),
    path(f"{ONE}/dong-y/", speaker.consent, name="consent"),
    path(f"{ONE}/dong-y/<int:number>/", speaker.consent_paper, name="consent-paper"),
    path(f"{ONE}/lich/", calendar.calendar, name="calendar"),
    path(f"{ONE}/lich/tuan/", calendar.weekdays, name="weekdays"),
    path(f"{ONE}/lich/ngay/", calendar.name_day, name="name-day"),
    path(f"{ONE}/moi/", inviting.invite, name="invite"),
]
