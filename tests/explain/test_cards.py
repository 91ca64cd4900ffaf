"""Every line of a card cites the sources that say just that, and no other."""

from __future__ import annotations

from collections.abc import Callable

from kng._build import Graph
from kng._explain import cards, sources
from kng._namespaces import expand, shorten
from kng._store import Store

Closed = Callable[..., Store]

COMMON = """
kng-graph:source-{n} a prov:Bundle ; prov:wasDerivedFrom kng-source:{name} .
kng-source:{name} a kng:Source ; dcterms:title "{name}" .
"""
FIRST = (
    COMMON.format(n=1, name="first")
    + """
kng-person:paaaaa a kng:Person ; foaf:name "Åsa" .
kng-topic:contracts skos:prefLabel "kontrakt"@sv , "contracts"@en .
kng-topic:citizens skos:prefLabel "medborgare"@sv , "citizens"@en .
kng-municipality:0001 a kng:Municipality ; rdfs:label "Ett kommun"@sv , "One"@en .
kng-meeting:m a kng:Meeting ; rdfs:label "Möte"@sv , "Meeting"@en ;
  kng:kind kng-meeting-kind:workshop ; kng:topic kng-topic:contracts ;
  kng:start "2022-03-01"^^xsd:date .
kng-participation:m_a a kng:Participation ; kng:meeting kng-meeting:m ;
  kng:participant kng-person:paaaaa ; kng:function kng-function:participant ;
  kng:onBehalfOf kng-municipality:0001 ; kng:evidenceKind kng-evidence-kind:attendee-list .
kng-affiliation:a a kng:Affiliation ; org:member kng-person:paaaaa ;
  org:organization kng-municipality:0001 ; org:role kng-role:project-leader ;
  kng:titleAsWritten "projektledare klimat" ; kng:start "2021"^^xsd:gYear .
kng-observation:o a kng:Observation ; kng:observed kng-municipality:0001 ;
  kng:quantity kng-quantity:member-municipalities ; kng:value 9 .
"""
)
SECOND = (
    COMMON.format(n=2, name="second")
    + """
kng-meeting:m a kng:Meeting ; kng:kind kng-meeting-kind:workshop ;
  kng:topic kng-topic:citizens ; kng:start "2022-03-02"^^xsd:date .
kng-participation:m_a a kng:Participation ; kng:meeting kng-meeting:m ;
  kng:participant kng-person:paaaaa ; kng:function kng-function:participant ;
  kng:evidenceKind kng-evidence-kind:picture-caption .
kng-affiliation:a a kng:Affiliation ; org:member kng-person:paaaaa ;
  org:organization kng-municipality:0001 ; kng:start "2022"^^xsd:gYear .
kng-observation:o a kng:Observation ; kng:observed kng-municipality:0001 ;
  kng:quantity kng-quantity:member-municipalities ; kng:value 23 .
"""
)
DATING = (
    COMMON.format(n=3, name="third")
    + """
kng-graph:source-3 prov:wasDerivedFrom kng-source:first .
kng-affiliation:a kng:end "2023"^^xsd:gYear .
"""
)


def said(store: Store, thing: str, language: str = "sv") -> dict[str, str]:
    """Each line of a card, with the short names of the sources that it cites."""
    card = cards(store)[expand(thing)]
    lines = [line for section in card.sections for line in section.lines]
    found = {
        line.text.in_language(language): " ".join(s.rpartition("/")[2] for s in line.sources)
        for line in lines
    }
    assert len(found) == len(lines), "no line stands twice"
    return found


def test_a_meeting_of_which_two_sources_say_different_things(closed: Closed) -> None:
    assert said(closed(FIRST, SECOND), "kng-meeting:m") == {
        "början: 2022-03-01": "first",
        "början: 2022-03-02": "second",
        "slag: workshop": "first second",
        "ämne: kontrakt": "first",
        "ämne: medborgare": "second",
        "Åsa: deltagare för Ett kommun (deltagarlista)": "first",
        "Åsa: deltagare (bildtext)": "second",
    }


def test_in_english_too(closed: Closed) -> None:
    found = said(closed(FIRST, SECOND), "kng-meeting:m", "en")
    assert found["start: 2022-03-02"] == "second"
    assert found["topic: contracts"] == "first"
    assert found["Åsa: participant for One (attendee list)"] == "first"


