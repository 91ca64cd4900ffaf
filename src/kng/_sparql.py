"""SPARQL text cut into tokens, so that nothing inside a string or a comment is taken for syntax."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kng._errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8})*>)
  | (?P<string>\"\"\"(?:\\.|"{0,2}[^"\\])*\"\"\" | '''(?:\\.|'{0,2}[^'\\])*'''
             | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*')
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:[^\W\d][\w.\-]*)?:(?:(?:[\w:%]|\\.)(?:[\w.\-:%]|\\.)*)? | [^\W\d][\w.\-]*)
  | (?P<other>\\.|[^\s])
    """,
    re.VERBOSE | re.DOTALL,
)
_REFUSED = {"SERVICE", "LOAD", "FROM", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY"}
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_FROM = "FROM"
_NO_CONSTRUCT = "expected CONSTRUCT { … } WHERE { … }"
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


class Token(NamedTuple):
    """A piece of the text with its kind and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without its comments.

    >>> [t.text for t in tokens('SELECT ?x { ?x a "SERVICE # no" } # end')]
    ['SELECT', '?x', '{', '?x', 'a', '"SERVICE # no"', '}']
    """
    return (token for token in _all_tokens(query) if token.kind != "comment")


def comments(query: str) -> Iterator[Token]:
    """The comments of a query, each with its sign.

    >>> [t.text for t in comments('ASK { ?x a "# no" } # yes')]
    ['# yes']
    """
    return (token for token in _all_tokens(query) if token.kind == "comment")


def _all_tokens(query: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(query):
        yield Token(match.lastgroup or "other", match.group(), match.start(), match.end())


def form(query: str) -> str:
    """The form of a query: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; nothing if none.

    >>> form("PREFIX select: <https://a.b/> ask { select:a ?p ?o }")
    'ASK'
    """
    words = (token.text.upper() for token in tokens(query) if token.kind == "name")
    return next((word for word in words if word in _FORMS), "")


def occurring(query: str, words: Collection[str]) -> set[str]:
    """Those of ``words`` (upper case) that an engine could read as keywords of the query.

    Oxigraph needs no space around a keyword: it reads ``SERVICEkng:x`` and ``1e1SERVICE`` too.
    So a word counts wherever a bare word or a prefix contains it.

    >>> sorted(occurring("ASK { kng:service <https://a.b/service> 'service' }", {"SERVICE"}))
    []
    >>> sorted(occurring("ASK { SERVICEkng:x {} }", {"SERVICE"}))
    ['SERVICE']
    """
    bare = [t.text.partition(":")[0].upper() for t in tokens(query) if t.kind == "name"]
    return {word for word in words if any(word in text for text in bare)}


def ambiguous(query: str) -> list[str]:
    """Addresses that could also be read as a comparison that is followed by a comment.

    ``1<2#>`` is such a one: what comes after it would be cut into tokens in two ways.

    >>> ambiguous("ASK { FILTER(1<2#>) } ASK { <#x> <https://a.b/#c> <urn:a> }")
    ['<2#>', '<#x>']
    """
    unclear = (t.text for t in tokens(query) if t.kind == "iri" and not _ABSOLUTE.match(t.text))
    return [text for text in unclear if "#" in text or ")" in text]


def declared(query: str, prefixes: Mapping[str, str]) -> str:
    """The query with the prefixes that it uses and does not declare, on its first line.

    >>> declared("ASK { a:b ?p ?o }", {"a": "https://a.b/", "c": "https://c.d/"})
    'PREFIX a: <https://a.b/> ASK { a:b ?p ?o }'
    """
    words = list(tokens(query))
    used = {
        word.text.partition(":")[0] for word in words if word.kind == "name" and ":" in word.text
    }
    said = {
        name.text.partition(":")[0]
        for keyword, name in pairwise(words)
        if keyword.text.upper() == "PREFIX"
    }
    missing = sorted((used - said) & prefixes.keys())
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in missing) + query


def refuse(query: str, *, dataset_allowed: bool = False) -> None:
    """Refuse what would write, reach the network or choose other graphs.

    With ``dataset_allowed`` a query may choose its graphs; which, is what `dataset` says.

    Raises:
        QueryError: names the words that are not allowed, or the addresses that are unclear.
    """
    wrong = sorted(occurring(query, _REFUSED - {_FROM} if dataset_allowed else _REFUSED))
    if wrong:
        raise QueryError(f"not allowed in a question: {', '.join(wrong)}; questions only read")
    unclear = ambiguous(query)
    if unclear:
        raise QueryError(f"unclear address: {', '.join(unclear)}; write it in full, with ://")


class Dataset(NamedTuple):
    """The graphs that a query is asked of: merged into the default graph, and by name."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def dataset(query: str) -> Dataset:
    """The graphs that a query chooses itself, with ``FROM`` and ``FROM NAMED``.

    >>> dataset("ASK FROM <https://a.b/c> FROM NAMED <https://a.b/d> { ?from a 'FROM <x:y>' }")
    Dataset(default=('https://a.b/c',), named=('https://a.b/d',))

    Raises:
        QueryError: what follows is no address in full, so that it is unclear which graph is meant.
    """
    found: dict[bool, list[str]] = {False: [], True: []}
    words = [*tokens(query), *[Token("other", "", 0, 0)] * 2]
    for at, word in enumerate(words):
        if word.kind == "name" and _FROM in word.text.partition(":")[0].upper():
            named = words[at + 1].text.upper() == "NAMED"
            graph = words[at + 2] if named else words[at + 1]
            if word.text.upper() != _FROM or not _ABSOLUTE.match(graph.text):
                raise QueryError("after FROM stands the address of a graph in full, as <https://…>")
            found[named].append(graph.text.strip("<>"))
    return Dataset(tuple(found[False]), tuple(found[True]))


def graphs_named(query: str, known: Sequence[str]) -> list[str]:
    """Which of the ``known`` graphs a query may reach: those whose full address follows ``GRAPH``.

    An engine that gets a long list of graphs looks through it at every step, so a query that
    names none gets none. Where ``GRAPH`` is followed by anything else, a variable or a prefixed
    name, it gets all.

    >>> graphs_named("ASK { GRAPH ?g { ?s ?p ?o } }", ["https://a.b/c", "https://a.b/d"])
    ['https://a.b/c', 'https://a.b/d']
    >>> graphs_named("ASK { GRAPH <https://a.b/c> { ?s ?p ?o } }", ["https://a.b/c", "x:d"])
    ['https://a.b/c']
    """
    words = [*tokens(query), Token("other", "", 0, 0)]
    mentioned: set[str] = set()
    for word, following in pairwise(words):
        if word.kind == "name" and "GRAPH" in word.text.partition(":")[0].upper():
            if word.text.upper() != "GRAPH" or not _ABSOLUTE.match(following.text):
                return list(known)
            mentioned.add(following.text.strip("<>"))
    return [name for name in known if name in mentioned]


class Construct(NamedTuple):
    """A CONSTRUCT query in its parts: prefixes, template, and the pattern with its braces."""

    prologue: str
    template: str
    pattern: str


def construct_parts(query: str) -> Construct:
    """The parts of a CONSTRUCT query.

    >>> construct_parts("PREFIX a: <https://a.b/> CONSTRUCT { ?x a a:B } WHERE { ?x a a:C }")
    Construct(prologue='PREFIX a: <https://a.b/> ', template=' ?x a a:B ', pattern='{ ?x a a:C }')

    Raises:
        QueryError: the query is no ``CONSTRUCT { … } WHERE { … }``.
    """
    words = list(tokens(query))
    at = next((n for n, word in enumerate(words) if word.text.upper() == "CONSTRUCT"), len(words))
    template = block(words, at + 1)
    where = template.stop + 1 if _text(words, template.stop).upper() == "WHERE" else template.stop
    pattern = block(words, where)
    if pattern.stop != len(words):
        rest = words[pattern.stop].text
        raise QueryError(f"{_NO_CONSTRUCT} and nothing after it, not '{rest}'")
    inside = query[words[template.start].end : words[template.stop - 1].start]
    whole = query[words[pattern.start].start : words[pattern.stop - 1].end]
    return Construct(query[: words[at].start], inside, whole)


def anonymous(template: str) -> bool:
    """Whether a template makes blank nodes.

    >>> anonymous("?a a:p [ a:q ?b ]"), anonymous("?a a:p _:b"), anonymous('?a a:p "[_:b]"')
    (True, True, False)
    """
    return any(t.text in ("[", "(") or t.text.startswith("_:") for t in tokens(template))


def block(words: Sequence[Token], start: int) -> range:
    """The tokens from the brace at ``start`` up to and with the one that closes it."""
    depth = 0
    for at in range(start, len(words)):
        depth += {"{": 1, "}": -1}.get(words[at].text, 0)
        if depth <= 0:
            break
    if _text(words, start) != "{" or depth != 0:
        raise QueryError(_NO_CONSTRUCT)
    return range(start, at + 1)


def _text(words: Sequence[Token], at: int) -> str:
    return words[at].text if at < len(words) else ""


def depth(query: str) -> int:
    """How deep a query nests brackets and signs that apply to what follows them.

    >>> depth("ASK { FILTER(!!(1 = 1)) } # ((("), depth("ASK { }")
    (4, 1)
    """
    found = deepest = run = 0
    for token in tokens(query):
        run = run + 1 if token.text in ("!", "+", "-", "^") else 0
        if token.text in ("(", "[", "{"):
            found += 1
        elif token.text in (")", "]", "}"):
            found = max(found - 1, 0)
        deepest = max(deepest, found + run)
    return deepest
