"""One HTML page out of the template, the style and what is to be told; it has no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kng._markup import printable, style_policy, template
from kng._namespaces import NS, PREFIXES
from kng._pages._code import code, prose, without_head
from kng._pages._diagram import Picture
from kng._pages._facts import short
from kng._pages._model import Alignment, Metadata, OntologyContent, Scheme, Term
from kng._pages._plan import plan
from kng._pages._words import WORDS
from kng._questions import GROUPS, Question
from kng._values import Bilingual

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_HERE = Path(__file__).parent
_SECTIONS = ("class", "object", "datatype", "annotation", "datatype-class", "individual")
_HEADINGS = {"class": "classes", "datatype-class": "individual"}
_LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "http://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
}


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands on a page, in both languages."""

    content: OntologyContent
    metadata: Metadata
    terms: Sequence[Term]
    foreign: Sequence[Term]
    schemes: Sequence[Scheme]
    alignments: Sequence[Alignment]
    pictures: Sequence[Picture]
    numbered: Sequence[tuple[int, Question]]
    names: Mapping[str, Bilingual]
    concluded: Mapping[str, Sequence[str]]
    files: Sequence[str]

    def called(self, address: str, language: str) -> str:
        """The label of a term, or its prefixed name where it has none."""
        label = self.names.get(address, Bilingual("", ""))
        return label.in_language(language) or short(address)


def html(page: Page) -> dict[str, bytes]:
    """The page in ``sv`` and in ``en``, as UTF-8."""
    page_template = template(_read("page.html.j2"))
    return {language: _rendered(page_template, page, language) for language in ("sv", "en")}


def _rendered(template: Template, page: Page, language: str) -> bytes:
    from markupsafe import Markup

    style = _read("pages.css")
    text = template.render(
        page=page,
        language=language,
        other="en" if language == "sv" else "sv",
        t={key: words.in_language(language) for key, words in WORDS.items()},
        r=_Reader(page, language),
        plans=[plan(picture, page.names, language) for picture in page.pictures],
        policy=style_policy(style),
        style=Markup(style),
        sections=_sections(page.terms, language),
        alignments=sorted(page.alignments, key=lambda a: _collated(page.called(a.term, language))),
        groups=_groups(page.numbered, language),
    )
    return printable(text).encode()


class _Reader:
    """What the template asks for: words in the page's language, links and marked code."""

    def __init__(self, page: Page, language: str) -> None:
        self._page = page
        self._language = language
        self._known = frozenset(term.name for term in page.terms)
        self._titles = {question.name: question.question for _, question in page.numbered}
        self._numbers = {question.name: number for number, question in page.numbered}
        self._links: dict[str, Markup] = {}
        self._rules = {rule.name: rule.title for rule in page.content.rules}

    def w(self, words: Bilingual) -> Markup:
        """Words in the page's language; where only the other has any, marked as such."""
        from markupsafe import Markup, escape

        own, other = (words.sv, words.en) if self._language == "sv" else (words.en, words.sv)
        if own or not other:
            return escape(own)
        strange = "en" if self._language == "sv" else "sv"
        return Markup('<span lang="{}">{}</span>').format(strange, other)

    def link(self, address: str) -> Markup:
        """A term as a link to where it is explained: on this page, else at its own address."""
        if address not in self._links:
            self._links[address] = self._link(address)
        return self._links[address]

    def _link(self, address: str) -> Markup:
        from markupsafe import Markup, escape

        label, prefixed = self.w(self._page.names.get(address, Bilingual("", ""))), short(address)
        name = address.removeprefix(NS)
        if name != address and name in self._known:
            anchor = Markup('<a href="#{}" title="{}">{}</a>')
            return anchor.format(name, prefixed, label or prefixed)
        if not self.web(address):
            return escape(label or prefixed)
        text = Markup("{} <code>{}</code>" if label else "{}<code>{}</code>")
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(
            address, text.format(label, prefixed)
        )

    def code(self, text: str) -> Markup:
        return code(text, self._known)

    def prose(self, words: Bilingual) -> Markup:
        return prose(words.in_language(self._language), self._known)

    def query(self, text: str) -> Markup:
        return code(without_head(text), self._known)

    def short(self, address: str) -> str:
        return short(address)

    def question(self, name: str) -> Bilingual:
        return self._titles[name]

    def number(self, name: str) -> int:
        return self._numbers[name]

    def rule(self, name: str) -> Bilingual:
        return self._rules[name]

    def licence(self) -> str:
        return _LICENCES.get(self._page.metadata.licence, self._page.metadata.licence)

    def web(self, address: str) -> bool:
        return address.startswith(("https://", "http://"))

    def own(self, name: str) -> bool:
        return name.removeprefix("kng:") in self._known

    def address(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return PREFIXES.get(prefix, "") + local

    def target(self, address: str) -> str:
        """Where a click in the picture leads: to the term on this page, else to its address."""
        name = address.removeprefix(NS)
        return f"#{name}" if name in self._known else address if self.web(address) else "#"


def numbered(questions: Sequence[Question]) -> list[tuple[int, Question]]:
    """The questions by group and name, numbered from one."""
    return list(enumerate(sorted(questions, key=lambda q: (q.group, q.name)), 1))


def group_title(group: str) -> Bilingual:
    """The heading of a group of questions."""
    return GROUPS.get(group, Bilingual(group, group))


def _groups(
    questions: Sequence[tuple[int, Question]], language: str
) -> list[tuple[str, list[tuple[int, Question]]]]:
    found: dict[str, list[tuple[int, Question]]] = {}
    for number, question in questions:
        title = group_title(question.group).in_language(language)
        found.setdefault(title, []).append((number, question))
    return list(found.items())


def _sections(terms: Sequence[Term], language: str) -> list[tuple[str, str, list[Term]]]:
    """The terms by kind, in the order of their labels."""
    found = []
    for kind in _SECTIONS:
        own = [term for term in terms if term.kind == kind]
        own.sort(key=lambda term: (_collated(term.label.in_language(language)), term.name))
        if own:
            found.append((kind, _HEADINGS.get(kind, kind), own))
    return found


def _collated(text: str) -> str:
    """A key that sorts å, ä and ö last and in that order, as Swedish does."""
    return text.casefold().translate({ord("å"): "{", ord("ä"): "|", ord("ö"): "}"})


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
