"""From a question to rows: the catalogue, parameters, names and the formats of an answer."""

from kng._questions.asking import ask, bound
from kng._questions.catalogue import (
    GROUPS,
    Column,
    Parameter,
    Question,
    Timed,
    View,
    plain_question,
)
from kng._questions.choices import choices
from kng._questions.evidence import stated_by
from kng._questions.explaining import explanation
from kng._questions.formats import FORMATS, listing, markdown_text, one_line, render
from kng._questions.labels import kinds, labels, readable, resolve, things
from kng._questions.reading import read_question

__all__ = [
    "FORMATS",
    "GROUPS",
    "Column",
    "Parameter",
    "Question",
    "Timed",
    "View",
    "ask",
    "bound",
    "choices",
    "explanation",
    "kinds",
    "labels",
    "listing",
    "markdown_text",
    "one_line",
    "plain_question",
    "read_question",
    "readable",
    "render",
    "resolve",
    "stated_by",
    "things",
]
