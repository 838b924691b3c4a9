"""Which words govern which relations is told as the dependents themselves tell it."""

from __future__ import annotations

import sys
from pathlib import Path

from entente.nlp.clauses import conjuncts, particle_of, preposition_of
from entente.nlp.governors import first_dependents, governs

sys.path.insert(0, str(Path(__file__).parent))
from parses import parse


def withdrawal():
    return parse("""
        Chad NNP nsubj pulled
        and CC cc Mali
        Mali NNP conj Chad
        pulled VBD root -
        out RP compound:prt pulled
        of IN case treaty
        the DT det treaty
        treaty NN obl pulled""")


def test_a_word_governs_the_relations_of_its_dependents_and_no_others():
    doc = withdrawal()
    relations = {token.dep_ for token in doc}
    for token in doc:
        below = {child.dep_ for child in token.children}
        assert {relation for relation in relations if governs(token, relation)} == below


def test_the_root_does_not_govern_itself():
    assert not any(governs(token, "root") for token in withdrawal())


def test_the_first_of_several_dependents_is_written_down():
    doc = parse("""
        Peru NNP nsubj met
        met VBD root -
        Chile NNP obj met
        and CC cc Brazil
        Brazil NNP conj Chile
        or CC cc Bolivia
        Bolivia NNP conj Chile""")
    assert first_dependents(doc)["conj"] == {2: 4}


def test_small_words_are_read_the_same_before_and_after_it_is_written_down():
    first, second = withdrawal(), withdrawal()
    governs(second[0], "conj")
    for doc in (first, second):
        assert [token.text for token in conjuncts(doc[0])] == ["Chad", "Mali"]
        assert (particle_of(doc[3]), preposition_of(doc[7])) == ("out", "of")
        assert particle_of(doc[0]) is preposition_of(doc[0]) is None


def test_what_is_written_down_is_plain_and_goes_through_bytes():
    doc = withdrawal()
    governs(doc[0], "conj")
    again = type(doc)(doc.vocab).from_bytes(doc.to_bytes())
    assert again.user_data == doc.user_data
    assert governs(again[0], "conj")
