"""Which format a client wants (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple


class Format(NamedTuple):
    """A format by its name in kng, the media type it is sent as, and others that mean it."""

    name: str
    media: str
    also: tuple[str, ...] = ()


SOLUTIONS: Final = (
    Format("json", "application/sparql-results+json", ("application/json",)),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
TRIPLES: Final = (
    Format("turtle", "text/turtle", ("application/x-turtle",)),
    Format("n-triples", "application/n-triples", ("text/plain",)),
    Format("rdf-xml", "application/rdf+xml", ("application/xml", "text/xml")),
    Format("json-ld", "application/ld+json", ("application/json",)),
    Format("trig", "application/trig"),
)
FORMS: Final[Mapping[str, Sequence[Format]]] = {
    "solutions": SOLUTIONS,
    "boolean": SOLUTIONS,
    "triples": TRIPLES,
}
HTML: Final = Format("html", "text/html", ("application/xhtml+xml",))


class _Range(NamedTuple):
    """A media range and how much it is wanted."""

    main: str
    sub: str
    quality: float

    def fit(self, form: Format) -> int:
        """How exactly it names a format; 0 where it does not."""
        named = f"{self.main}/{self.sub}"
        if named in (form.media, *form.also):
            return 3
        return {"*/*": 1, form.media.partition("/")[0] + "/*": 2}.get(named, 0)


def chosen(accept: str, formats: Sequence[Format]) -> Format | None:
    """The format that a client wants most, the first of those it wants as much; or none.

    >>> chosen("text/csv;q=0.5, application/*", SOLUTIONS).name
    'json'
    >>> chosen("image/png", SOLUTIONS) is None, chosen("", SOLUTIONS).name
    (True, 'json')
    """
    ranges = [*_ranges(accept)] or [_Range("*", "*", 1.0)]
    best = max(formats, key=lambda form: _quality(form, ranges))
    return best if _quality(best, ranges) > 0 else None


def _quality(form: Format, ranges: Sequence[_Range]) -> float:
    """The quality of the range that names the format most exactly."""
    fits = [(wanted.fit(form), wanted.quality) for wanted in ranges if wanted.fit(form)]
    return max(fits)[1] if fits else 0.0


def _ranges(accept: str) -> list[_Range]:
    found = []
    for entry in accept.split(","):
        media, *parameters = (part.strip() for part in entry.lower().split(";"))
        main, slash, sub = media.partition("/")
        if slash and main and sub:
            found.append(_Range(main, sub, _number(parameters)))
    return found


def _number(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
