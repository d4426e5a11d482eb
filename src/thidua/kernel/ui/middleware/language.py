"""The language of the screen: the one the reader chose, else Vietnamese.

Not the browser's: many offices run an English Windows and work in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from thidua.kernel.ui.preferences import LANGUAGE


class ChosenLanguage:
    """Activates the language of the cookie for this request and names it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = LANGUAGE.chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            answer = self.get_response(request)
        answer.headers.setdefault("Content-Language", language)
        return answer
