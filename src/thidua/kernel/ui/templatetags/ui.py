"""Small words for templates; they are built in, so no page loads them."""

from __future__ import annotations

import secrets

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def words(text: str) -> list[str]:
    """A list written in a template: `"one two"|words`."""
    return text.split()


@register.filter
def last_word(name: str) -> str:
    """A Vietnamese given name, which is the last word: “Trâm”."""
    return name.split()[-1] if name.split() else name


@register.simple_tag
def sheet(name: str) -> str:
    """The address of one of our style sheets."""
    return static(f"ui/css/{name}.css")


@register.simple_tag
def once() -> SafeString:
    """A hidden field that makes a double click do a thing once; one in every form."""
    token = secrets.token_urlsafe(16)
    return format_html('<input type="hidden" name="once" value="{}">', token)
