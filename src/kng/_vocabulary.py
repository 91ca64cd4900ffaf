"""The terms of the ontology as names that cannot be misspelt.

Written from ``ontology/kng.ttl`` by ``scripts/vocabulary.py``; a test holds the two equal.
"""

from __future__ import annotations

from typing import Final

from kng._namespaces import NS


class KNG:
    """Every class and property of ``https://w3id.org/kng/ns#``, as its full address.

    >>> KNG.Person
    'https://w3id.org/kng/ns#Person'
    """

    Affiliation: Final = NS + "Affiliation"
    """That a person belongs to an organisation, with a role if it is known."""

    Agreement: Final = NS + "Agreement"
    """A signed agreement, such as a climate city contract."""

    Dated: Final = NS + "Dated"
    """Something that holds from a start to an end, both as precisely as they are known."""

    Establishment: Final = NS + "Establishment"
    """An organisation's presence at a place, existing or announced."""

    Function: Final = NS + "Function"
    """What someone did at a meeting: host, participant, speaker and so on."""

    Funding: Final = NS + "Funding"
    """That a funder gives a recipient an amount for a period."""

    IdentityJudgement: Final = NS + "IdentityJudgement"
    """Someone's answer to the question whether two addresses name one thing; it can be
    withdrawn."""

    Initiative: Final = NS + "Initiative"
    """The effort of one municipality or town within a programme."""

    Kind: Final = NS + "Kind"
    """A kind from one of the schemes: of meeting, organisation, programme, tie, evidence or
    quantity, or the status of a meeting."""

    MeasureRun: Final = NS + "MeasureRun"
    """The computation of measures of a network with one way to weigh, one time and one seed."""

    Measurement: Final = NS + "Measurement"
    """What a measure says of a thing in a network: its value, its place, and how far the place
    holds."""

    Meeting: Final = NS + "Meeting"
    """A gathering, planned or held, at a place or online."""

    MeetingSeries: Final = NS + "MeetingSeries"
    """A series of recurring meetings with the same name and purpose."""

    Municipality: Final = NS + "Municipality"
    """The municipality as an authority and organisation; its territory is a place of its own."""

    Observation: Final = NS + "Observation"
    """A value that holds for a thing at a time, such as population or number of members."""

    Organisation: Final = NS + "Organisation"
    """An organisation that is not a municipality: a company, agency, university, network or the
    like."""

    Participation: Final = NS + "Participation"
    """That someone had a certain function at a meeting, for themselves or on someone's behalf."""

    Person: Final = NS + "Person"
    """A human being in a professional role; only professional facts are recorded."""

    Phase: Final = NS + "Phase"
    """A phase of a programme, with members, money and dates of its own."""

    Place: Final = NS + "Place"
    """A place: a territory, a town or a venue."""

    Post: Final = NS + "Post"
    """A position in an organisation, whoever holds it."""

    PostHolding: Final = NS + "PostHolding"
    """An affiliation in which the person holds a certain post."""

    Programme: Final = NS + "Programme"
    """A larger effort that gathers organisations around a common goal and may hold other
    programmes, initiatives and projects."""

    ProgrammeMembership: Final = NS + "ProgrammeMembership"
    """That a municipality or an organisation takes part in a programme, initiative or project for
    a time."""

    Project: Final = NS + "Project"
    """A delimited piece of work with partners, a budget and an end."""

    Role: Final = NS + "Role"
    """What a person or an organisation is to an organisation or a programme, such as project
    manager or partner, from a bilingual scheme."""

    Signature: Final = NS + "Signature"
    """That someone signed an agreement, on someone's behalf."""

    Source: Final = NS + "Source"
    """A document or a dataset from which facts were taken."""

    Tie: Final = NS + "Tie"
    """A bond other than a meeting between two or more parties: twinning, joint project,
    partnership. A tie is no organisation."""

    Tombstone: Final = NS + "Tombstone"
    """An address of a person who was removed on request: it says that, and nothing of who it
    was."""

    Topic: Final = NS + "Topic"
    """What a meeting, an organisation or a programme is about."""

    about: Final = NS + "about"
    """A named thing that the meeting was about, such as an initiative or an establishment."""

    agreement: Final = NS + "agreement"
    """The agreement that was signed."""

    amount: Final = NS + "amount"
    """The amount, in the currency stated."""

    asWritten: Final = NS + "asWritten"
    """The name of the participant or party as the source writes it in this very place."""

    assumedAttendance: Final = NS + "assumedAttendance"
    """The attendance that is assumed for this kind of meeting when nothing is known."""

    attendance: Final = NS + "attendance"
    """The number of people present as the source states it."""

    attended: Final = NS + "attended"
    """Derived: had a function that implies presence at a meeting that was held."""

    attendee: Final = NS + "attendee"
    """Derived: who attended the meeting; the inverse of kng:attended."""

    attestedNotAfter: Final = NS + "attestedNotAfter"
    """The latest time that the attestation can refer to."""

    attestedNotBefore: Final = NS + "attestedNotBefore"
    """The earliest time that the attestation can refer to."""

    attestedOn: Final = NS + "attestedOn"
    """A time at which the source shows that it held."""

    currency: Final = NS + "currency"
    """The currency's three-letter code as in ISO 4217."""

    dateAsWritten: Final = NS + "dateAsWritten"
    """The time as the source words it."""

    draws: Final = NS + "draws"
    """How often what the ties rest on was drawn by lot."""

    earliestEnd: Final = NS + "earliestEnd"
    """Derived: the last day on which it certainly still held."""

    earliestStart: Final = NS + "earliestStart"
    """Derived: the first day on which it can have begun."""

    end: Final = NS + "end"
    """When it ended, as precisely as is known: day, month or year."""

    endNotAfter: Final = NS + "endNotAfter"
    """The latest time at which it can have ended."""

    endNotBefore: Final = NS + "endNotBefore"
    """The earliest time at which it can have ended."""

    evidenceKind: Final = NS + "evidenceKind"
    """How the fact is attested: attendee list, picture caption, programme and so on."""

    extractedOn: Final = NS + "extractedOn"
    """The day on which the facts were taken from the source."""

    forgottenOn: Final = NS + "forgottenOn"
    """The day on which the person was removed."""

    function: Final = NS + "function"
    """The function in which someone took part."""

    funder: Final = NS + "funder"
    """Who gives the money."""

    gatheringSize: Final = NS + "gatheringSize"
    """Derived: the number of people present on which the weight of ties is computed."""

    gatheringSizeBasis: Final = NS + "gatheringSizeBasis"
    """Derived: what the number of people present rests on."""

    hasEnded: Final = NS + "hasEnded"
    """True when it has ended, even if the date is unknown; false when the source says that it goes
    on."""

    impliesPresence: Final = NS + "impliesPresence"
    """Whether the function implies having been there."""

    inCapacityOf: Final = NS + "inCapacityOf"
    """The affiliation or post holding through which someone represented the organisation."""

    inSeries: Final = NS + "inSeries"
    """The series that the meeting belongs to."""

    judged: Final = NS + "judged"
    """One of the two addresses that the answer is about."""

    judgedBy: Final = NS + "judgedBy"
    """In which role the answer was given; never the name of a private person."""

    judgedOn: Final = NS + "judgedOn"
    """The day on which the answer was given."""

    kept: Final = NS + "kept"
    """The older of the two addresses, which stands for both where they are one thing."""

    kind: Final = NS + "kind"
    """What kind of meeting, organisation, tie or programme it is."""

    latestEnd: Final = NS + "latestEnd"
    """Derived: the last day on which it can have held."""

    latestStart: Final = NS + "latestStart"
    """Derived: the day by which it certainly had begun."""

    listComplete: Final = NS + "listComplete"
    """Whether the source lists everyone who took part."""

    locator: Final = NS + "locator"
    """Where in the source the fact stands: paragraph, caption, row."""

    measureName: Final = NS + "measureName"
    """The name of the measure, as kng rank knows it."""

    measured: Final = NS + "measured"
    """The thing in the network of which the measure says something."""

    measuredValue: Final = NS + "measuredValue"
    """What the measure gives, with nine significant digits."""

    meeting: Final = NS + "meeting"
    """The meeting that the participation is in."""

    method: Final = NS + "method"
    """How the facts were taken from the source."""

    nameDigest: Final = NS + "nameDigest"
    """What a name that was removed is recognised by at a later import without being stored:
    algorithm, cost, block size, lanes, salt and digest, separated by dollar signs."""

    nodeKind: Final = NS + "nodeKind"
    """The short word under which networks and the map show the class."""

    observed: Final = NS + "observed"
    """The thing that the value holds for."""

    ofNetwork: Final = NS + "ofNetwork"
    """The name of the network that was measured."""

    onBehalfOf: Final = NS + "onBehalfOf"
    """The organisation that the participant or signatory represented."""

    online: Final = NS + "online"
    """Whether the meeting was held online."""

    partOf: Final = NS + "partOf"
    """The nearest larger whole that a meeting, a programme or an initiative belongs to."""

    participant: Final = NS + "participant"
    """Who took part: a person, an organisation, or a post where nobody is named."""

    party: Final = NS + "party"
    """One of the parties to the tie or agreement."""

    phase: Final = NS + "phase"
    """The phase of the programme that the membership or funding belongs to."""

    place: Final = NS + "place"
    """Where the meeting was held or the establishment lies."""

    post: Final = NS + "post"
    """The post that is held."""

    quantity: Final = NS + "quantity"
    """What was counted or measured."""

    quotes: Final = NS + "quotes"
    """A person whom the source quotes in a professional role."""

    rank: Final = NS + "rank"
    """The place in the ranking, 1 for the best; equal values share the best place."""

    rankBest: Final = NS + "rankBest"
    """The best place when any one source is left out, or none."""

    rankHinge: Final = NS + "rankHinge"
    """The source whose absence moves the place most."""

    rankLikelyBest: Final = NS + "rankLikelyBest"
    """The lower end of 95 percent of the places when what the ties rest on is drawn by lot."""

    rankLikelyWorst: Final = NS + "rankLikelyWorst"
    """The upper end of 95 percent of the places when what the ties rest on is drawn by lot."""

    rankWorst: Final = NS + "rankWorst"
    """The worst place when any one source is left out, or none."""

    reason: Final = NS + "reason"
    """What the answer rests on, in a few words."""

    recipient: Final = NS + "recipient"
    """Who receives the money."""

    representedAt: Final = NS + "representedAt"
    """Derived: the organisation, or someone on its behalf, attended the meeting."""

    retrievedOn: Final = NS + "retrievedOn"
    """The day on which the source was read."""

    scbCode: Final = NS + "scbCode"
    """The municipality's four-digit code at Statistics Sweden."""

    seat: Final = NS + "seat"
    """The town from which the municipality is governed."""

    seed: Final = NS + "seed"
    """Where chance began, so that the run can be repeated."""

    signatory: Final = NS + "signatory"
    """Who signed."""

    start: Final = NS + "start"
    """When it began, as precisely as is known: day, month or year."""

    startNotAfter: Final = NS + "startNotAfter"
    """The latest time at which it can have begun."""

    startNotBefore: Final = NS + "startNotBefore"
    """The earliest time at which it can have begun."""

    status: Final = NS + "status"
    """Whether, as far as the source lets it be known, the meeting is planned, held or
    cancelled."""

    territory: Final = NS + "territory"
    """The geographical area of the municipality."""

    titleAsWritten: Final = NS + "titleAsWritten"
    """The title as the source writes it."""

    tookPartIn: Final = NS + "tookPartIn"
    """Derived: had some function at the meeting."""

    topic: Final = NS + "topic"
    """A topic that the meeting, organisation or programme is concerned with."""

    topicAsWritten: Final = NS + "topicAsWritten"
    """A topic in the source's own words; where a topic of the scheme means the same, kng:topic
    says which."""

    value: Final = NS + "value"
    """The observed value, an integer or a decimal number."""

    verdict: Final = NS + "verdict"
    """Whether the two are the same, different, or cannot be told."""

    weighting: Final = NS + "weighting"
    """The name of the way in which ties were weighed."""

    whole: Final = NS + "whole"
    """Derived: the largest meeting that this one is part of, or the meeting itself."""

    window: Final = NS + "window"
    """The time that the network shows, as an interval of ISO 8601-2."""

    withdrawnOn: Final = NS + "withdrawnOn"
    """The day from which the answer counts no longer; it stays in the record."""

    withheld: Final = NS + "withheld"
    """What is left out of the description of something, and why."""

    within: Final = NS + "within"
    """Derived: every larger whole that something belongs to, over one or more steps; kng:partOf
    says the nearest one only."""

    withinProgramme: Final = NS + "withinProgramme"
    """The programme within which the meeting was held."""

    workedFor: Final = NS + "workedFor"
    """Derived: the person at some time had an affiliation with the organisation, employed or
    elected, or held a post in it."""