def test_where_sources_agree_on_the_day_it_is_one_line(closed: Closed) -> None:
    agreed = SECOND.replace("2022-03-02", "2022-03-01")
    assert said(closed(FIRST, agreed), "kng-meeting:m")["tid: 2022-03-01"] == "first second"
    one_dates = SECOND.replace('; kng:start "2022-03-02"^^xsd:date', "")
    assert said(closed(FIRST, one_dates), "kng-meeting:m")["tid: 2022-03-01"] == "first"


def test_a_role_that_two_sources_tell_of_differently(closed: Closed) -> None:
    found = said(closed(FIRST, SECOND), "kng-person:paaaaa")
    assert found["Möte: deltagare (bildtext)"] == "second"
    roles = {line: cited for line, cited in found.items() if "Ett kommun (" in line}
    del roles["Möte: deltagare för Ett kommun (deltagarlista)"]
    assert sorted(roles.values()) == ["first", "second"]
    (first,) = [line for line, cited in roles.items() if cited == "first"]
    (second,) = [line for line, cited in roles.items() if cited == "second"]
    assert "”projektledare klimat”" in first
    assert "2021" in first
    assert "2022" not in first
    assert second == "Ett kommun (början: 2022)"


def test_a_date_from_elsewhere_cites_both_the_fact_and_the_date(closed: Closed) -> None:
    first = FIRST.replace(' ; kng:start "2021"^^xsd:gYear', "")
    found = said(closed(first, COMMON.format(n=2, name="second"), DATING), "kng-affiliation:a")
    ((line, cited),) = found.items()
    assert line.startswith("Åsa, projektledare, Ett kommun (”projektledare klimat”) (")
    assert line.endswith("2023-12-31)")
    assert cited == "first third"


def test_a_role_that_only_a_third_source_gives_is_a_line_of_its_own(closed: Closed) -> None:
    other = COMMON.format(n=2, name="second") + "kng-affiliation:a org:role kng-role:coordinator ."
    found = said(closed(FIRST, other), "kng-affiliation:a")
    assert {line.split(", ")[1]: cited for line, cited in found.items()} == {
        "projektledare": "first",
        "samordnare": "first second",
    }


def test_figures_that_differ_are_each_their_own_source(closed: Closed) -> None:
    found = said(closed(FIRST, SECOND), "kng-municipality:0001")
    figures = {line.rpartition(": ")[2]: c for line, c in found.items() if line[-1].isdigit()}
    assert figures == {"9": "first", "23": "second"}


def test_two_sources_that_say_the_same_are_both_cited_once(closed: Closed) -> None:
    same = FIRST.replace("source-1", "source-2").replace("first", "second")
    found = said(closed(FIRST, same), "kng-meeting:m")
    assert set(found.values()) == {"first second"}


def test_sources_join_what_differs(closed: Closed) -> None:
    other = COMMON.format(n=2, name="first").replace('"first"', '"First, corrected"')
    found = sources(closed(FIRST, other))[expand("kng-source:first")]
    assert found.title == "First, corrected / first"
    assert (found.url, found.publisher, found.retrieved) == ("", "", "")


UNDATED = "tid: datum okänt"
"""What no source says, but follows from the silence of all."""


def test_every_line_of_the_projects_own_cards_has_a_source(graph: Graph) -> None:
    unsaid = [
        f"{shorten(card.id)}: {line.text.sv}"
        for card in graph.cards.values()
        for section in card.sections
        for line in section.lines
        if not line.sources and line.text.sv != UNDATED
    ]
    assert unsaid == []


def test_a_card_of_the_first_source_speaks_both_languages(first_graph: Graph) -> None:
    card = first_graph.cards[expand("kng-meeting:minimote-borlange-2022")]
    lines = [line for section in card.sections for line in section.lines]
    (when,) = [line for line in lines if line.text.sv.startswith("tid: ")]
    assert when.text.sv.endswith("2022-03-01 och 2022-12-31; dagen är inte känd")
    assert when.text.en.endswith("2022-03-01 and 2022-12-31; the day is not known")
    assert [shorten(source) for source in when.sources] == [
        "kng-source:mariestad-23-stader",
        "kng-source:minimote-borlange",
    ]
