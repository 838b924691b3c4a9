"""The trained head of coreference beside the rules: what it may decide, and what stays the rules' own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).parent))

from actor_docs import SPRING_2021, mentions_of, parsed, token_of

from entente import actors
from entente.nlp.coreference.head import NOBODY, CorefHead, Limits, Opinions
from entente.nlp.coreference.phrases import FORMS, OWN, PAIR, phrases_of
from entente.nlp.coreference.reader import resolve
from entente.nlp.discourse import Discourse
from entente.nlp.mentions.find import FoundMention
from entente.nlp.parser import NOUNS
from entente.records import Document

LIMITS = dict.fromkeys(("pronoun", "name", "noun"), Limits(bonus=1.0, margin=0.0))


class Told(CorefHead):
    """A head that says what the test tells it."""

    def __init__(self, opinions: Opinions) -> None:
        self.opinions = opinions

    def __call__(self, doc: Doc, mentions: Sequence[FoundMention]) -> Opinions:
        del doc, mentions
        return self.opinions


def read(name: str, anaphor: int, scores: dict[int, float], published: date = SPRING_2021) -> Discourse:
    """Return the discourse of a passage where the head has an opinion on one phrase."""
    doc, kind = parsed()[name], "noun" if parsed()[name][anaphor].pos_ == "NOUN" else "pronoun"
    document = Document.from_text(doc.text, published=published)
    head = Told(Opinions({anaphor: scores}, {anaphor: kind}, LIMITS))
    return resolve(doc, mentions_of(name, published), actors.load(), document, head=head)


def test_head_prefers_another_person_only_beyond_the_bonus_of_the_rules() -> None:
    she, merkel = token_of("she", "She"), token_of("she", "Angela")
    assert read("she", she, {NOBODY: 0.5, merkel: 0.0}).at(she)[0].person == "Angela Merkel"
    assert read("she", she, {NOBODY: 2.0, merkel: 0.0}).at(she) == ()


def test_head_never_makes_a_man_of_her() -> None:
    she, putin = token_of("she", "She"), token_of("she", "Vladimir")
    assert [a.person for a in read("she", she, {NOBODY: 0.0, putin: 9.0}).at(she)] != ["Vladimir Putin"]


def test_state_that_the_rules_found_stays() -> None:
    it = token_of("it", "it")
    assert [a.country for a in read("it", it, {NOBODY: 50.0}).at(it)] == ["TUR"]


def test_head_takes_no_owner_away_that_stands_in_the_sentence() -> None:
    his = token_of("counterpart", "his")
    assert [a.person for a in read("counterpart", his, {NOBODY: 50.0}).at(his)] == ["Sergey Lavrov"]


def test_several_antecedents_stay_a_list() -> None:
    they = token_of("they", "They")
    (actor,) = read("they", they, {NOBODY: 50.0, 0: 40.0}).at(they)
    assert actor.countries == ("CHN", "RUS")


def test_noun_joins_the_phrase_that_the_head_names_and_takes_no_actor_from_it() -> None:
    moves, before = token_of("moves", "moves"), token_of("moves", "missiles")
    discourse = read("moves", moves, {NOBODY: 0.0, before: 3.0})
    assert discourse.entity_at(moves) is not None
    assert discourse.entity_at(moves) == discourse.entity_at(before)
    assert discourse.at(moves) == ()
    assert read("moves", moves, {NOBODY: 0.0, before: -3.0}).entity_at(moves) is None


def test_noun_that_no_table_knows_is_never_a_state() -> None:
    moves, america = token_of("moves", "moves"), token_of("moves", "US")
    assert read("moves", moves, {NOBODY: 0.0, america: 9.0}).entity_at(moves) is None


def test_phrases_are_numbers_of_one_length_and_nobody_is_always_asked() -> None:
    phrases = phrases_of(parsed()["she"], mentions_of("she"))
    assert phrases.own.shape == (len(phrases.heads), len(OWN))
    later, earlier, pair = phrases.pairs(phrases.anaphors())
    assert pair.shape == (len(later), len(PAIR))
    assert set(later[earlier == NOBODY].tolist()) == set(phrases.anaphors().tolist())
    assert (earlier < later).all()
    she = phrases.heads.tolist().index(token_of("she", "She"))
    assert FORMS[int(phrases.codes["form"][she])] == "she"


def test_shipped_head_scores_the_same_whatever_the_company() -> None:
    doc, found = parsed()["she"], mentions_of("she")
    head = CorefHead.shipped()
    assert head is not None
    copy = doc.copy()
    copy.user_data[NOUNS] = np.arange(len(doc)), np.ones((len(doc), 384), dtype=np.float16)
    opinions, again = head(copy, found), head(copy, found)
    assert opinions is not None
    assert opinions == again
    assert NOBODY in opinions.scores[token_of("she", "She")]
    assert head(doc, found) is None  # parsed without vectors
