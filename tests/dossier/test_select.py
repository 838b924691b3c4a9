"""Which rows belong to a dossier."""

from dataclasses import replace
from datetime import date

from entente.dossier import DossierRows, select
from entente.dossier.rows import in_period, involves
from entente.records import Actor, CodedDocument

PAIR = ("TUR", "RUS")
Coded = tuple[CodedDocument, ...]


def types(rows: DossierRows) -> list[str]:
    return [event.type for _, event in rows.events]


def test_two_actors_take_events_with_both_among_the_parties(coded: Coded) -> None:
    rows = select(coded, PAIR)
    assert "MOBILIZE" in types(rows)
    assert all(involves((*event.actors, *event.recipients), PAIR) for _, event in rows.events)
    assert {document.title for document in rows.documents} == {one.document.title for one in coded[:-1]}
    assert rows.examined == len(coded)


def test_one_actor_takes_events_with_it_on_either_side(coded: Coded) -> None:
    rows = select(coded, ["USA"])
    assert types(rows) == ["MOBILIZE"]
    assert select(coded, ["usa"]) == rows


def test_plural_party_stands_for_each_of_its_states() -> None:
    both = Actor(0, 0, "the two sides", "plural", countries=("CHN", "RUS"))
    assert involves([both], ["CHN", "RUS"])
    assert not involves([both], ["CHN", "USA"])


def test_organisation_is_named_by_its_id(coded: Coded) -> None:
    rows = select(coded, ["BSEC"])
    assert [relation.kind for _, relation in rows.relations] == ["membership", "membership"]
    assert rows.events == ()


def test_period_takes_events_whose_date_overlaps_it(coded: Coded) -> None:
    rows = select(coded, PAIR, date(2016, 6, 15), date(2016, 9, 5))
    found = {event.date.text for _, event in rows.events if event.date}
    assert found == {"2016-06", "2016-08-09", "2016-08-10..2017-12-31", "2016-09-01..2016-09-10"}


def test_undated_event_goes_by_the_publication_of_its_document(coded: Coded) -> None:
    undated = [event.type for _, event in select(coded, PAIR, date(2017, 10, 1), date(2017, 10, 31)).events]
    assert undated == ["COOPERATE", "COOPERATE"]  # the first was planned over a longer time
    no_date = [replace(one, document=replace(one.document, published=None)) for one in coded]
    assert all(event.date for _, event in select(no_date, PAIR, date(2017, 10, 1), date(2017, 10, 31)).events)


def test_membership_of_only_one_of_two_is_left_out(coded: Coded) -> None:
    one = coded[1]
    halved = replace(one, relations=tuple(r for r in one.relations if r.parties[0].country != "RUS"))
    assert not [r for _, r in select([halved], PAIR).relations if r.kind == "membership"]
    assert len([r for _, r in select([one], PAIR).relations if r.kind == "membership"]) == 2


def test_offices_of_either_side_belong_to_a_dossier_on_two(coded: Coded) -> None:
    assert "office" in {relation.kind for _, relation in select(coded, PAIR).relations}


def test_open_interval_reaches_from_its_known_end() -> None:
    period = (date(2017, 1, 1), date(2017, 12, 31))
    assert in_period(date(2011, 1, 1), None, period)
    assert not in_period(date(2018, 1, 1), None, period)
    assert in_period(None, date(2020, 1, 1), period)
    assert not in_period(None, date(2016, 12, 31), period)
    assert not in_period(None, None, period)
    assert in_period(None, None, (None, None))
