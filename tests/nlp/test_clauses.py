"""Arguments are logical: voice, control, coordination, participles and relative clauses are undone."""

from __future__ import annotations

import sys
from pathlib import Path

from entente.nlp.clauses import (
    arguments_of,
    conjuncts,
    fillers,
    noun_arguments,
    preposition_of,
    verb_arguments,
)

sys.path.insert(0, str(Path(__file__).parent))
from parses import parse


def slots(doc, word):
    token = next(token for token in doc if token.text == word)
    return {slot: [found.text for found in tokens] for slot, tokens in arguments_of(token).slots.items()}


def test_passive_subject_is_the_logical_object_and_the_agent_the_subject():
    doc = parse("""
        Rebels NNS nsubj:pass captured
        were VBD aux:pass captured
        captured VBN root -
        by IN case troops
        troops NNS obl:agent captured""")
    assert slots(doc, "captured") == {"obj": ["Rebels"], "subj": ["troops"]}


def test_object_of_urge_carries_out_the_infinitive():
    doc = parse(
        """
        Chad NNP nsubj urged
        urged VBD root -
        Mali NNP obj urged
        to TO mark withdraw
        withdraw VB xcomp urged""",
        {"urged": "urge"},
    )
    assert slots(doc, "withdraw")["subj"] == ["Mali"]


def test_subject_of_promise_carries_out_the_infinitive():
    doc = parse(
        """
        Chad NNP nsubj promised
        promised VBD root -
        Mali NNP obj promised
        to TO mark withdraw
        withdraw VB xcomp promised""",
        {"promised": "promise"},
    )
    assert slots(doc, "withdraw")["subj"] == ["Chad"]


def test_call_on_somebody_names_who_is_to_act():
    doc = parse(
        """
        Peru NNP nsubj called
        called VBD root -
        on IN case Chile
        Chile NNP obl called
        to TO mark stop
        stop VB advcl called""",
        {"called": "call"},
    )
    assert slots(doc, "stop")["subj"] == ["Chile"]


def test_coordinated_verb_shares_the_subject():
    doc = parse("""
        Oman NNP nsubj visited
        visited VBD root -
        Qatar NNP obj visited
        and CC cc praised
        praised VBD conj visited
        Kuwait NNP obj praised""")
    assert slots(doc, "praised") == {"subj": ["Oman"], "obj": ["Kuwait"]}


def test_relative_clause_finds_its_noun_as_left_out_object():
    doc = parse("""
        treaty NN root -
        that WDT obj signed
        Russia NNP nsubj signed
        signed VBD acl:relcl treaty
        with IN case Japan
        Japan NNP obl signed""")
    assert slots(doc, "signed") == {"subj": ["Russia"], "obj": ["treaty"], "obl:with": ["Japan"]}


def test_relative_pronoun_as_subject_stands_for_its_noun():
    doc = parse("""
        troops NNS root -
        who WP nsubj entered
        entered VBD acl:relcl troops
        Chad NNP obj entered""")
    assert slots(doc, "entered") == {"subj": ["troops"], "obj": ["Chad"]}


def test_accused_of_doing_has_the_accused_as_doer():
    doc = parse(
        """
        Iran NNP nsubj accused
        accused VBD root -
        Israel NNP obj accused
        of IN mark sabotaging
        sabotaging VBG advcl accused
        plants NNS obj sabotaging""",
        {"accused": "accuse"},
    )
    assert slots(doc, "sabotaging")["subj"] == ["Israel"]


def test_participle_after_a_noun_is_passive():
    doc = parse("""
        jets NNS root -
        shot VBN acl jets
        by IN case rebels
        rebels NNS obl:agent shot""")
    assert slots(doc, "shot") == {"obj": ["jets"], "subj": ["rebels"]}


def test_possessor_of_a_plan_carries_it_out():
    doc = parse("""
        China NNP nmod:poss plan
        's POS case China
        plan NN root -
        to TO mark visit
        visit VB acl plan
        Japan NNP obj visit""")
    assert slots(doc, "visit")["subj"] == ["China"]


def test_noun_arguments_name_possessor_and_prepositions():
    doc = parse("""
        France NNP nmod:poss attack
        's POS case France
        attack NN root -
        on IN case Mali
        Mali NNP nmod attack""")
    assert slots(doc, "attack") == {"poss": ["France"], "nmod:on": ["Mali"]}


def test_slot_paths_step_into_arguments():
    doc = parse("""
        Chad NNP nsubj signed
        signed VBD root -
        treaty NN obj signed
        with IN case Mali
        Mali NNP nmod treaty""")
    arguments = verb_arguments(doc[1])
    assert [token.text for token in fillers(arguments, "obj>nmod:with")] == ["Mali"]


def test_prepositions_of_several_words_are_one():
    doc = parse("""
        said VBD root -
        according VBG case police
        to IN fixed according
        police NN obl said""")
    assert preposition_of(doc[3]) == "according to"


def test_conjuncts_are_found_through_chains():
    doc = parse("""
        China NNP root -
        , , punct Russia
        Russia NNP conj China
        and CC cc Iran
        Iran NNP conj Russia""")
    assert [token.text for token in conjuncts(doc[0])] == ["China", "Russia", "Iran"]


def test_light_verb_lends_its_subject_to_the_noun():
    doc = parse("""
        Peru NNP nsubj paid
        paid VBD root -
        visit NN obj paid
        to IN case Chile
        Chile NNP nmod visit""")
    found = {slot: [t.text for t in tokens] for slot, tokens in noun_arguments(doc[2], doc[1]).slots.items()}
    assert found["host:subj"] == ["Peru"]
    assert found["nmod:to"] == ["Chile"]
