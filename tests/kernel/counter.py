"""A counter with a grid and forms that are refused, for the browser's tests."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from thidua.kernel.errors import Changed, RuleBroken
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import grid
from thidua.kernel.ui.grid import CellAnswer, CellInput

SAVED: dict[str, str] = {}
POSTS: list[list[str]] = []

GRID = """{% extends "base.html" %}{% block title %}Lưới{% endblock title %}
{% block head %}<h1>Lưới</h1><p id="saved" aria-live="polite"></p>{% endblock head %}
{% block main %}<form method="post" action="/luu/">{% csrf_token %}
<c-scroll label="Lưới nhập số liệu"><table class="tbl grid" data-grid="saved"
 data-save-url="/luu/"><thead><tr><th scope="col">Chỉ tiêu</th>
<th scope="col">T3</th><th scope="col">T4</th></tr></thead><tbody>
{% for name, cells in rows %}<tr><th scope="row">{{ name }}</th>
{% for cell in cells %}<td class="cellin">{{ cell.input }}
<i id="state-{{ cell.key }}">đã lưu</i></td>{% endfor %}</tr>
{% endfor %}</tbody></table></c-scroll>
<noscript><button>Lưu lưới</button></noscript></form>
<form action="/luoi/" data-after-grid><button>Gửi lưới</button></form>
<p data-unsettled></p>{% endblock main %}"""

FORMS = """{% extends "base.html" %}{% block title %}Đơn{% endblock title %}
{% block head %}<h1>Đơn</h1>{% endblock head %}{% block main %}
<form hx-post="/tu-choi/" hx-target="#here" method="post" action="/tu-choi/">
{% csrf_token %}<div data-said></div><c-field label="Lý do" name="reason" />
<c-button>Gửi</c-button></form><div id="here">chỗ cũ</div>
<form hx-post="/hai-ban/" hx-target="#there" method="post" action="/hai-ban/">
{% csrf_token %}<div data-said></div><input type="hidden" name="version" value="3">
<c-field label="Tên" name="name" value="Đồng khởi" /><c-button>Ghi</c-button></form>
<div id="there"></div>{% endblock main %}"""


@login_not_required
def show_grid(request: HttpRequest) -> HttpResponse:
    names = ("Đường bê tông", "Cầu nông thôn", "Hiến đất", "Đã khóa")
    rows = [
        (
            name,
            [
                CellInput(
                    f"{row}-{column}",
                    f"{name}, cột {column}",
                    SAVED.get(f"{row}-{column}", "1"),
                    1,
                    is_locked=name == "Đã khóa",
                )
                for column in range(2)
            ],
        )
        for row, name in enumerate(names)
    ]
    return _page(request, GRID, {"rows": rows})


@login_not_required
def save(request: HttpRequest) -> HttpResponse:
    sent_cells = grid.sent_cells(request)
    POSTS.append([sent.key for sent in sent_cells])
    answers = [_answer(sent) for sent in sent_cells]
    if not grid.is_by_script(request):
        return HttpResponse("; ".join(f"{a.key} {a.outcome}" for a in answers))
    return grid.answer(answers, said="Đã lưu")


def _answer(sent: grid.SentCell) -> CellAnswer:
    read = grid.read_cell(sent, decimals=2)
    if isinstance(read, CellAnswer):
        return read
    if sent.text == "8" and sent.version < 5:
        return grid.changed(sent, "7,5", 5, by="Đoàn Quốc Bảo")
    SAVED[sent.key] = show_number(read)
    return grid.saved(sent, SAVED[sent.key], sent.version + 1)


@login_not_required
def forms(request: HttpRequest) -> HttpResponse:
    return _page(request, FORMS, {})


@login_not_required
def refuse(_request: HttpRequest) -> HttpResponse:
    raise RuleBroken("Lý do quá ngắn.", "Ghi ít nhất một câu.")


@login_not_required
def two_versions(request: HttpRequest) -> HttpResponse:
    if request.POST["version"] == "4":
        return HttpResponse(f"đã ghi {request.POST['name']}")
    raise Changed(
        "Chị Trâm đã sửa.",
        "So hai bản.",
        theirs=[("Tên", "Đồng khởi mới")],
        yours={"Tên": request.POST["name"]},
        version=4,
    )


def _page(
    request: HttpRequest, source: str, context: dict[str, object]
) -> HttpResponse:
    from django_cotton.compiler_regex import CottonCompiler

    compiled = CottonCompiler().process(source)
    return HttpResponse(
        engines["django"].from_string(compiled).render(context, request)
    )


urlpatterns = [
    path("luoi/", show_grid),
    path("luu/", save),
    path("don/", forms),
    path("tu-choi/", refuse),
    path("hai-ban/", two_versions),
    path("", include("thidua.config.urls")),
]
