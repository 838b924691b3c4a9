"""The table of named agreements holds together, and its names are found in text."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from entente import actors, codebook
from entente.codebook.agreements import NamedAgreement, load_agreements, named_agreements
from entente.records import RelationStatus

ROWS = load_agreements()


def row(name: str) -> NamedAgreement:
    return next(agreement for agreement in ROWS if agreement.name == name)


def test_the_table_has_at_least_two_hundred_rows() -> None:
    assert len(ROWS) >= 200


def test_kinds_statuses_and_subtypes_are_those_of_the_codebook() -> None:
    book = codebook.load()
    assert {agreement.kind for agreement in ROWS} <= set(book.relation_kinds)
    assert {agreement.subtype for agreement in ROWS} <= {None, *book.agreement_kinds}
    assert {agreement.status for agreement in ROWS} <= {None, *(status.value for status in RelationStatus)}


def test_every_party_has_a_code_that_the_actor_tables_know() -> None:
    index = actors.load()
    known = {*index.states, *index.organisations}
    codes = {party.code for agreement in ROWS for party in agreement.parties}
    assert sorted(codes - known) == []


@pytest.mark.parametrize("agreement", ROWS, ids=lambda agreement: agreement.name)
def test_dates_stand_in_order_and_the_source_is_named(agreement: NamedAgreement) -> None:
    days = [day for day in (agreement.signed, agreement.in_force, agreement.ended) if day is not None]
    assert days == sorted(days)
    assert agreement.source
    assert agreement.ended is None or agreement.status == "ended"
    for party in agreement.parties:
        assert party.since is None or party.until is None or party.since < party.until
    assert len({party.code for party in agreement.parties}) == len(agreement.parties)


def test_no_name_stands_for_two_rows() -> None:
    names = Counter(name for agreement in ROWS for name in (agreement.name, *agreement.aliases))
    assert [name for name, number in names.items() if number > 1] == []


def test_parties_are_those_of_the_day() -> None:
    treaty = row("North Atlantic Treaty")
    assert "FIN" not in treaty.parties_on(date(2020, 1, 1))
    assert "FIN" in treaty.parties_on(date(2024, 1, 1))
    assert "USA" not in row("Joint Comprehensive Plan of Action").parties_on(date(2019, 1, 1))


def test_the_longest_name_is_found_with_either_hyphen() -> None:
    found = list(
        named_agreements("Under the Intermediate–Range Nuclear Forces Treaty and the New START treaty")
    )
    assert [agreement.name for _, _, agreement in found] == [
        "Intermediate-Range Nuclear Forces Treaty",
        "New START",
    ]


def test_a_name_inside_a_longer_word_is_not_found() -> None:
    assert list(named_agreements("the NPTX and the Quadrant")) == []
