"""Rows become a dossier: one entry for each happening, relations by kind, voices apart."""

import random
from dataclasses import replace
from datetime import date

from entente.codebook import load
from entente.dossier import Dossier, DossierRows, compose, select
from entente.dossier.words import date_words, period_words, type_words, word
from entente.records import CodedDocument, Granularity, Status

PAIR = ("TUR", "RUS")
PERIOD = (date(2015, 9, 1), date(2017, 12, 31))
Coded = tuple[CodedDocument, ...]


def dossier(coded: Coded) -> Dossier:
    return compose(select(coded, PAIR, *PERIOD), actors=PAIR, period=PERIOD)


def shuffled(rows: DossierRows, seed: int) -> DossierRows:
    def mixed(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.Random(seed).sample(items, len(items)))

    names = ("documents", "events", "relations", "claims", "codings")
    return replace(rows, **{name: mixed(getattr(rows, name)) for name in names})


def test_title_names_the_actors_in_the_order_given(coded: Coded) -> None:
    assert dossier(coded).title == "Turkey and Russia"
    named = compose(DossierRows(), actors=["FRA", "DEU"], names={"FRA": "France"})
    assert named.title == "France and DEU"


def test_reports_of_one_incident_are_one_entry_with_the_best_date(coded: Coded) -> None:
    (shot,) = [
        entry
        for entry in dossier(coded).chronology
        if entry.mode == "aerial" and entry.actors[0].code == "TUR"
    ]
    assert [report.quote.source for report in shot.reports] == [1, 2]
    assert shot.when is not None
    assert shot.when.first == date(2015, 11, 24)
    assert not shot.background


def test_contested_incident_shows_both_versions_and_who_holds_them(coded: Coded) -> None:
    (entry,) = [entry for entry in dossier(coded).chronology if entry.type == "MOBILIZE"]
    versions = [(report.status, str(report.attributed_to)) for report in entry.reports]
    assert versions == [(Status.ACTUAL, "Turkey"), (Status.NEGATED, "Russia")]


def test_every_quote_is_the_text_of_its_document(coded: Coded) -> None:
    texts = {one.document.id: one.document.text for one in coded}
    made = dossier(coded)
    quotes = [report.quote for entry in (*made.chronology, *made.undated) for report in entry.reports]
    quotes += [quote for group in made.standing for line in group.lines for quote in line.quotes]
    quotes += [one.quote for voice in (*made.speakers, *made.judgements) for one in voice.statements]
    assert len(quotes) > 30
    anchors = {quote.anchor for source in made.sources for quote in source.quotes}
    for quote in quotes:
        assert texts[quote.document][quote.start : quote.end] == quote.text
        assert quote.anchor in anchors
    marks = [quote.text[a:b] for source in made.sources for quote in source.quotes for a, b in quote.marks]
    assert "shot down" in marks


def test_undated_events_have_their_own_part(coded: Coded) -> None:
    made = dossier(coded)
    assert {entry.words for entry in made.undated} == {"Attack", "Easing", "Joint action"}
    assert made.counts.undated == len(made.undated)
    assert all(entry.when for entry in made.chronology)


def test_chronology_is_in_order_of_date(coded: Coded) -> None:
    firsts = [entry.when.first for entry in dossier(coded).chronology if entry.when and entry.when.first]
    assert firsts == sorted(firsts)


def test_counts_add_up(coded: Coded) -> None:
    made = dossier(coded)
    count = made.counts
    assert count.incidents == len(made.chronology) + len(made.undated) == sum(count.quads.values())
    assert count.incidents == sum(count.statuses.values())
    assert count.events == sum(len(entry.reports) for entry in (*made.chronology, *made.undated))
    assert count.documents == len(made.sources) == 5


