"""From the triples of a shapes file to shapes; whatever is not understood is a fault."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence

import pyoxigraph as ox

from kng._check._shapes import (
    CONCLUDED,
    EACH_SOURCE,
    MERGED,
    OWL,
    RDF,
    RDFS,
    SH,
    SHAPES,
    Constraint,
    Path,
    Shape,
    Target,
    Term,
    local,
    short,
)
from kng._check._sparql import EXPRESSIONS, NODE_KINDS, SPARQL_CONSTRAINT
from kng._errors import Fault, FaultsFound, QueryError
from kng._namespaces import PREFIXES
from kng._store import Object, Store, Triple
from kng._values import XSD, Bilingual

_SCOPE = SHAPES + "scope"
_SCOPES: dict[Object, str] = {
    ox.NamedNode(SHAPES + name): name for name in (EACH_SOURCE, CONCLUDED)
}
_A = RDF + "type"
_TARGETS = {
    SH + "targetClass": "class",
    SH + "targetNode": "node",
    SH + "targetObjectsOf": "objects",
    SH + "targetSubjectsOf": "subjects",
}
_REMARKS = {
    *(SH + name for name in ("name", "description", "order", "group")),
    *(RDFS + name for name in ("label", "comment", "isDefinedBy", "seeAlso")),
}
_SEVERITIES = {SH + "Violation": "violation", SH + "Warning": "warning", SH + "Info": "info"}
_MODIFIERS = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}
_QUALIFIED = ("qualifiedMinCount", "qualifiedMaxCount")
_PARAMETERS = frozenset(EXPRESSIONS) | {
    *("hasValue", "maxCount", "minCount", "sparql", "uniqueLang", "flags"),
    *("qualifiedValueShape", *_QUALIFIED),
}
_ONLY_WITH_PATH = {"maxCount", "minCount", "uniqueLang", "qualifiedValueShape", *_QUALIFIED}
_INTEGERS = {XSD + "integer", XSD + "nonNegativeInteger", XSD + "int", XSD + "long"}


def read_shapes(triples: Sequence[Triple], where: str) -> tuple[Shape, ...]:
    """The shapes of a file, sorted by name.

    Raises:
        FaultsFound: something in it is wrong, or is SHACL that is not supported; all of it.
    """
    reader = _Reader(triples, where)
    shapes = reader.shapes()
    if reader.faults:
        raise FaultsFound(sorted(set(reader.faults)))
    return tuple(sorted(shapes, key=lambda s: (s.name, s.targets, str(s.constraints))))


class _Wrong(Exception):
    """What is wrong with one statement, in Swedish and English."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.sv, self.en = sv, en


