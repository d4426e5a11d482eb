"""Addresses of documents."""

from __future__ import annotations

from django.urls import path

from thidua.documents.views import deciding, reading, writing

app_name = "documents"
urlpatterns = [
    path("", reading.documents, name="documents"),
    path("moi/", writing.free_new, name="new"),
    path("<int:pk>/soan/", writing.free_again, name="again"),
    path("so/moi/", writing.register_new, name="register-new"),
    path("so/<int:pk>/", reading.register, name="register"),
    path("<int:pk>/", reading.document, name="document"),
    path("<int:pk>/lich-su/", reading.history, name="history"),
    path("<int:pk>/the-thuc/", reading.check, name="check"),
    path("<int:pk>/word/", reading.word, name="word"),
    path("<int:pk>/pdf/", reading.pdf, name="pdf"),
    path("<int:pk>/ban/<int:number>/", reading.version, name="version"),
    path("<int:pk>/ban-ky/<int:copy>/", reading.signed_copy, name="signed-copy"),
    path("<int:pk>/gui-ban/", deciding.bring_in, name="bring-in"),
    path("<int:pk>/chot/", deciding.prepare, name="prepare"),
    path("<int:pk>/tra-lai/", deciding.give_back, name="return"),
    path("<int:pk>/cap-so/", deciding.issue, name="issue"),
    path("<int:pk>/ghi-so/", deciding.note_number, name="note-number"),
    path("<int:pk>/huy-so/", deciding.void, name="void"),
    path("<int:pk>/bo/", deciding.drop, name="drop"),
    path("<int:pk>/gan-ban-ky/", deciding.attach, name="attach"),
]
