"""Sentences remember how they were made and are said again in another language."""

from __future__ import annotations

import copy
import json

import pytest
from django.utils.translation import override

from thidua.kernel.numbers import Unreadable, read_number
from thidua.kernel.sentences import Sentence, joined, keeping, say, sentence


def in_english(text: str) -> str:
    """The same, kept as JSON and said to somebody who reads English."""
    kept = json.loads(json.dumps(keeping(text)))
    with override("en"):
        return say(kept)


def test_a_message_and_what_is_put_into_it_are_kept() -> None:
    text = sentence("Lặp lại dòng %s.") % 7

    assert text == "Lặp lại dòng 7."
    assert in_english(text) == "Repeats row 7."
    assert say(text.kept) == text


def test_what_is_put_in_may_be_a_sentence_itself() -> None:
    text = sentence("Dòng không ghi %s.") % sentence("Đơn vị").lower()

    assert text == "Dòng không ghi đơn vị."
    assert in_english(text) == "The row does not say which unit."


def test_sentences_stay_sentences_beside_each_other() -> None:
    first, second = sentence("Dòng nhóm."), sentence("Dòng ẩn.")

    assert in_english(joined(" ", (first, "", second))) == "A group row. A hidden row."
    assert in_english(first + " " + second) == "A group row. A hidden row."
    assert in_english("! " + second) == "! A hidden row."


def test_other_text_is_said_as_it_is() -> None:
    assert in_english("Xã Châu Bình") == "Xã Châu Bình"
    assert in_english(sentence("Dòng nhóm.")[:4]) == "Dòng"
    assert say("50 % of it") == "50 % of it"


def test_a_sentence_is_text_wherever_text_is_wanted() -> None:
    text = sentence("Dòng nhóm.")

    assert json.dumps({"a": text}, ensure_ascii=False) == '{"a": "Dòng nhóm."}'
    assert copy.deepcopy(text).kept == text.kept
    assert isinstance(text, str)
    assert hash(text) == hash("Dòng nhóm.")


def test_what_is_wrong_with_a_number_can_be_said_in_either_language() -> None:
    with pytest.raises(Unreadable) as fault:
        read_number("#DIV/0!")

    assert isinstance(fault.value.reason, Sentence)
    assert in_english(fault.value.reason).startswith("“#DIV/0!” is ")
