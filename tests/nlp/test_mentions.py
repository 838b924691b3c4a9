"""Who is named, and what is only a name, a place or an owner."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from actor_docs import at, codes, doc_from, mentions_of, parsed, token_of

from entente import actors
from entente.nlp.coreference.reader import resolve
from entente.nlp.mentions.find import FoundMention, find_mentions
from entente.nlp.mentions.phrases import conjuncts
from entente.records import ACTOR_KINDS, Document


def one(name: str, head: str, published: date | None = date(2021, 5, 4)) -> FoundMention:
    """Return the mention of a passage that is headed by a word."""
    return next(m for m in mentions_of(name, published) if m.head == token_of(name, head))


def test_capital_and_metonym_that_act_are_states_without_a_sector() -> None:
    kremlin, tokyo = one("kremlin", "Kremlin"), one("kremlin", "Tokyo")
    assert (kremlin.actor.country, tokyo.actor.country) == ("RUS", "JPN")
    assert (tokyo.actor.kind, tokyo.actor.sector, tokyo.locative) == ("state", None, False)


def test_capital_where_something_happens_is_marked_as_a_place() -> None:
    assert one("paris", "Paris").locative


def test_adjective_gives_a_group_its_state() -> None:
    troops = one("troops", "troops").actor
    assert (troops.kind, troops.country, troops.sector) == ("group", "CHN", "MIL")
    assert troops.text == "Chinese troops"


def test_two_adjectives_on_one_noun_are_two_adjectival_mentions() -> None:
    found = [(m.actor.text, m.actor.country, m.label) for m in mentions_of("sino")]
    assert found == [("Sino", "CHN", "adjective"), ("Russian", "RUS", "adjective")]


def test_organ_is_one_mention_and_its_possessor_another() -> None:
    found = [(m.actor.text, m.actor.kind, m.actor.country, m.actor.sector) for m in mentions_of("parliament")]
    assert ("Iran's parliament", "organ", "IRN", "LEG") in found
    assert ("Iran", "state", "IRN", None) in found


def test_apposition_chain_is_one_mention_though_the_parse_hangs_its_last_part_elsewhere() -> None:
    texts = [m.actor.text for m in mentions_of("wei") if m.label == "phrase"]
    assert texts == [
        "Wei Fenghe, a China State Councilor and minister of national defense",
        "Sergey Shoigu",
    ]
    assert one("wei", "Wei").actor.country == "CHN"


def test_trailing_description_tells_country_and_office() -> None:
    zarif = one("zarif", "Zarif").actor
    assert (zarif.country, zarif.sector, zarif.text) == ("IRN", "GOV", "Zarif, the Iranian foreign minister")
    assert zarif.office is not None
    assert one("zarif", "Caracas").locative


@pytest.mark.parametrize(
    ("day", "holder"), [(date(2014, 5, 4), "François Hollande"), (date(2021, 5, 4), "Emmanuel Macron")]
)
def test_unnamed_office_holder_is_who_held_it_on_the_documents_day(day: date, holder: str) -> None:
    president = one("president", "president", day).actor
    assert (president.kind, president.country, president.person) == ("person", "FRA", holder)


def test_office_holder_stays_unnamed_where_the_document_has_no_date() -> None:
    assert one("president", "president", None).actor.person is None


def test_person_named_like_a_state_is_a_person_without_that_state() -> None:
    peterson = one("peterson", "Jordan").actor
    assert (peterson.kind, peterson.person, peterson.country) == ("person", "Jordan Peterson", None)


@pytest.mark.parametrize("name", ["accord", "sandwich", "generic"])
def test_what_is_no_actor_gets_no_mention(name: str) -> None:
    assert not [m for m in mentions_of(name) if m.actor.country is not None]


def test_the_west_is_an_actor_without_a_code() -> None:
    west = one("west", "West").actor
    assert (west.kind, west.country, west.countries) == ("unknown", None, ())
    assert west.reason


@pytest.mark.parametrize(
    ("name", "head", "country", "sector"),
    [
        ("minsk", "Protesters", "BLR", "CVL"),
        ("chad", "Troops", "TCD", "MIL"),
        ("loyal", "Forces", "SYR", "MIL"),
        ("spokesman", "spokesman", "LBY", "MIL"),
    ],
)
def test_place_origin_loyalty_and_employer_tell_whose_people_are(
    name: str, head: str, country: str, sector: str
) -> None:
    actor = one(name, head).actor
    assert (actor.country, actor.sector) == (country, sector)


def test_state_that_only_backs_somebody_is_no_owner() -> None:
    rebels = one("backed", "rebels").actor
    assert (rebels.country, rebels.sector) == (None, "REB")


def test_ministers_of_two_states_carry_both() -> None:
    ministers = one("ministers", "ministers").actor
    assert (ministers.countries, ministers.sector) == (("TCD", "NER"), "GOV")


def test_name_cut_short_in_a_coordination_is_two_states() -> None:
    assert set(codes(at("koreas", "Korea"))) == {"PRK", "KOR"}


def test_ambiguous_name_is_what_the_document_also_names_and_says_why() -> None:
    congo = one("congo", "Congo").actor
    assert congo.country == "COD"
    assert congo.reason


def test_ambiguous_name_stays_open_where_nothing_tells() -> None:
    congo = one("congo_open", "Congo").actor
    assert (congo.kind, congo.country) == ("unknown", None)
    assert congo.reason


def test_conjuncts_come_in_the_order_of_the_text() -> None:
    doc = parsed()["they"]
    assert [token.text for token in conjuncts(doc[0])] == ["China", "Russia"]


WORDS = st.sampled_from(
    ["China", "Russia", "the", "two", "sides", "minister", "Sergey", "Shoigu", "of", "and", "its", "they",
     "it", "Iran", "'s", "foreign", "met", "said", ",", "Congo", "French", "president", "-", "his",
     "counterpart", "both", "former", "each", "other", "Paris", "in", "rebels", "Washington", "Georgia",
     "US", "who", "."]
)  # fmt: skip
DEPS = st.sampled_from(
    ["nsubj", "obj", "obl", "nmod", "nmod:poss", "nmod:desc", "amod", "compound", "flat", "conj", "cc",
     "appos", "case", "det", "nummod", "punct", "xcomp", "ccomp", "acl:relcl", "advcl",
     "parataxis", "fixed", "expl"]
)  # fmt: skip
TAGS = st.sampled_from(
    ["NOUN/NN", "NOUN/NNS", "PROPN/NNP", "ADJ/JJ", "PRON/PRP", "PRON/WDT", "DET/DT",
     "VERB/VBD", "ADP/IN", "PUNCT/,", "NUM/CD"]
)  # fmt: skip


@st.composite
def trees(draw: st.DrawFn) -> list[list[list[str]]]:
    """Return sentences of random words under random trees: a head always stands before its children."""
    sentences = []
    for _ in range(draw(st.integers(1, 3))):
        size = draw(st.integers(1, 12))
        order = draw(st.permutations(range(1, size + 1)))
        heads = {order[0]: 0}
        for at_, number in enumerate(order[1:], start=1):
            heads[number] = order[draw(st.integers(0, at_ - 1))]
        sentence = []
        for number in range(1, size + 1):
            word, (pos, tag) = draw(WORDS), draw(TAGS).split("/")
            dep = "root" if heads[number] == 0 else draw(DEPS)
            space = draw(st.sampled_from(["_", "SpaceAfter=No"]))
            row = [str(number), word, word.lower(), pos, tag, "_", str(heads[number]), dep, "_", space]
            sentence.append(row)
        sentences.append(sentence)
    return sentences


@settings(max_examples=150, deadline=None)
@given(trees())
def test_spans_are_in_range_and_quotes_exact_whatever_the_parse(sentences: list[list[list[str]]]) -> None:
    doc = doc_from(sentences)
    document = Document.from_text(doc.text, published=date(2021, 5, 4))
    found = find_mentions(doc, actors.load(), document)
    discourse = resolve(doc, found, actors.load(), document)
    for mention in found:
        assert 0 <= mention.first <= mention.head < mention.last <= len(doc)
    everyone = [
        *(m.actor for m in discourse.mentions),
        *(a for i in range(len(doc)) for a in discourse.at(i)),
    ]
    for actor in [*everyone, *(m.actor for m in found)]:
        assert 0 <= actor.start < actor.end <= len(doc.text)
        assert doc.text[actor.start : actor.end] == actor.text
        assert actor.kind in ACTOR_KINDS
    assert resolve(doc, find_mentions(doc, actors.load(), document), actors.load(), document) == discourse


def test_names_listed_after_a_colon_are_mentions_of_their_own() -> None:
    found = {mention.actor.text: mention.actor.country for mention in mentions_of("listed_capitals")}
    assert {"Tirana": "ALB", "Kabul": "AFG", "Paris": "FRA"}.items() <= found.items()
    assert "the capitals" not in found


def test_what_somebody_is_not_stands_outside_of_the_mention() -> None:
    assert "Russia" in {mention.actor.text for mention in mentions_of("not_renamed")}


def test_what_somebody_is_stripped_of_stands_outside_of_the_mention() -> None:
    assert "the king" in {mention.actor.text for mention in mentions_of("stripped")}