class _Reader:
    def __init__(self, triples: Sequence[Triple], where: str) -> None:
        self.where = where
        self.faults: list[Fault] = []
        self._about: dict[Object, dict[str, list[Object]]] = {}
        for triple in triples:
            about = self._about.setdefault(triple.subject, {})
            about.setdefault(triple.predicate.value, []).append(triple.object)
        for about in self._about.values():
            for objects in about.values():
                objects.sort(key=str)
        self._used: set[Object] = set()
        self._reading: list[Object] = []

    # ---- the file

    def shapes(self) -> list[Shape]:
        found: list[Shape] = []
        for node in sorted(self._about, key=str):
            if any(target in self._about[node] for target in _TARGETS):
                found += self._targeted(node)
        for node in sorted(set(self._about) - self._used, key=str):
            if not self._is_header(node):
                self._fault(node, "används inte av någon form", "is used by no shape")
        return found

    def _is_header(self, node: Object) -> bool:
        """Whether it is the vocabulary's own description: a header, a prefix, a scope."""
        types = {term.value for term in self._objects(node, _A) if isinstance(term, ox.NamedNode)}
        declared = any(node in about.get(SH + "declare", []) for about in self._about.values())
        return declared or any(t.startswith((OWL, SHAPES)) or t == RDF + "Property" for t in types)

    def _targeted(self, node: Object) -> list[Shape]:
        targets = tuple(self._targets(node))
        scope = self._scope(node)
        found = []
        if self._objects(node, SH + "path"):
            own = self._property_shape(node, targets, scope)
        else:
            own = self._shape(node, targets, None, scope)
        if own and own.constraints:
            found.append(own)
        for inner in self._objects(node, SH + "property"):
            shape = self._property_shape(inner, targets, scope)
            if shape:
                found.append(shape)
        return [] if self._deactivated(node) else found

    def _targets(self, node: Object) -> Iterable[Target]:
        for predicate, kind in sorted(_TARGETS.items()):
            for term in self._objects(node, predicate):
                if isinstance(term, ox.NamedNode):
                    yield Target(kind, term.value)
                else:
                    self._fault(
                        node,
                        f"sh:{local(predicate)} ska vara en adress, inte {term}",
                        f"sh:{local(predicate)} must be an address, not {term}",
                    )

    def _scope(self, node: Object) -> str:
        scopes = self._objects(node, _SCOPE)
        if len(scopes) > 1 or any(term not in _SCOPES for term in scopes):
            known = " or ".join(f"kng-shape:{name}" for name in _SCOPES.values())
            self._fault(
                node,
                f"kng-shape:scope kan bara vara {known.replace(' or ', ' eller ')}",
                f"kng-shape:scope can only be {known}",
            )
        return next((_SCOPES[term] for term in scopes if term in _SCOPES), MERGED)

    # ---- one shape

    def _property_shape(
        self, node: Object, targets: tuple[Target, ...], scope: str
    ) -> Shape | None:
        paths = self._objects(node, SH + "path")
        if len(paths) != 1:
            self._used.add(node)
            self._fault(
                node,
                f"ska ha precis en sh:path, har {len(paths)}",
                f"must have exactly one sh:path, has {len(paths)}",
            )
            return None
        try:
            path = self._path(paths[0])
        except _Wrong as wrong:
            self._fault(node, wrong.sv, wrong.en)
            return None
        known = len(self.faults)
        shape = self._shape(node, targets, path, scope)
        if shape and not shape.constraints and known == len(self.faults):
            self._fault(node, "kräver ingenting", "demands nothing")
        return None if self._deactivated(node) else shape

    def _shape(
        self, node: Object, targets: tuple[Target, ...], path: Path | None, scope: str
    ) -> Shape | None:
        self._used.add(node)
        if not isinstance(node, ox.NamedNode):
            self._fault(node, "formen ska ha en adress", "the shape must have an address")
            return None
        constraints = self._constraints(node, path is not None)
        message = self._message(node, constraints)
        return Shape(
            node.value,
            targets,
            path,
            constraints,
            message,
            self._severity(node),
            scope,
            self.where,
        )

    def _message(self, node: Object, constraints: tuple[Constraint, ...]) -> Bilingual:
        holders = [node, *self._objects(node, SH + "sparql")]
        texts = {
            term.language: term.value
            for holder in reversed(holders)
            for term in self._objects(holder, SH + "message")
            if isinstance(term, ox.Literal)
        }
        for language in ("sv", "en"):
            if constraints and language not in texts:
                self._fault(
                    node, f"saknar sh:message @{language}", f"has no sh:message @{language}"
                )
        return Bilingual(texts.get("sv", ""), texts.get("en", ""))

    def _severity(self, node: Object) -> str:
        given = self._objects(node, SH + "severity") or [ox.NamedNode(SH + "Violation")]
        address = given[0].value if isinstance(given[0], ox.NamedNode) else ""
        if len(given) > 1 or address not in _SEVERITIES:
            self._fault(
                node,
                "sh:severity ska vara sh:Violation, sh:Warning eller sh:Info",
                "sh:severity must be sh:Violation, sh:Warning or sh:Info",
            )
        return _SEVERITIES.get(address, "violation")

    def _deactivated(self, node: Object) -> bool:
        given = self._objects(node, SH + "deactivated")
        return any(isinstance(term, ox.Literal) and term.value == "true" for term in given)

    # ---- constraints

    def _constraints(self, node: Object, has_path: bool) -> tuple[Constraint, ...]:
        found: list[Constraint] = []
        for predicate in sorted(self._about.get(node, {})):
            if predicate in _REMARKS or predicate in _TARGETS or self._is_frame(predicate):
                continue
            name = predicate.removeprefix(SH)
            try:
                if name not in _PARAMETERS:
                    raise self._unsupported(predicate)
                if name in _ONLY_WITH_PATH and not has_path:
                    raise _Wrong(f"sh:{name} kräver sh:path", f"sh:{name} needs sh:path")
                if name == "sparql" and has_path:
                    raise _Wrong(
                        "sh:sparql stöds bara utan sh:path",
                        "sh:sparql is supported only without sh:path",
                    )
                found += self._read(node, name)
            except _Wrong as wrong:
                self._fault(node, wrong.sv, wrong.en)
        return tuple(found)

    def _is_frame(self, predicate: str) -> bool:
        frame = {"path", "property", "message", "severity", "deactivated"}
        return predicate in (_A, _SCOPE) or predicate.removeprefix(SH) in frame

    def _unsupported(self, predicate: str) -> _Wrong:
        name = short(predicate)
        known = [f"sh:{each}" for each in sorted(_PARAMETERS)]
        near = difflib.get_close_matches(name, known, n=1)
        hint_sv = f"; menade du {near[0]}?" if near else ""
        hint_en = f"; did you mean {near[0]}?" if near else ""
        return _Wrong(
            f"{name} stöds inte{hint_sv}; det som stöds är {', '.join(known)}",
            f"{name} is not supported{hint_en}; supported are {', '.join(known)}",
        )

    def _read(self, node: Object, name: str) -> list[Constraint]:
        objects = self._objects(node, SH + name)
        if name in ("flags", "qualifiedValueShape"):
            return self._companion(node, name)
        if name in _REPEATABLE:
            return [self._one(node, name, term) for term in objects]
        if len(objects) != 1:
            raise _Wrong(f"sh:{name} ska stå en gång", f"sh:{name} must stand once")
        found = self._one(node, name, objects[0])
        return [found] if found.number or name not in _SWITCHED_OFF_BY_ZERO else []

    def _companion(self, node: Object, name: str) -> list[Constraint]:
        """A parameter that says something only beside another one: is that one there?"""
        needed = ("pattern",) if name == "flags" else _QUALIFIED
        if any(self._objects(node, SH + each) for each in needed):
            return []
        names = ", ".join(f"sh:{each}" for each in needed)
        raise _Wrong(f"sh:{name} utan {names}", f"sh:{name} without {names}")

    def _one(self, node: Object, name: str, term: Object) -> Constraint:
        if name in EXPRESSIONS and name in _LOGICAL:
            return Constraint(name, members=self._inner_shapes(name, term))
        if name in _QUALIFIED:
            shapes = self._objects(node, SH + "qualifiedValueShape")
            if len(shapes) != 1:
                raise _Wrong(
                    f"sh:{name} ska ha precis en sh:qualifiedValueShape",
                    f"sh:{name} must have exactly one sh:qualifiedValueShape",
                )
            inner = self._inner(shapes[0])
            return Constraint(name, number=_count(name, term), members=(inner,))
        if name in ("in", "languageIn"):
            return Constraint(name, terms=tuple(_term(name, each) for each in self._list(term)))
        if name == "pattern":
            return self._pattern(node, term)
        if name == "sparql":
            return self._sparql(term)
        return _SIMPLE[name](name, term)

    def _inner_shapes(self, name: str, term: Object) -> tuple[tuple[Constraint, ...], ...]:
        shapes = [term] if name in ("node", "not") else self._list(term)
        return tuple(self._inner(each) for each in shapes)

    def _inner(self, node: Object) -> tuple[Constraint, ...]:
        """What an inner shape demands of one value; it may look at nothing else."""
        if node not in self._about:
            raise _Wrong(f"formen {_name(node)} finns inte", f"there is no shape {_name(node)}")
        if node in self._reading:
            raise _Wrong(
                f"formen {_name(node)} hänvisar till sig själv",
                f"the shape {_name(node)} refers to itself",
            )
        self._used.add(node)
        self._reading.append(node)
        found = self._constraints(node, has_path=False)
        self._reading.pop()
        about = self._about[node]
        outside = [c.component for c in found if c.component not in EXPRESSIONS]
        outside += [name for name in ("path", "property") if SH + name in about]
        if outside or not found:
            said = ", ".join(f"sh:{name}" for name in outside) or "–"
            raise _Wrong(
                f"inre formen {_name(node)} ska ställa krav på värdet självt, har {said}",
                f"the inner shape {_name(node)} must make demands on the value itself, has {said}",
            )
        return found

    def _pattern(self, node: Object, term: Object) -> Constraint:
        given = self._objects(node, SH + "flags")
        flags = given[0].value if given and isinstance(given[0], ox.Literal) else ""
        pattern = _literal("pattern", term)
        probe = f"SELECT (REGEX('', {pattern}, {ox.Literal(flags)}) AS ?match) {{}}"
        if Store().select(probe).cells[0][0] is None:
            raise _Wrong(
                f"sh:pattern {pattern} är inget reguljärt uttryck som SPARQL förstår",
                f"sh:pattern {pattern} is no regular expression that SPARQL understands",
            )
        return Constraint("pattern", terms=(pattern,), text=flags)

    def _sparql(self, node: Object) -> Constraint:
        self._used.add(node)
        selects = self._objects(node, SH + "select")
        text = selects[0].value if selects and isinstance(selects[0], ox.Literal) else ""
        extra = set(self._about.get(node, {})) - _REMARKS - {_A}
        extra -= {SH + name for name in ("select", "message", "prefixes")}
        parts = SPARQL_CONSTRAINT.fullmatch(text)
        names = {n.strip("$?") for n in parts["variables"].split()} if parts else set()
        if parts is None or len(selects) > 1 or extra or "this" not in names:
            raise _Wrong(
                f"{_name(node)}: sh:sparql stöds i formen SELECT $this ?value WHERE {{ … }}, "
                "utan något därefter",
                f"{_name(node)}: sh:sparql is supported as SELECT $this ?value WHERE {{ … }}, "
                "with nothing after it",
            )
        if names - {"this", "value"}:
            raise _Wrong(
                f"{_name(node)}: bara $this och ?value kan väljas",
                f"{_name(node)}: only $this and ?value can be selected",
            )
        self._check_prefixes(node)
        try:
            Store().select(text)
        except QueryError as error:
            raise _Wrong(f"{_name(node)}: {error}", f"{_name(node)}: {error}") from error
        return Constraint("sparql", text=text)

    def _check_prefixes(self, node: Object) -> None:
        """The store reads every query with its own prefixes: the declared ones must agree."""
        declared = {
            (self._text(declaration, "prefix"), self._text(declaration, "namespace"))
            for holder in self._objects(node, SH + "prefixes")
            for declaration in self._objects(holder, SH + "declare")
        }
        for prefix, namespace in sorted(declared):
            if PREFIXES.get(prefix) != namespace:
                raise _Wrong(
                    f"{_name(node)}: prefixet {prefix}: ska stå för {PREFIXES.get(prefix)}",
                    f"{_name(node)}: the prefix {prefix}: must stand for {PREFIXES.get(prefix)}",
                )

    # ---- paths and lists

    def _path(self, node: Object) -> Path:
        if isinstance(node, ox.NamedNode):
            return Path(f"<{node.value}>", frozenset({node.value}), frozenset({node.value}))
        self._used.add(node)
        about = self._about.get(node, {})
        if RDF + "first" in about:
            return _join([self._path(each) for each in self._list(node)], "/")
        for name, write in _PATHS.items():
            if set(about) - {_A} == {SH + name}:
                return write(self, about[SH + name][0])
        raise _Wrong(
            f"sh:path {_name(node)} är ingen väg som stöds",
            f"sh:path {_name(node)} is no path that is supported",
        )

    def _list(self, node: Object) -> list[Object]:
        members: list[Object] = []
        while node != ox.NamedNode(RDF + "nil"):
            self._used.add(node)
            first, rest = self._objects(node, RDF + "first"), self._objects(node, RDF + "rest")
            if len(first) != 1 or len(rest) != 1 or len(members) > len(self._about):
                raise _Wrong("en lista är trasig", "a list is broken")
            members.append(first[0])
            node = rest[0]
        return members

    # ---- looking up, and saying

    def _objects(self, node: Object, predicate: str) -> list[Object]:
        return self._about.get(node, {}).get(predicate, [])

    def _text(self, node: Object, name: str) -> str:
        self._used.add(node)
        return next((t.value for t in self._objects(node, SH + name) if hasattr(t, "value")), "")

    def _fault(self, node: Object, sv: str, en: str) -> None:
        name = _name(node)
        self.faults.append(Fault(self.where, "shape", f"{name}: {sv}", f"{name}: {en}"))


