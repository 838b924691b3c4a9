"""Questions to the record: who, with whom, when, where, and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from entente.errors import RecordError
from entente.records import CodedDocument, Genre, RelationStatus
from entente.store import ActorFilter, ClaimFilter, DocumentFilter, EventFilter, Record, RelationFilter

Make = Callable[..., CodedDocument]


@pytest.fixture
def record(path: Path, make: Make, build: SimpleNamespace, text: str) -> Iterator[Record]:
    """A record with five documents."""
    assault = build.event(text, "ASSAULT", ("RUS",), ("FRA",), date(2019, 5, 5), 3)
    undated = build.event(text, "CONSULT", ("TCD", "NER"), (), None)
    agree = build.event(text, "AGREE", ("RUS", "CHN"), ("SCO",), date(2017, 6, 7), place=("Astana", "KAZ"))
    ended = build.relation(
        text,
        "agreement",
        ("TCD", "NER"),
        holds_from=date(2017, 1, 1),
        status=RelationStatus.ENDED,
        areas=("energy",),
    )
    said = build.claim(text, "FRA", ("TCD", "NER"))
    with Record.open(path) as opened:
        opened.add_all(
            [
                make(1, publisher="Gazette", genre=Genre.NEWS),
                make(2, events=(assault,), relations=(), claims=(), published=date(2019, 5, 6)),
                make(3, events=(undated,), relations=(), claims=()),
                make(4, events=(agree,), relations=()),
                make(5, events=(), relations=(ended,), claims=(said,), published=None),
            ]
        )
        yield opened


def types(record: Record, **conditions: object) -> list[str]:
    return [found.row.type for found in record.events(EventFilter(**conditions))]  # type: ignore[arg-type]


def test_events_come_by_date_and_the_undated_last(record: Record) -> None:
    assert types(record) == ["AGREE", "CONSULT", "ASSAULT", "CONSULT"]


def test_between_finds_either_direction_and_two_actors_of_one_side(record: Record) -> None:
    assert types(record, between=("RUS", "CHN")) == ["AGREE", "CONSULT"]
    assert types(record, between=("CHN", "SCO")) == ["AGREE"]
    assert types(record, between=("TCD", "RUS")) == []


def test_a_directed_question_wants_the_first_to_act_and_the_second_to_receive(record: Record) -> None:
    assert types(record, between=("RUS", "FRA"), directed=True) == ["ASSAULT"]
    assert types(record, between=("FRA", "RUS"), directed=True) == []
    assert types(record, between=("RUS", "CHN"), directed=True) == []


def test_one_party_with_two_codes_is_not_a_pair(path: Path, build: SimpleNamespace, text: str) -> None:
    from dataclasses import replace

    both = replace(build.actor(text, "CHN"), organisation="SCO")
    alone = replace(build.event(text, "ACCUSE", ("CHN",), ()), actors=(both,))
    sides = replace(build.actor(text, "CHN"), id=None, country=None, kind="plural", countries=("CHN", "RUS"))
    plural = replace(build.event(text, "COOPERATE", ("CHN",), ()), actors=(sides,))
    with Record.open(path) as record:
        record.add(build.coded(text, events=(alone, plural)))
        assert types(record, between=("CHN", "SCO")) == []
        assert types(record, between=("CHN", "RUS")) == ["COOPERATE"]


def test_a_period_keeps_what_overlaps_it_and_leaves_out_what_has_no_date(record: Record) -> None:
    assert types(record, since=date(2019, 5, 7)) == ["ASSAULT"]
    assert types(record, since=date(2019, 5, 8)) == []
    assert types(record, until=date(2017, 6, 7)) == ["AGREE"]
    assert types(record, until=date(2017, 6, 6)) == []
    assert types(record, until=date(2017, 6, 7), undated=True) == ["AGREE", "CONSULT"]


def test_conditions_on_events_hold_together(record: Record) -> None:
    assert types(record, country="KAZ") == ["AGREE"]
    assert types(record, quads=(4,), statuses=("actual",)) == ["ASSAULT"]
    assert types(record, types=("CONSULT",), actor="NER") == ["CONSULT"]
    assert types(record, min_confidence=0.8) == []
    assert types(record, text="did NOT come", limit=1, offset=1) == ["CONSULT"]
    assert types(record, text="100%") == []


def test_an_event_comes_with_its_document_and_evidence(record: Record) -> None:
    (found,) = record.events_between("RUS", "FRA")
    assert found.row.evidence.quote.startswith("On Sunday")
    assert found.document.title == "Report 2"
    assert found.to_json()["document"]["published"] == "2019-05-06"


def test_relations_between_two_actors(record: Record) -> None:
    assert [it.row.kind for it in record.relations_between("NER", "TCD")] == ["agreement"]
    assert [it.row.kind for it in record.relations_between("NER", "CHN")] == []
    assert [
        it.row.kind for it in record.relations(RelationFilter(areas=("energy",), statuses=("ended",)))
    ] == ["agreement"]
    assert [it.row.kind for it in record.relations(RelationFilter(since=date(2016, 1, 1)))] == ["agreement"]
    assert len(record.relations(RelationFilter(since=date(2016, 1, 1), undated=True))) == 2


def test_claims_about_actors_and_by_their_holder(record: Record) -> None:
    assert [it.row.holder.country for it in record.claims_about("NER", "TCD")] == ["FRA"]
    assert [it.row.holder.country for it in record.claims(ClaimFilter(holder="franc"))] == ["FRA"]
    assert len(record.claims(ClaimFilter(holder="RUS"))) == 2


def test_documents_by_words_publisher_and_the_actors_they_name(record: Record) -> None:
    assert [it.document.title for it in record.documents_like("report 3")] == ["Report 3"]
    assert [it.events for it in record.documents(DocumentFilter(publisher="gaz"))] == [1]
    assert [it.document.title for it in record.documents(DocumentFilter(actors=("FRA", "RUS")))] == [
        "Report 2"
    ]
    assert [it.document.title for it in record.documents(DocumentFilter(since=date(2019, 1, 1)))] == [
        "Report 2"
    ]


def test_actors_are_counted_where_they_are_named(record: Record) -> None:
    (russia,) = record.actors_named("russ")
    assert (russia.id, russia.documents, russia.events) == ("RUS", 3, 3)
    assert [it.id for it in record.actors(ActorFilter(kinds=("igo",)))] == ["SCO"]


def test_the_dossiers_documents_name_both_and_touch_the_period(record: Record) -> None:
    def titles(**conditions: object) -> set[str | None]:
        return {it.document.title for it in record.coded_documents(**conditions)}  # type: ignore[arg-type]

    assert titles(between=("CHN", "RUS")) == {"Report 1", "Report 4"}
    assert titles(between=("CHN", "RUS"), until=date(2017, 12, 31)) == {"Report 4"}
    assert titles(actor="TCD") == {"Report 3", "Report 5"}
    assert titles(ids=[]) == set()


def test_sql_sees_views_and_values_are_bound(record: Record) -> None:
    answer = record.sql("SELECT actor, recipient FROM current_dyads WHERE type = ? ORDER BY ALL", ["AGREE"])
    assert answer.columns == ("actor", "recipient")
    assert answer.rows == [("CHN", "RUS"), ("RUS", "CHN")]
    with pytest.raises(RecordError, match=r"answering SQL in .* failed: .*nothing_here"):
        record.sql("SELECT * FROM nothing_here")


def test_every_table_view_and_column_says_what_it_is(record: Record) -> None:
    unsaid = record.sql("SELECT table_name FROM duckdb_tables() WHERE comment IS NULL").rows
    unsaid += record.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL").rows
    unsaid += record.sql(
        """SELECT table_name, column_name FROM duckdb_columns()
        WHERE NOT internal AND comment IS NULL AND table_name NOT LIKE 'current_%'"""
    ).rows
    assert unsaid == []
