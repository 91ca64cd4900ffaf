"""Constraints as SPARQL: each becomes one SELECT whose rows are the violations.

Follows the definitions of SHACL Core (https://www.w3.org/TR/shacl/, sections 2 and 4). A value
component is a boolean expression over ``?value`` that must be true; the counting components are
queries of their own. Class membership includes the subclasses that the ontology declares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pyoxigraph as ox

from kng._check._shapes import SH, Constraint, Shape, Target
from kng._values import XSD

Subclasses = Mapping[str, tuple[str, ...]]
Expression = Callable[[Constraint, Subclasses], str]

_CASTS = frozenset(
    XSD + name for name in ("boolean", "date", "dateTime", "decimal", "double", "float", "integer")
)
"""The datatypes whose lexical forms SPARQL itself knows: only these are tested for their form."""

SPARQL_CONSTRAINT = re.compile(
    r"\s*SELECT\s+(?:DISTINCT\s+)?(?P<variables>(?:[$?]\w+\s+)+)WHERE\s*\{(?P<body>.*)\}\s*", re.S
)


def query(shape: Shape, constraint: Constraint, subclasses: Subclasses) -> str:
    """The SELECT that gives ``?graph`` (of a shape for each source), ``?this`` and ``?value``."""
    write = _COUNTING.get(constraint.component, _each_value)
    return write(shape, constraint, subclasses)


def _each_value(shape: Shape, constraint: Constraint, subclasses: Subclasses) -> str:
    classes = _classes(constraint, subclasses)
    if classes:
        wrong = f"MINUS {{ {_is_one_of(classes)} }}"
    else:
        wrong = f"FILTER(!({EXPRESSIONS[constraint.component](constraint, subclasses)}))"
    return _by_values(shape, subclasses, wrong, "?value")


def _min_count(shape: Shape, constraint: Constraint, subclasses: Subclasses) -> str:
    step = f"{_step(shape)} {_qualifier(constraint, subclasses)}"
    targets = _targets(shape.targets, subclasses)
    if constraint.number == 1:
        return _select(shape, f"{targets} MINUS {{ {step} }}")
    having = f"HAVING(COUNT(DISTINCT ?value) < {constraint.number})"
    return _select(shape, f"{targets} OPTIONAL {{ {step} }}", having=having)


def _max_count(shape: Shape, constraint: Constraint, subclasses: Subclasses) -> str:
    having = f"HAVING(COUNT(DISTINCT ?value) > {constraint.number})"
    return _by_values(shape, subclasses, _qualifier(constraint, subclasses), having=having)


def _qualifier(constraint: Constraint, subclasses: Subclasses) -> str:
    if not constraint.members:
        return ""
    return f"FILTER({_all(constraint.members[0], subclasses)})"


def _has_value(shape: Shape, constraint: Constraint, subclasses: Subclasses) -> str:
    step = f"{_step(shape)} FILTER(sameTerm(?value, {constraint.terms[0]}))"
    return _select(shape, f"{_targets(shape.targets, subclasses)} MINUS {{ {step} }}")


def _unique_lang(shape: Shape, _: Constraint, subclasses: Subclasses) -> str:
    language = "BIND(LCASE(LANG(?value)) AS ?language) FILTER(?language != '')"
    having = "HAVING(COUNT(DISTINCT ?value) > 1)"
    return _by_values(shape, subclasses, language, having=having, group="?language")


def _sparql(shape: Shape, constraint: Constraint, subclasses: Subclasses) -> str:
    parts = SPARQL_CONSTRAINT.fullmatch(constraint.text)
    if parts is None:
        raise ValueError(f"{shape.name}: the query has no form that can be bound to ?this")
    value = "?value" if re.search(r"[$?]value\b", parts["variables"]) else ""
    return _select(shape, f"{_targets(shape.targets, subclasses)} {parts['body']}", value)


_COUNTING: Mapping[str, Callable[[Shape, Constraint, Subclasses], str]] = {
    "hasValue": _has_value,
    "maxCount": _max_count,
    "minCount": _min_count,
    "qualifiedMaxCount": _max_count,
    "qualifiedMinCount": _min_count,
    "sparql": _sparql,
    "uniqueLang": _unique_lang,
}


def _by_values(
    shape: Shape,
    subclasses: Subclasses,
    wrong: str,
    value: str = "",
    *,
    having: str = "",
    group: str = "",
) -> str:
    """What is wrong with the values first, and only then whether they are of a focus node.

    Violations are few, and Oxigraph scans a property ten times faster than it looks up each of its
    subjects. Targets that the path implies are left out; a shape without any means everybody.
    """
    targets = _targets(shape.targets, subclasses)
    if not shape.path:
        return _select(shape, f"{targets} {_step(shape)} {wrong}", value, having, group)
    subjects = {target.address for target in shape.targets if target.kind == "subjects"}
    implied = shape.path.direct and shape.path.direct <= subjects
    body = f"{_step(shape)} {wrong}"
    if implied or not shape.targets:
        return _select(shape, body, value, having, group)
    suspects = _select(shape, body, value, having, group)
    where = f"{{ {suspects} }} {_in_scope(shape, targets)}"
    return f"SELECT DISTINCT {_graph(shape)} ?this {value} WHERE {{ {where} }}"


def _select(shape: Shape, body: str, value: str = "", having: str = "", group: str = "") -> str:
    grouping = f"GROUP BY {_graph(shape)} ?this {group} {having}" if having else ""
    where = _in_scope(shape, body)
    return f"SELECT DISTINCT {_graph(shape)} ?this {value} WHERE {{ {where} }} {grouping}"


def _graph(shape: Shape) -> str:
    return "?graph" if shape.each_source else ""


def _in_scope(shape: Shape, body: str) -> str:
    return f"GRAPH ?graph {{ {body} }}" if shape.each_source else f"{{ {body} }}"


def _step(shape: Shape) -> str:
    if shape.path is None:
        return "BIND(?this AS ?value)"
    if len(shape.path.direct) > 1:
        steps = (f"{{ ?this <{name}> ?value }}" for name in sorted(shape.path.direct))
        return f"{{ {' UNION '.join(steps)} }}"
    return f"?this {shape.path.sparql} ?value ."


def _targets(targets: tuple[Target, ...], subclasses: Subclasses) -> str:
    patterns = [pattern for target in targets for pattern in _target(target, subclasses)]
    union = " UNION ".join(f"{{ {pattern} }}" for pattern in dict.fromkeys(patterns))
    return f"{{ {union} }}"


def _target(target: Target, subclasses: Subclasses) -> list[str]:
    match target.kind:
        case "class":
            classes = subclasses.get(target.address, (target.address,))
            return [f"?this a <{name}>" for name in classes]
        case "subjects":
            return [f"?this <{target.address}> []"]
        case "objects":
            return [f"[] <{target.address}> ?this"]
    return [f"VALUES ?this {{ <{target.address}> }}"]


def _classes(constraint: Constraint, subclasses: Subclasses) -> tuple[str, ...]:
    """The classes of which a value must have one, where that is all that is demanded."""
    if constraint.component == "class":
        name = constraint.terms[0].value
        return subclasses.get(name, (name,))
    alternatives = constraint.component in ("or", "node") and constraint.members
    if not alternatives or any(len(member) != 1 for member in alternatives):
        return ()
    parts = [_classes(member[0], subclasses) for member in alternatives]
    return tuple(sorted({name for part in parts for name in part})) if all(parts) else ()


def _is_one_of(classes: tuple[str, ...]) -> str:
    return " UNION ".join(f"{{ ?value a <{name}> }}" for name in classes)


def _all(constraints: tuple[Constraint, ...], subclasses: Subclasses) -> str:
    return " && ".join(f"({EXPRESSIONS[c.component](c, subclasses)})" for c in constraints)


def _members(constraint: Constraint, subclasses: Subclasses) -> list[str]:
    return [f"({_all(member, subclasses)})" for member in constraint.members]


def _class(constraint: Constraint, subclasses: Subclasses) -> str:
    return f"EXISTS {{ {_is_one_of(_classes(constraint, subclasses))} }}"


def _datatype(constraint: Constraint, _: Subclasses) -> str:
    name = constraint.terms[0].value
    same = f"COALESCE(DATATYPE(?value) = <{name}>, false)"
    if name not in _CASTS:
        return same
    return f"{same} && COALESCE(isLiteral(<{name}>(STR(?value))), false)"


_NODE_KINDS = {
    "BlankNode": "isBlank(?value)",
    "IRI": "isIRI(?value)",
    "Literal": "isLiteral(?value)",
    "BlankNodeOrIRI": "(isBlank(?value) || isIRI(?value))",
    "BlankNodeOrLiteral": "(isBlank(?value) || isLiteral(?value))",
    "IRIOrLiteral": "(isIRI(?value) || isLiteral(?value))",
}
NODE_KINDS = frozenset(SH + name for name in _NODE_KINDS)


def _pattern(constraint: Constraint, _: Subclasses) -> str:
    flags = f", {ox.Literal(constraint.text)}" if constraint.text else ""
    expression = f"REGEX(STR(?value), {constraint.terms[0]}{flags})"
    return f"COALESCE(!isBlank(?value) && {expression}, false)"


def _compare(operator: str) -> Expression:
    return lambda c, _: f"COALESCE(?value {operator} {c.terms[0]}, false)"


def _length(operator: str) -> Expression:
    def write(constraint: Constraint, _: Subclasses) -> str:
        expression = f"STRLEN(STR(?value)) {operator} {constraint.number}"
        return f"COALESCE(!isBlank(?value) && {expression}, false)"

    return write


def _language_in(constraint: Constraint, _: Subclasses) -> str:
    ranges = (f"langMatches(LANG(?value), {term})" for term in constraint.terms)
    return f"COALESCE({' || '.join(ranges)}, false)"


def _xone(constraint: Constraint, subclasses: Subclasses) -> str:
    counts = (f"IF({member}, 1, 0)" for member in _members(constraint, subclasses))
    return f"({' + '.join(counts)}) = 1"


EXPRESSIONS: Mapping[str, Expression] = {
    "and": lambda c, s: " && ".join(_members(c, s)),
    "class": _class,
    "datatype": _datatype,
    "in": lambda c, _: " || ".join(f"sameTerm(?value, {term})" for term in c.terms) or "false",
    "languageIn": _language_in,
    "maxExclusive": _compare("<"),
    "maxInclusive": _compare("<="),
    "maxLength": _length("<="),
    "minExclusive": _compare(">"),
    "minInclusive": _compare(">="),
    "minLength": _length(">="),
    "node": lambda c, s: " && ".join(_members(c, s)),
    "nodeKind": lambda c, _: _NODE_KINDS[c.terms[0].value.removeprefix(SH)],
    "not": lambda c, s: f"!{_members(c, s)[0]}",
    "or": lambda c, s: " || ".join(_members(c, s)),
    "pattern": _pattern,
    "xone": _xone,
}
"""What each value component demands of ``?value``, as a SPARQL expression that never errs."""