def _join(paths: Sequence[Path], operator: str) -> Path:
    direct: frozenset[str] = frozenset()
    if operator == "|" and all(path.direct for path in paths):
        direct = frozenset().union(*(path.direct for path in paths))
    terms: frozenset[str] = frozenset().union(*(path.terms for path in paths))
    return Path(f"({operator.join(path.sparql for path in paths)})", direct, terms)


def _inverse(reader: _Reader, node: Object) -> Path:
    path = reader._path(node)
    return Path(f"^{path.sparql}", frozenset(), path.terms)


def _alternative(reader: _Reader, node: Object) -> Path:
    return _join([reader._path(each) for each in reader._list(node)], "|")


def _repeated(sign: str) -> Callable[[_Reader, Object], Path]:
    def write(reader: _Reader, node: Object) -> Path:
        path = reader._path(node)
        return Path(f"({path.sparql}){sign}", frozenset(), path.terms)

    return write


_PATHS: dict[str, Callable[[_Reader, Object], Path]] = {
    "alternativePath": _alternative,
    "inversePath": _inverse,
    **{name: _repeated(sign) for sign, name in _MODIFIERS.items()},
}


# ---- parameters


def _name(node: Object) -> str:
    return short(node.value) if isinstance(node, ox.NamedNode) else "_:"


