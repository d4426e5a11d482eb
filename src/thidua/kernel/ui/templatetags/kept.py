"""What a template says to everybody alike is made once in a language, then kept.

`{% translate "Lưu" %}` of plain words is looked up once instead of for every page.
`{% kept %}…{% endkept %}` keeps a whole piece. It is drawn apart from the page: nothing
of the page can be seen inside, so nothing of a person can be kept. What a piece does
depend on is named, and has few values: `{% kept theme size %}`.
"""

from __future__ import annotations

from typing import Any, cast

from django import template
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Parser,
    Template,
    Token,
)
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 100
"""Pieces of one place that are kept; more of them would be no few values."""


class KeptNode(Node):
    """Keeps what its nodes draw, by language, root and the values that it names."""

    def __init__(self, nodelist: NodeList, named: dict[str, FilterExpression]) -> None:
        self.nodelist, self.named = nodelist, named
        self.pieces: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.named.items()}
        key = (get_language(), get_script_prefix(), *values.values())
        piece = self.pieces.get(key)
        if piece is None:
            apart = Context(values)
            with apart.bind_template(cast("Template", context.template)):
                piece = self.nodelist.render(apart)
            if len(self.pieces) < MOST:
                self.pieces[key] = piece
        return piece


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """`{% kept %}…{% endkept %}`, or with what it depends on: `{% kept theme %}`."""
    named = {name: parser.compile_filter(name) for name in token.split_contents()[1:]}
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, named)


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django's `{% translate %}`; the words of a plain one are kept."""
    node: TranslateNode = do_translate(parser, token)
    return KeptNode(NodeList([node]), {}) if _is_plain(token) else node


def _is_plain(token: Token) -> bool:
    """Is it a tag of one literal text: no variable, no filter, no context?"""
    words = token.split_contents()[1:]
    return len(words) == 1 and words[0][0] in "\"'" and words[0][-1] == words[0][0]
