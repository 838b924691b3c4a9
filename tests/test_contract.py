"""The JSON of ``entente code``: its field names are a promise, and nothing is lost on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.contract import (
    claim_to_json,
    event_to_json,
    failed_line,
    from_contract,
    relation_to_json,
    to_contract,
    to_line,
)
from entente.errors import BadInput
from entente.records import (
    ACTOR_KINDS,
    Actor,
    Claim,
    CodedDocument,
    Coding,
    DateBasis,
    Document,
    Event,
    EventDate,
    Evidence,
    Genre,
    Granularity,
    Mention,
    Place,
    Relation,
    RelationStatus,
    Span,
    Status,
    Trend,
)
from entente.sources.failure import Failure

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
MAYBE = st.none() | WORDS
NUMBER = st.integers(0, 99)
REAL = st.floats(-180, 180)
DAYS = st.none() | st.dates()
SPANS = st.builds(Span, NUMBER, NUMBER, WORDS)
EVIDENCE = st.builds(Evidence, NUMBER, NUMBER, WORDS, NUMBER)


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


ACTORS = st.builds(
    Actor, NUMBER, NUMBER, WORDS, st.sampled_from(ACTOR_KINDS), *[MAYBE] * 7, several(WORDS), MAYBE
)
DATES = st.builds(
    EventDate,
    NUMBER,
    NUMBER,
    WORDS,
    DAYS,
    DAYS,
    st.none() | st.sampled_from(Granularity),
    st.sampled_from(DateBasis),
)
PLACES = st.builds(
    Place,
    NUMBER,
    NUMBER,
    WORDS,
    WORDS,
    MAYBE,
    MAYBE,
    st.none() | REAL,
    st.none() | REAL,
    st.none() | NUMBER,
    MAYBE,
)
EVENTS = st.builds(
    Event,
    WORDS,
    WORDS,
    MAYBE,
    several(WORDS),
    several(ACTORS),
    several(ACTORS),
    st.none() | DATES,
    st.none() | PLACES,
    st.sampled_from(Status),
    st.booleans(),
    st.none() | ACTORS,
    WORDS,
    MAYBE,
    MAYBE,
    st.integers(1, 4),
    st.none() | REAL,
    st.none() | REAL,
    SPANS,
    EVIDENCE,
    MAYBE,
    REAL,
    several(EVIDENCE),
)
RELATIONS = st.builds(
    Relation,
    WORDS,
    WORDS,
    several(ACTORS),
    MAYBE,
    EVIDENCE,
    MAYBE,
    several(WORDS),
    several(WORDS),
    st.none() | DATES,
    st.none() | PLACES,
    DAYS,
    DAYS,
    st.none() | st.sampled_from(RelationStatus),
    st.none() | st.sampled_from(Trend),
    st.none() | NUMBER,
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
    st.none() | SPANS,
    REAL,
)
CLAIMS = st.builds(
    Claim, WORDS, ACTORS, WORDS, st.none() | SPANS, EVIDENCE, several(ACTORS), several(WORDS), several(WORDS)
)
DOCUMENTS = st.builds(
    Document.from_text,
    WORDS,
    title=MAYBE,
    published=DAYS,
    publisher=MAYBE,
    author=MAYBE,
    author_affiliation=MAYBE,
    url=MAYBE,
    section=MAYBE,
    keywords=several(WORDS),
    genre=st.sampled_from(Genre),
    language=MAYBE,
    source=MAYBE,
    label=MAYBE,
)
CODED = st.builds(
    CodedDocument,
    DOCUMENTS,
    st.builds(Coding, *[WORDS] * 6),
    several(EVENTS),
    several(RELATIONS),
    several(CLAIMS),
    several(st.builds(Mention, ACTORS, NUMBER, NUMBER)),
    several(DATES),
    several(PLACES),
    several(WORDS),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(CODED)
def test_a_coded_document_survives_the_way_through_a_line(coded: CodedDocument) -> None:
    line = to_line(to_contract(coded))
    assert "\n" not in line
    assert from_contract(json.loads(line)) == coded
    assert to_line(to_contract(from_contract(json.loads(line)))) == line


ACTOR = Actor(0, 4, "Chad", "state", "TCD", "Chad", "TCD")
WHEN = EventDate(5, 9, "2018", date(2018, 1, 1), date(2018, 12, 31), Granularity.YEAR, DateBasis.STATED)
EVENT = Event(
    "e1",
    "AGREE",
    None,
    (),
    (ACTOR,),
    (),
    WHEN,
    None,
    Status.ACTUAL,
    False,
    None,
    "AGREE",
    None,
    "057",
    1,
    2.5,
    8.0,
    Span(0, 4, "Chad"),
    Evidence(0, 9, "Chad 2018", 0),
)
CODING = Coding("c1", "d1", "1", "m", "1.0", "s")


def test_field_names_of_an_event_are_those_of_the_contract() -> None:
    row = event_to_json(EVENT)
    assert set(row) == {
        "id",
        "type",
        "mode",
        "contexts",
        "actors",
        "recipients",
        "date",
        "place",
        "status",
        "background",
        "attributed_to",
        "plover",
        "cameo",
        "quad",
        "scale",
        "goldstein",
        "trigger",
        "evidence",
        "incident",
        "confidence",
        "further",
    }
    assert set(row["actors"][0]) == {
        "start",
        "end",
        "text",
        "kind",
        "id",
        "name",
        "country",
        "organisation",
        "sector",
        "person",
        "office",
        "countries",
        "reason",
    }
    assert row["date"] == {
        "start": 5,
        "end": 9,
        "text": "2018",
        "from": "2018-01-01",
        "to": "2018-12-31",
        "granularity": "year",
        "basis": "stated",
    }
    assert row["plover"] == {"type": "AGREE", "mode": None}
    assert event_to_json(replace(EVENT, plover_type=None))["plover"] is None
    assert row["evidence"] == {"start": 0, "end": 9, "quote": "Chad 2018", "sentence": 0}


def test_field_names_of_relations_and_claims_are_those_of_the_contract() -> None:
    relation = Relation("r1", "membership", (ACTOR,), None, EVENT.evidence, signed=WHEN)
    assert set(relation_to_json(relation)) == {
        "id",
        "kind",
        "parties",
        "name",
        "role",
        "areas",
        "framework",
        "signed",
        "signed_place",
        "holds_from",
        "holds_to",
        "status",
        "trend",
        "ordinal",
        "person",
        "office",
        "object",
        "subtype",
        "trigger",
        "evidence",
        "confidence",
    }
    claim = Claim("k1", ACTOR, "speaker", None, EVENT.evidence, (ACTOR,), ("e1",), ("r1",))
    row = claim_to_json(claim)
    assert set(row) == {"id", "holder", "holder_role", "cue", "strength", "evidence", "about", "content"}
    assert row["content"] == {"events": ["e1"], "relations": ["r1"]}


def test_a_line_starts_with_its_document_and_keeps_the_callers_id() -> None:
    document = Document.from_text("Chad 2018", label="mine")
    line = to_contract(CodedDocument(document, CODING, events=(EVENT,)))
    assert next(iter(line)) == "document"
    assert (line["document"]["id"], line["document"]["entente_id"]) == ("mine", document.id)
    assert "text" not in to_contract(CodedDocument(document, CODING), text=False)["document"]


def test_a_failed_document_has_a_line_of_its_own() -> None:
    failure = Failure("news.jsonl:3", "found an empty text", "mine")
    line = failed_line(failure)
    assert line["document"] == {"id": "mine", "entente_id": None}
    assert line["error"] == {"message": "found an empty text", "source": "news.jsonl:3"}
    assert all(line[name] == [] for name in ("events", "relations", "claims", "mentions", "dates"))
    document = Document.from_text("Chad 2018")
    assert failed_line(Failure("a.txt", "too long"), document)["document"]["id"] == document.id
    with pytest.raises(BadInput, match="failed"):
        from_contract(line)


@pytest.mark.parametrize("spoil", [{"document": {}}, {"events": [{}]}, {"coding": None}, {"mentions": 3}])
def test_a_line_that_is_not_ours_is_refused_with_what_was_expected(spoil: dict[str, object]) -> None:
    line = to_contract(CodedDocument(Document.from_text("Chad 2018"), CODING, events=(EVENT,)))
    with pytest.raises(BadInput, match="expected a line as `entente code` writes it"):
        from_contract(line | spoil)


def test_what_steers_a_terminal_is_escaped_and_read_back() -> None:
    value = {"a": "\ud83d \x1b[2J \x9b \u202e", "b": "\u00e9"}
    line = to_line(value)
    assert line == '{"a":"\\ud83d \\u001b[2J \\u009b \\u202e","b":"\u00e9"}'
    assert json.loads(line) == value