def test_relations_are_grouped_by_kind_and_equal_ones_told_once(coded: Coded) -> None:
    groups = {group.kind: group for group in dossier(coded).standing}
    energy = next(line for line in groups["cooperation"].lines if line.title == "Energy")
    assert [quote.source for quote in energy.quotes] == [2, 3, 4]
    assert energy.trend == "strengthening"
    assert {line.title for line in groups["cooperation"].lines} == {"Energy", "Tourism", "Military"}
    (shared,) = groups["membership"].lines
    assert groups["membership"].heading == "Shared memberships"
    assert [name.label for name in shared.parties] == ["Turkey", "Russia"]
    pipeline = next(line for line in groups["agreement"].lines if line.title == "TurkStream agreement")
    assert ("signed", "10 October 2016, Istanbul") in pipeline.facts


def test_areas_of_one_sentence_are_told_together(coded: Coded) -> None:
    page = coded[1]
    (growing,) = [one for one in page.relations if one.kind == "cooperation"]
    more = replace(growing, areas=("tourism", "energy", "trade"))
    made = compose(select([replace(page, relations=(more,))], PAIR), actors=PAIR)
    (group,) = made.standing
    assert [line.title for line in group.lines] == ["Energy, tourism and trade"]


def test_judgements_of_authors_stand_apart_from_speakers_and_reporting(coded: Coded) -> None:
    made = dossier(coded)
    assert [voice.holder.label for voice in made.judgements] == ["Leyla Haddad"]
    assert len(made.judgements[0].statements) == 3
    assert {str(voice.holder) for voice in made.speakers} == {"Vladimir Putin (Russia)", "Russia", "Turkey"}
    assert made.reported == 1


def test_order_of_rows_does_not_matter(coded: Coded) -> None:
    rows = select(coded, PAIR, *PERIOD)
    made = compose(rows, actors=PAIR, period=PERIOD)
    for seed in range(5):
        assert compose(shuffled(rows, seed), actors=PAIR, period=PERIOD) == made


def test_one_actor_has_a_dossier(coded: Coded) -> None:
    made = compose(select(coded, ["USA"]), actors=["USA"])
    assert made.title == "United States"
    assert made.counts.incidents == 1


def test_empty_dossier_says_so_in_a_sentence() -> None:
    made = compose(DossierRows(), actors=["CHN", "RUS"], period=(date(2017, 1, 1), date(2018, 12, 31)))
    assert made.empty
    assert made.timeline is None
    assert made.summary == "The record holds nothing on CHN and RUS for this period (2017–2018)."


def test_every_code_of_the_codebook_has_words() -> None:
    book = load()
    for name, kind in book.event_types.items():
        assert type_words(name, None) != name
        for mode in kind.modes:
            assert type_words(name, mode) != type_words(name, None), (name, mode)
    for table, codes in {
        "kinds": book.relation_kinds,
        "trends": book.trends,
        "statuses": list(Status),
    }.items():
        assert [
            code
            for code in codes
            if code not in {"stable"} and word(table, code) == code and table == "kinds"
        ] == []


def test_dates_are_told_as_finely_as_they_are_known() -> None:
    def told(first: str, last: str, granularity: Granularity) -> str:
        return date_words(date.fromisoformat(first), date.fromisoformat(last), granularity)

    assert told("2018-04-01", "2018-04-01", Granularity.DAY) == "1 April 2018"
    assert told("2018-04-01", "2018-04-30", Granularity.MONTH) == "April 2018"
    assert told("2018-04-02", "2018-04-08", Granularity.WEEK) == "week of 2 April 2018"
    assert told("2018-01-01", "2018-03-31", Granularity.QUARTER) == "January–March 2018"
    assert told("2018-01-01", "2018-12-31", Granularity.YEAR) == "2018"
    assert told("2010-01-01", "2019-12-31", Granularity.DECADE) == "2010s"
    assert told("2017-01-01", "2020-12-31", Granularity.PERIOD) == "2017–2020"
    assert told("2017-12-30", "2018-01-02", Granularity.PERIOD) == "30 December 2017 – 2 January 2018"
    assert date_words(None, date(2018, 4, 1), None) == "until 1 April 2018"
    assert period_words(None, None) == "all dates"
