"""What a template says to everybody alike is made once in a language, and kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.utils.translation import override

from thidua.kernel.ui.templatetags.kept import MOST, KeptNode


class Counted:
    """Words that know how often they were asked for."""

    def __init__(self) -> None:
        self.times = 0

    def __iter__(self) -> Iterator[str]:
        self.times += 1
        return iter(["một", "hai"])


def test_a_kept_piece_is_drawn_once_in_each_language() -> None:
    page = Template('{% kept %}{% translate "Theo dõi" %}{% endkept %}')

    with override("vi"):
        first = [page.render(Context()) for _time in range(2)]
    with override("en"):
        second = page.render(Context())

    assert first == ["Theo dõi", "Theo dõi"]
    assert second == "Monitoring"


def test_plain_words_follow_the_language_of_whoever_reads() -> None:
    page = Template('{% translate "Theo dõi" %} {% translate word %}')
    word = Context({"word": "Đơn vị"})

    with override("en"):
        english = page.render(word)
    with override("vi"):
        vietnamese = page.render(word)

    assert vietnamese == "Theo dõi Đơn vị"
    assert english.startswith("Monitoring ")


def test_words_kept_under_a_name_are_given_to_the_page() -> None:
    page = Template('{% translate "Theo dõi" as heading %}<h1>{{ heading }}</h1>')

    with override("en"):
        assert page.render(Context()) == "<h1>Monitoring</h1>"


def test_nothing_of_a_person_can_be_kept() -> None:
    page = Template("{% kept %}<b>{{ request.actor.name }}{{ name }}</b>{% endkept %}")

    first = page.render(Context({"name": "Trâm", "request": "somebody's"}))
    second = page.render(Context({"name": "Lan"}))

    assert first == second == "<b></b>"


def test_a_piece_is_kept_for_each_value_of_what_it_names() -> None:
    page = Template(
        "{% kept size %}{% for one in words %}x{% endfor %}{{ size }}"
        "{% endkept %}{% kept words %}{{ words|join:' ' }}{% endkept %}"
    )
    words = Counted()

    drawn = [page.render(Context({"size": size, "words": words})) for size in "aab"]

    assert drawn == ["amột hai", "amột hai", "bmột hai"]
    assert words.times == 1


def test_a_name_of_too_many_values_fills_no_memory() -> None:
    page = Template("{% kept number %}{{ number }}{% endkept %}")

    drawn = [page.render(Context({"number": n})) for n in range(2 * MOST)]

    assert drawn == [str(n) for n in range(2 * MOST)]
    kept = page.nodelist[0]
    assert isinstance(kept, KeptNode)
    assert len(kept.pieces) == MOST


@pytest.mark.parametrize("name", ["<b>", "'\""])
def test_what_is_named_is_escaped_like_anywhere(name: str) -> None:
    page = Template("{% kept name %}{{ name }}{% endkept %}")

    assert "<" not in page.render(Context({"name": name}))
    assert '"' not in page.render(Context({"name": name}))
