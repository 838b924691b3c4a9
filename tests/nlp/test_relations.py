"""Relations rest on the words of the text: their parties, their names, and where they stand."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from entente import codebook
from entente.evaluation.matching import party_codes
from entente.nlp.cuedata import load_table
from entente.nlp.relations.around import host, hosts, verb_names
from entente.nlp.relations.merging import merge_relations
from entente.nlp.relations.named import FROM_TABLE
from entente.nlp.relations.office import spelling
from entente.nlp.relations.signing import date_by_events
from entente.nlp.relations.standing import is_denied, relation_status, trend_of
from entente.records import (
    Actor,
    DateBasis,
    Document,
    Event,
    EventDate,
    Evidence,
    Relation,
    RelationStatus,
    Span,
    Status,
    Trend,
)

sys.path.insert(0, str(Path(__file__).parent))
from coded import coder, samples
from parses import parse


def word(doc, text):
    return next(token for token in doc if token.text == text)


def relations(text: str, kind: str) -> list[Relation]:
    coded = coder().code_one(Document.from_text(text))
    return [relation for relation in coded.relations if relation.kind == kind]


# Built by hand: no model

SIGNED = """
    Chad NNP nsubj signed
    signed VBD root -
    a DT det treaty
    treaty NN obj signed
    with IN case Niger
    Niger NNP nmod treaty"""


def test_a_noun_finds_the_verb_it_is_an_object_of():
    over = host(word(parse(SIGNED, {"signed": "sign"}), "treaty"))
    assert over is not None
    assert (over.verb.text, over.link) == ("signed", "obj")


def test_what_is_signed_is_announced():
    noun = word(parse(SIGNED, {"signed": "sign"}), "treaty")
    assert relation_status(noun, host(noun)) is RelationStatus.ANNOUNCED


def test_what_was_not_signed_is_no_relation():
    doc = parse(
        """
        Chad NNP nsubj sign
        did VBD aux sign
        not RB advmod sign
        sign VB root -
        the DT det treaty
        treaty NN obj sign""",
        {"did": "do"},
    )
    noun = word(doc, "treaty")
    assert relation_status(noun, host(noun)) is None


def test_what_is_only_planned_to_end_still_holds():
    doc = parse("""
        Chad NNP nsubj terminate
        will MD aux terminate
        terminate VB root -
        the DT det treaty
        treaty NN obj terminate""")
    noun = word(doc, "treaty")
    assert relation_status(noun, host(noun)) is RelationStatus.IN_FORCE


def test_a_share_is_looked_through_to_its_verb():
    doc = parse("""
        Chad NNP nsubj suspend
        suspend VBP root -
        participation NN obj suspend
        in IN case treaty
        the DT det treaty
        treaty NN nmod participation""")
    over = host(word(doc, "treaty"))
    assert over is not None
    assert over.verb.text == "suspend"


def test_an_oblique_goes_by_the_names_that_have_its_preposition():
    doc = parse("""
        Chad NNP nsubj end
        end VBP root -
        talks NNS obj end
        without IN case agreement
        an DT det agreement
        agreement NN obl end""")
    over = host(word(doc, "agreement"))
    assert over is not None
    assert over.names == ["end|without"]
    assert is_denied(word(doc, "agreement"))


def test_a_relative_clause_is_a_verb_of_its_noun():
    doc = parse("""
        a DT det treaty
        treaty NN root -
        that WDT obj sign
        they PRP nsubj sign
        sign VBP acl:relcl treaty""")
    assert [over.verb.text for over in hosts(word(doc, "treaty"))] == ["sign"]


def test_a_participle_before_the_noun_tells_the_trend():
    doc = parse("""
        deepening VBG amod cooperation
        cooperation NN root -""")
    assert trend_of(word(doc, "cooperation")) is Trend.STRENGTHENING


def test_a_verb_is_known_by_its_regular_forms_when_its_lemma_is_wrong():
    doc = parse("severed VBD root -", {"severed": "severe"})
    assert "sever" in verb_names(doc[0])


def person(text: str, name: str) -> Actor:
    return Actor(0, len(text), text, kind="person", country="RUS", person=name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sergei Shoigu, the Russian defence minister", "Sergei Shoigu"),
        ("Shoigu", "Sergey Shoigu"),
        ("Russia's foreign minister", None),
    ],
)
def test_a_person_is_spelled_as_in_the_text(text, expected):
    assert spelling(person(text, "Sergey Shoigu")) == expected


def row(**values) -> Relation:
    parties = tuple(
        Actor(0, 4, code, kind="state", id=code, country=code)
        for code in values.pop("parties", ("TCD", "NER"))
    )
    evidence = Evidence(0, 40, "Chad and Niger signed a water treaty …..", 0)
    base = {"id": "1", "kind": "agreement", "name": "water treaty", "trigger": Span(24, 36, "water treaty")}
    return Relation(parties=parties, evidence=evidence, **{**base, **values})


def signing(status: Status = Status.ACTUAL) -> Event:
    day = EventDate(0, 3, "May", date(2020, 5, 1), date(2020, 5, 31), None, DateBasis.STATED)
    trigger, evidence = Span(15, 21, "signed"), Evidence(0, 40, "Chad and Niger signed a water treaty", 0)
    return Event(
        "e",
        "AGREE",
        None,
        (),
        (),
        (),
        day,
        None,
        status,
        False,
        None,
        None,
        None,
        None,
        1,
        None,
        None,
        trigger,
        evidence,
    )


def test_an_agreement_takes_its_day_from_the_event_of_signing():
    (dated,) = date_by_events([row()], [signing()])
    assert dated.signed == signing().date


def test_a_planned_signing_dates_no_agreement():
    (undated,) = date_by_events([row()], [signing(Status.PLANNED)])
    assert undated.signed is None


def test_one_tie_told_twice_is_one_row_with_the_fuller_words():
    (merged,) = merge_relations([row(id="1"), row(id="2", areas=("water",))])
    assert merged.areas == ("water",)


def test_other_parties_make_another_row():
    assert len(merge_relations([row(id="1"), row(id="2", parties=("TCD", "MLI"))])) == 2


def test_cue_tables_name_kinds_of_the_codebook():
    helpers = {"around", "trend", "status", "ordinals"}
    assert set(load_table("relations")) - helpers == set(codebook.load().relation_kinds)


# With the model


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger have no agreement on water.",
        "The two leaders of Chad and Niger ended their summit in Accra without an agreement.",
        "Chad and Niger share a long border and many herders.",
        "The company works with partners in Chad and Niger.",
        "Ana Weidner, a senior fellow at the Institute for Alpine Studies in Vienna, writes on Chad.",
        "The ambassador of Chad opened an exhibition in Lima.",
    ],
)
def test_a_bare_mention_is_no_relation(text):
    assert coder().code_one(Document.from_text(text)).relations == ()


def test_the_period_of_an_agreement_is_not_the_day_of_its_signing():
    (found,) = relations(
        "Chad and Niger signed a road map on trade for 2018-2020 on 3 May 2017.", "agreement"
    )
    assert (str(found.holds_from), str(found.holds_to)) == ("2018-01-01", "2020-12-31")
    assert found.subtype == "road map"
    assert found.signed is None or str(found.signed.first) == "2017-05-03"


def test_each_member_has_its_own_row():
    found = relations("Kenya and Uganda are members of the African Union.", "membership")
    assert {party_codes(one.parties) for one in found} == {frozenset({"KEN", "AU"}), frozenset({"UGA", "AU"})}


def test_an_organisation_that_is_the_framework_is_no_party():
    (found,) = relations(
        "Under the framework of the SCO, China and Kazakhstan cooperate in energy.", "cooperation"
    )
    assert party_codes(found.parties) == {"CHN", "KAZ"}
    assert found.framework == ("SCO",)


def test_a_title_that_names_cooperation_is_recorded_once():
    text = "Chad and Niger signed a treaty on cooperation in Accra."
    assert relations(text, "cooperation") == []
    assert relations(text, "agreement")[0].name == "treaty on cooperation"


def test_a_spokesman_or_a_rank_is_no_office():
    assert relations("Colonel Abdou Sy of the Senegalese army spoke in Dakar.", "office") == []


def test_every_relation_of_the_samples_quotes_its_text():
    found = [(coded.document.text, one) for coded in samples() for one in coded.relations]
    assert len(found) >= 30
    for text, one in found:
        assert text[one.evidence.start : one.evidence.end] == one.evidence.quote
        assert one.trigger is not None
        assert text[one.trigger.start : one.trigger.end] == one.trigger.text
        for words in (one.name, one.object, one.office):
            assert words is None or words in text


def test_relations_of_the_samples_have_ids_of_their_own():
    for coded in samples():
        ids = [one.id for one in coded.relations]
        assert len(ids) == len(set(ids))


def found_in(text, day=None):
    return coder().code_one(Document.from_text(text, published=day)).relations


def codes(relation):
    return sorted(actor.country or actor.organisation for actor in relation.parties)


def test_a_text_known_by_name_has_the_parties_of_the_table_marked_as_from_there():
    (found,) = found_in("Under the Simla Agreement, quarrels are settled by talks.")
    assert (found.kind, codes(found)) == ("agreement", ["IND", "PAK"])
    assert {actor.reason for actor in found.parties} == {FROM_TABLE}


def test_the_text_overrides_the_table():
    found = found_in("Chad and Niger signed the Simla Agreement in Niamey.")
    assert codes(found[0]) == ["NER", "TCD"]


def test_who_leaves_a_text_of_many_is_its_only_party():
    (found,) = found_in("Chad withdrew from the Paris Agreement.")
    assert (codes(found), found.status) == (["TCD"], RelationStatus.ENDED)


def test_the_table_tells_whether_a_named_text_still_held_on_the_day():
    text = "The INF Treaty was a pillar."
    (before,), (after,) = found_in(text, date(2010, 1, 1)), found_in(text, date(2022, 1, 1))
    assert (before.status, after.status) == (RelationStatus.IN_FORCE, RelationStatus.ENDED)


def test_envoys_recalled_from_two_states_are_two_rows():
    found = found_in("Peru has recalled its ambassadors from Chad and Niger.")
    assert sorted(codes(row) for row in found) == [["NER", "PER"], ["PER", "TCD"]]


def test_a_treaty_taken_up_again_is_the_same_row():
    text = "Chad and Niger signed a fisheries treaty on Monday. The treaty between Chad and Niger is short."
    assert [row.name for row in found_in(text, date(2020, 5, 6))] == ["fisheries treaty"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Britain has 4,100 soldiers near Basra.", {"GBR", "IRQ"}),
        ("American troops are to withdraw from Iraq by December.", {"USA", "IRQ"}),
        ("Russia maintains a naval facility in Tartus.", {"RUS", "SYR"}),
    ],
)
def test_presence_is_where_a_force_lies_or_leaves(text, parties):
    (presence,) = relations(text, "presence")
    assert set(party_codes(presence.parties)) == parties


def test_a_facility_without_a_force_is_no_presence():
    assert relations("Canada maintains a research facility in Chile.", "presence") == []


def test_who_is_among_those_that_joined_is_a_member():
    found = relations("Bulgaria and Romania were among the countries that joined NATO.", "membership")
    assert {code for row in found for code in party_codes(row.parties)} == {"BGR", "ROU", "NATO"}


def test_the_forerunner_of_an_organisation_is_another_one():
    assert relations("Morocco left the African Union's forerunner in 1984.", "membership") == []


def test_sanctions_most_of_which_are_lifted_have_their_keeper():
    (found,) = relations("The United States lifted most of its sanctions against Sudan.", "sanctions")
    assert set(party_codes(found.parties)) == {"USA", "SDN"}