def _term(name: str, term: Object) -> Term:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term
    raise _Wrong(
        f"sh:{name} ska vara en adress eller ett värde",
        f"sh:{name} must be an address or a literal",
    )


def _literal(name: str, term: Object) -> ox.Literal:
    if isinstance(term, ox.Literal):
        return term
    raise _Wrong(f"sh:{name} ska vara ett värde", f"sh:{name} must be a literal")


def _iri(name: str, term: Object) -> Constraint:
    if not isinstance(term, ox.NamedNode):
        raise _Wrong(f"sh:{name} ska vara en adress", f"sh:{name} must be an address")
    if name == "nodeKind" and term.value not in NODE_KINDS:
        known = ", ".join(sorted(map(short, NODE_KINDS)))
        raise _Wrong(f"sh:nodeKind ska vara en av {known}", f"sh:nodeKind must be one of {known}")
    return Constraint(name, terms=(term,))


def _count(name: str, term: Object) -> int:
    if isinstance(term, ox.Literal) and term.datatype.value in _INTEGERS and term.value.isdigit():
        return int(term.value)
    raise _Wrong(f"sh:{name} ska vara ett heltal", f"sh:{name} must be an integer")


def _number(name: str, term: Object) -> Constraint:
    return Constraint(name, number=_count(name, term))


