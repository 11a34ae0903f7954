"""What the floors below say went wrong, in the language of the screen.

They write whole sentences in English, some with a number or a name put into them. A sentence that is in the catalogue
as it stands is looked up; one that was put together is recognised by its pattern (`This file has more than {0} pages`),
and what was put in is put in again. What nobody translated stays English: better than nothing.
"""

import re
from dataclasses import replace
from functools import cache

from PySide6.QtCore import QCoreApplication

from app.domain.errors import Problem
from app.ui.language import ENGLISH, spoken
from app.ui.resources import resource

CONTEXT = "problems"
PATTERNS_FILE = "translations/problem_patterns.txt"
"""The sentences with something put into them, one a line; `packaging/translations.py` writes it."""
_PLACE = re.compile(r"\\\{(\d)\\\}")


def in_words(problem: Problem) -> Problem:
    """The same problem as the person at the screen reads it; what stands behind "Details" is for support, as it is."""
    if spoken() == ENGLISH:
        return problem
    return replace(problem, title=said(problem.title), advice=said(problem.advice))


def said(sentence: str) -> str:
    """A sentence or a name that was written below, in the language of the screen."""
    if spoken() == ENGLISH or not sentence:
        return sentence
    words = QCoreApplication.translate(CONTEXT, sentence)
    if words != sentence:
        return words
    for pattern, shape in _patterns():
        filled = shape.fullmatch(sentence)
        if filled is not None:
            return QCoreApplication.translate(CONTEXT, pattern).format(*filled.groups())
    return sentence


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = resource(PATTERNS_FILE).read_text(encoding="utf-8").splitlines()
    return tuple((line, re.compile(_PLACE.sub("(.+?)", re.escape(line)), re.DOTALL)) for line in lines)
