"""Small words for templates; they are built in, so no page loads them."""

from __future__ import annotations

import secrets

from django import template
from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django_cotton.templatetags import Attrs

from thidua.kernel.files import ACCEPT, heic_remedy, upload_limits
from thidua.kernel.ui import context
from thidua.kernel.ui.charts import cell_svg
from thidua.kernel.ui.drawing import drawn
from thidua.kernel.ui.fields import NO_FIELD, FieldView, view_of

register = template.Library()
register.filter(context.nouns)
register.filter(context.sizes)
register.filter(context.themes)
register.filter(context.languages)


@register.filter
def words(text: str) -> list[str]:
    """A list written in a template: `"one two"|words`."""
    return text.split()


@register.filter
def last_word(name: str) -> str:
    """A Vietnamese given name, which is the last word: “Trâm”."""
    return name.rsplit(maxsplit=1)[-1] if name.split() else name


@register.filter
def field_view(field: BoundField | str) -> FieldView:
    """What a component shows of a form's field; nothing where none is given."""
    return view_of(field) if isinstance(field, BoundField) else NO_FIELD


@register.filter
def same_text(key: object, chosen: object) -> bool:
    """Is this option the chosen one? Numbers and texts compare as texts."""
    several = chosen if isinstance(chosen, (list, tuple, set)) else [chosen]
    return str(key) in {str(one) for one in several}


@register.filter
def without_id(attrs: Attrs) -> SafeString:
    """The attributes of a component but its id, which stands elsewhere in it."""
    kept = {key: value for key, value in attrs.attrs_dict().items() if key != "id"}
    return SafeString(Attrs(kept))


@register.simple_tag
def root() -> str:
    """Where the addresses of this page begin: `/`, or the place of what is apart."""
    return get_script_prefix()


@register.simple_tag
def sheet(name: str) -> str:
    """The address of one of our style sheets."""
    return static(f"ui/css/{name}.css")


@register.simple_tag
def jar(expected: int, on_time: int, late: int) -> SafeString:
    """One cell of the legend of expected and received."""
    return cell_svg(expected, on_time, late)


@register.simple_tag
def upload_attrs(accept: str = ACCEPT) -> SafeString:
    """The attributes of a file's field by which the browser refuses before it sends."""
    kinds = gettext("Chỉ nhận: %(kinds)s") % {"kinds": upload_limits(accept)}
    most = gettext("Tệp quá lớn. %(kinds)s") % {"kinds": kinds}
    return drawn(
        'accept="{}" data-most="{}" data-too-large="{}" data-wrong-kind="{}"'
        ' data-heic="{}"',
        accept,
        settings.LARGEST_FILE,
        most,
        kinds,
        heic_remedy(),
    )


@register.simple_tag
def upload_says(accept: str = ACCEPT) -> str:
    """What may be sent, in words, beneath a file's field."""
    return upload_limits(accept)


@register.simple_tag
def once() -> SafeString:
    """A hidden field that makes a double click do a thing once; one in every form."""
    token = secrets.token_urlsafe(16)
    return drawn('<input type="hidden" name="once" value="{}">', token)
