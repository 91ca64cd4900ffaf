"""From a question to rows: the catalogue, parameters, names and the formats of an answer."""

from kng._questions.catalogue import (
    Column,
    Parameter,
    Question,
    ask,
    filled_in,
    plain_question,
    read_question,
)
from kng._questions.evidence import stated_by
from kng._questions.formats import FORMATS, listing, markdown_text, one_line, render
from kng._questions.labels import kinds, labels, readable, resolve, things

__all__ = [
    "FORMATS",
    "Column",
    "Parameter",
    "Question",
    "ask",
    "filled_in",
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