def _bound(name: str, term: Object) -> Constraint:
    return Constraint(name, terms=(_literal(name, term),))


def _any(name: str, term: Object) -> Constraint:
    return Constraint(name, terms=(_term(name, term),))


def _switch(name: str, term: Object) -> Constraint:
    if isinstance(term, ox.Literal) and term.value in ("true", "false"):
        return Constraint(name, number=int(term.value == "true"))
    raise _Wrong(f"sh:{name} ska vara true eller false", f"sh:{name} must be true or false")


_SIMPLE: dict[str, Callable[[str, Object], Constraint]] = {
    "class": _iri,
    "datatype": _iri,
    "hasValue": _any,
    "maxCount": _number,
    "maxExclusive": _bound,
    "maxInclusive": _bound,
    "maxLength": _number,
    "minCount": _number,
    "minExclusive": _bound,
    "minInclusive": _bound,
    "minLength": _number,
    "nodeKind": _iri,
    "uniqueLang": _switch,
}
_LOGICAL = {"and", "node", "not", "or", "xone"}
_REPEATABLE = {"class", "hasValue", "and", "node", "not", "or", "xone", "sparql"}
_SWITCHED_OFF_BY_ZERO = {"minCount", "minLength", "qualifiedMinCount", "uniqueLang"}
