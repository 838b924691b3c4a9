"""The gazetteer, places in texts, and places of events; a small gazetteer and docs built by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from entente.nlp.gazetteer import Gazetteer, fold, load_gazetteer
from entente.nlp.places.find import FoundPlace, find_places, place_of

NLP = spacy.blank("en")
LEMMAS = {"signed": "sign", "met": "meet", "sent": "send", "went": "go", "held": "hold", "visited": "visit"}


def parsed(rows: str, people: tuple[tuple[int, int], ...] = ()) -> Doc:
    """Build a parsed doc from lines of word, part of speech, tag, head (line number) and relation."""
    cells = [line.split() for line in rows.strip().splitlines()]
    words, pos, tags, heads, deps = zip(*cells, strict=True)
    doc = Doc(
        NLP.vocab,
        words=list(words),
        spaces=[following not in {",", "."} for following in [*words[1:], "."]],
        pos=list(pos),
        tags=list(tags),
        lemmas=[LEMMAS.get(word, word.lower()) for word in words],
        heads=[int(head) for head in heads],
        deps=list(deps),
    )
    doc.spans["mentions"] = [Span(doc, first, last, label="PERSON") for first, last in people]
    return doc


def places(doc: Doc, states: tuple[tuple[int, str], ...] = ()) -> list[FoundPlace]:
    return find_places(doc, load_gazetteer(), states)


def named(text: str, states: tuple[tuple[int, str], ...] = ()) -> list[tuple[str, str, str | None]]:
    return [(one.place.text, one.place.name, one.place.country) for one in places(NLP(text), states)]


# --- the gazetteer -----------------------------------------------------------------------------


def test_names_are_found_without_case_accents_or_hyphens() -> None:
    gazetteer = load_gazetteer()
    for name in ("Valparaíso", "Valparaiso", "VALPARAISO"):
        assert gazetteer.find(name)[0].country == "CHL"
    assert fold("Deir ez-Zor") == "deir ez zor"
    assert fold("St. Petersburg") == "st petersburg"
    assert gazetteer.find("no such place") == ()
    assert gazetteer.find("") == ()


def test_the_most_prominent_place_of_a_name_comes_first() -> None:
    gazetteer = load_gazetteer()
    assert [entry.country for entry in gazetteer.find("Paris")][:2] == ["FRA", "USA"]
    assert gazetteer.find("Georgia")[0].kind == "country"
    assert gazetteer.find("St. Petersburg")[0].country == "RUS"


def test_further_names_lead_to_the_same_place() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.find("Kiev")[0] == gazetteer.find("Kiev")[0]
    assert gazetteer.find("Kiev")[0].geonames == gazetteer.find("Kyiv")[0].geonames
    assert gazetteer.find("Diaoyu Islands")[0].name == "Senkaku Islands"


def test_every_kind_of_place_is_there() -> None:
    gazetteer = load_gazetteer()
    kinds = {
        name: gazetteer.find(name)[0].kind
        for name in ("Astana", "Xinjiang", "Kazakhstan", "South China Sea", "West Bank", "Camp David")
    }
    assert list(kinds.values()) == ["city", "admin", "country", "sea", "region", "site"]


def test_a_beginning_of_a_name_is_told_from_a_name() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.begins("South China")
    assert not gazetteer.begins("South Chinatown of")


def test_a_table_by_hand_is_read() -> None:
    row = b"city\tOldtown\tAAA\tWest\t1.5\t-2\t7\t1000\t1"
    found = Gazetteer(row + b"\n\nold town\t0~\noldtown\t0\n").find("Oldtown")[0]
    assert (found.name, found.admin, found.lat, found.geonames, found.capital) == (
        "Oldtown",
        "West",
        1.5,
        7,
        True,
    )


# --- places in texts ---------------------------------------------------------------------------


def test_a_town_and_its_state_are_one_place() -> None:
    assert named("They met in Astana, Kazakhstan.") == [("Astana, Kazakhstan", "Astana", "KAZ")]
    assert named("A bomb went off in Paris, Texas.") == [("Paris, Texas", "Paris", "USA")]
    assert named("They met in London, Ontario.") == [("London, Ontario", "London", "CAN")]


def test_a_state_named_in_the_sentence_decides_between_namesakes() -> None:
    assert named("Soldiers patrolled Tripoli.")[0][2] == "LBY"
    assert named("Lebanese soldiers patrolled Tripoli.", ((0, "LBN"),))[0][2] == "LBN"


def test_the_word_for_its_kind_belongs_to_a_province() -> None:
    found = places(NLP("A mine exploded in Helmand Province."))[0]
    assert (found.place.text, found.place.granularity) == ("Helmand Province", "admin")


def test_names_that_hold_a_place_are_none() -> None:
    assert named("The Geneva Convention protects prisoners.") == []
    assert named("The Astana process has stalled.") == []
    assert named("Then came China Daily.") == []


def test_abbreviations_count_in_capitals_only() -> None:
    assert named("They told us to wait.") == []
    assert named("The US waited.") == [("US", "United States", "USA")]


def test_a_person_is_no_place() -> None:
    doc = parsed(
        """
        Paris PROPN NNP 2 nsubj
        Hilton PROPN NNP 0 flat
        spoke VERB VBD 2 root
        . PUNCT . 2 punct
        """,
        people=((0, 2),),
    )
    assert places(doc) == []


def test_places_quote_the_text() -> None:
    text = "From Cúcuta, Colombia, they flew to the South China Sea."
    for one in places(NLP(text)):
        assert text[one.place.start : one.place.end] == one.place.text
    assert len(places(NLP(text))) == 2


# --- places of events --------------------------------------------------------------------------

CONFERENCE = """
Chang PROPN NNP 1 nsubj
met VERB VBD 1 root
Shoigu PROPN NNP 1 obj
during ADP IN 5 case
a DET DT 5 det
conference NOUN NN 1 obl
in ADP IN 7 case
Astana PROPN NNP 5 nmod
, PUNCT , 7 punct
Kazakhstan PROPN NNP 7 nmod:unmarked
. PUNCT . 1 punct
"""


def test_an_event_takes_place_where_its_conference_does() -> None:
    doc = parsed(CONFERENCE)
    found = place_of(doc, 1, places(doc))
    assert found is not None
    assert found.place.text == "Astana, Kazakhstan"


def test_a_state_that_acts_is_no_place_of_the_event() -> None:
    doc = parsed(
        """
        Moscow PROPN NNP 1 nsubj
        signed VERB VBD 1 root
        it PRON PRP 1 obj
        with ADP IN 4 case
        Ankara PROPN NNP 1 obl
        . PUNCT . 1 punct
        """
    )
    assert len(places(doc)) == 2
    assert place_of(doc, 1, places(doc)) is None


def test_the_destination_of_a_visit_is_its_place() -> None:
    doc = parsed(
        """
        They PRON PRP 1 nsubj
        went VERB VBD 1 root
        to ADP IN 3 case
        Moscow PROPN NNP 1 obl
        and CCONJ CC 5 cc
        visited VERB VBD 1 conj
        Kyiv PROPN NNP 5 obj
        . PUNCT . 1 punct
        """
    )
    found = places(doc)
    went, visited = place_of(doc, 1, found), place_of(doc, 5, found)
    assert went is not None
    assert visited is not None
    assert (went.place.name, visited.place.name) == ("Moscow", "Kyiv")


def test_a_light_verb_lends_its_place_to_the_noun() -> None:
    doc = parsed(
        """
        They PRON PRP 1 nsubj
        held VERB VBD 1 root
        talks NOUN NNS 1 obj
        in ADP IN 4 case
        Vienna PROPN NNP 1 obl
        . PUNCT . 1 punct
        """
    )
    found = place_of(doc, 2, places(doc))
    assert found is not None
    assert found.place.country == "AUT"


def test_an_unlisted_place_is_kept_without_coordinates() -> None:
    doc = parsed(
        """
        Troops NOUN NNS 1 nsubj
        camped VERB VBD 1 root
        near ADP IN 3 case
        Qwertyville PROPN NNP 1 obl
        . PUNCT . 1 punct
        """
    )
    doc.spans["mentions"] = [Span(doc, 3, 4, label="PLACE")]
    found = place_of(doc, 1, places(doc))
    assert found is not None
    assert (found.place.name, found.place.country, found.place.lat) == ("Qwertyville", None, None)


def test_what_troops_leave_is_the_place() -> None:
    doc = parsed(
        """
        Troops NOUN NNS 1 nsubj
        withdrew VERB VBD 1 root
        from ADP IN 3 case
        Kismayo PROPN NNP 1 obl
        to ADP IN 5 case
        Nairobi PROPN NNP 1 obl
        . PUNCT . 1 punct
        """.replace("withdrew", "withdraw")
    )
    found = place_of(doc, 1, places(doc))
    assert found is not None
    assert found.place.text == "Kismayo"


def test_a_state_that_somebody_travels_to_is_a_party_and_no_place() -> None:
    rows = """
        He PRON PRP 1 nsubj
        went VERB VBD 1 root
        to ADP IN 3 case
        {} PROPN NNP 1 obl
        . PUNCT . 1 punct
        """
    angola, luanda = parsed(rows.format("Angola")), parsed(rows.format("Luanda"))
    assert place_of(angola, 1, places(angola)) is None
    assert place_of(luanda, 1, places(luanda)) is not None


def test_a_town_that_is_taken_is_the_place_before_its_region() -> None:
    doc = parsed(
        """
        Troops NOUN NNS 1 nsubj
        take VERB VBD 1 root
        Goma PROPN NNP 1 obj
        in ADP IN 4 case
        Kivu PROPN NNP 1 obl
        . PUNCT . 1 punct
        """
    )
    found = place_of(doc, 1, places(doc))
    assert found is not None
    assert found.place.text == "Goma"


def test_of_two_towns_that_shells_fall_on_the_first_is_the_place() -> None:
    doc = parsed(
        """
        Shells NOUN NNS 1 nsubj
        fall VERB VBD 1 root
        on ADP IN 3 case
        Tyre PROPN NNP 1 obl
        and CCONJ CC 5 cc
        Sidon PROPN NNP 3 conj
        . PUNCT . 1 punct
        """
    )
    found = place_of(doc, 1, places(doc))
    assert found is not None
    assert found.place.text == "Tyre"


def test_old_spellings_and_islands_are_in_the_gazetteer() -> None:
    gazetteer = load_gazetteer()
    countries = {"Odessa": "UKR", "Jenin": "PSE", "Yakutia": "RUS", "Bornholm": "DNK", "Luzon": "PHL"}
    assert {name: gazetteer.find(name)[0].country for name in countries} == countries


def test_there_is_the_place_told_last() -> None:
    doc = parsed(
        """
        They PRON PRP 1 nsubj
        met VERB VBD 1 root
        in ADP IN 3 case
        Almaty PROPN NNP 1 obl
        and CCONJ CC 6 cc
        we PRON PRP 6 nsubj
        signed VERB VBD 1 conj
        there ADV RB 6 advmod
        . PUNCT . 1 punct
        """
    )
    found = place_of(doc, 6, places(doc))
    assert found is not None
    assert found.place.text == "Almaty"


NEIGHBOURS = """
Police NOUN NNS 1 nsubj
{verb} VERB VBD 1 root
{one} PROPN NNP 1 obj
and CCONJ CC 4 cc
{other} PROPN NNP 2 conj
. PUNCT . 1 punct
"""


def test_a_town_is_the_one_close_to_the_town_told_with_it() -> None:
    doc = parsed(NEIGHBOURS.format(verb="sealed", one="Nouméa", other="Païta"))
    assert [one.place.country for one in places(doc)] == ["NCL", "NCL"]
    doc = parsed(NEIGHBOURS.format(verb="sealed", one="Lima", other="Païta"))
    assert [one.place.country for one in places(doc)] == ["PER", "PER"]


def test_neighbouring_towns_that_are_held_are_places_whatever_the_mentions_say() -> None:
    people = ((2, 3), (4, 5))
    held = parsed(NEIGHBOURS.format(verb="held", one="Kidal", other="Aguelhok"), people)
    assert [one.place.country for one in places(held)] == ["MLI", "MLI"]
    met = parsed(NEIGHBOURS.format(verb="met", one="Kidal", other="Aguelhok"), people)
    assert places(met) == []
    apart = parsed(NEIGHBOURS.format(verb="held", one="Kidal", other="Goražde"), people)
    assert places(apart) == []


def test_a_former_name_means_the_capital_only_where_its_state_is_named() -> None:
    assert named("He spoke in Salisbury.") == [("Salisbury", "Salisbury", "GBR")]
    assert named("He spoke in Salisbury.", ((0, "ZWE"),)) == [("Salisbury", "Harare", "ZWE")]


def test_small_places_of_conflicts_and_other_spellings_are_in_the_gazetteer() -> None:
    gazetteer = load_gazetteer()
    countries = {"Žepa": "BIH", "Kupiansk": "UKR", "Chibok": "NGA", "Bratunac": "BIH", "Evian": "FRA"}
    assert {name: gazetteer.find(name)[0].country for name in countries} == countries
    assert gazetteer.find("Mitooma")[0].kind == "admin"  # a district


def test_a_district_is_a_place_only_where_the_text_says_so() -> None:
    rows = "Mitooma PROPN NNP 1 nsubj\nspoke VERB VBD 1 root"
    assert places(parsed(rows)) == []
    rows = "Rebels NOUN NNS 1 nsubj\nmet VERB VBD 1 root\nin ADP IN 3 case\nMitooma PROPN NNP 1 obl"
    assert [one.place.country for one in places(parsed(rows))] == ["UGA"]
