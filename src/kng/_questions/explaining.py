"""A question explained: its words, its parameters, the text as it was asked, and of what."""

from __future__ import annotations

from kng._dates import ALL_TIME, Window
from kng._heads import MARK
from kng._questions.binding import default
from kng._questions.catalogue import Question
from kng._values import Bilingual

_WORDS = {
    "parameters": Bilingual("parametrar", "parameters"),
    "columns": Bilingual("kolumner", "columns"),
    "time": Bilingual("tid", "time"),
    "engine": Bilingual("motor", "engine"),
    "answer": Bilingual("svar", "answer"),
    "rows": Bilingual("rader", "rows"),
    "query": Bilingual("fråga som ställdes", "query as it was asked"),
    "all": Bilingual("all tid", "all time"),
    "never": Bilingual("frågan har ingen tid", "the question has no time"),
    "certain": Bilingual("säkert", "certain"),
    "possible": Bilingual("möjligen", "possible"),
    "event": Bilingual("händelse", "event"),
    "lasting": Bilingual("varar", "lasts"),
}


def explanation(
    question: Question,
    asked: str,
    engine: str,
    window: Window,
    seconds: float,
    rows: int,
    language: str,
) -> str:
    """The question in words, its parameters and columns, its time, the engine, how long it took,
    and the text as it was asked."""
    words = {name: both.in_language(language) for name, both in _WORDS.items()}
    lines = [question.title.in_language(language), question.question.in_language(language)]
    if question.parameters:
        lines.append(f"{words['parameters']}:")
        lines += [
            f"  {p.name} ({p.type}) = {default(asked, p.name)}  {p.label.in_language(language)}"
            for p in question.parameters
        ]
    if question.columns:
        lines.append(f"{words['columns']}:")
        lines += [
            f"  {c.name}  {c.label.in_language(language)}{f' [{c.unit}]' if c.unit else ''}"
            for c in question.columns
        ]
    lines += [
        f"{words['time']}: {_time(question, window, words)}",
        f"{words['engine']}: {engine}",
        f"{words['answer']}: {rows} {words['rows']}, {seconds:.3f} s",
        f"{words['query']}:",
        *(line for line in asked.splitlines() if not line.startswith(MARK)),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _time(question: Question, window: Window, words: dict[str, str]) -> str:
    if not question.times:
        return words["never"]
    of = ", ".join(
        f"?{time.variable} ({words['event' if time.event else 'lasting']})"
        for time in question.times
    )
    if window == ALL_TIME:
        return f"{words['all']}; {of}"
    return f"{window.interval()}, {words['possible' if window.possible else 'certain']}; {of}"
