"""Edit scripts and the table of known forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.nlp.lemmas import Lemmatizer, apply_script, script_between

WORD = st.text(alphabet="abcdeSTU-1", min_size=1, max_size=10)


@given(form=WORD, lemma=WORD, proper=st.booleans())
def test_a_script_makes_its_lemma(form: str, lemma: str, proper: bool) -> None:
    assert apply_script(script_between(form, lemma, proper=proper), form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("treaties", "treaty", "l3|y"),
        ("Signed", "sign", "l2|"),
        ("was", "be", "=be"),
        ("the", "the", "l0|"),
    ],
)
def test_scripts_are_short_and_general(form: str, lemma: str, script: str) -> None:
    assert script_between(form, lemma, proper=False) == script


def test_names_keep_their_capitals() -> None:
    assert apply_script(script_between("Paris", "Paris", proper=True), "Moscow") == "Moscow"


def test_a_script_that_cuts_too_much_leaves_the_form() -> None:
    assert apply_script("l3|", "us") == "us"


def test_the_table_wins_for_the_tag_it_knows() -> None:
    lemmatizer = Lemmatizer(["l1|", "l0|"], {("left", "VBD"): "leave"})
    assert lemmatizer.lemma("Left", "VBD", 1) == "leave"
    assert lemmatizer.lemma("left", "JJ", 1) == "left"
    assert lemmatizer.lemma("ships", "NNS", 0) == "ship"


def test_a_name_has_a_capital_whatever_the_form_or_the_script() -> None:
    lemmatizer = Lemmatizer(["l1|", "l0|"], {})
    assert lemmatizer.lemma("Nations", "NNPS", 0) == "Nation"
    assert lemmatizer.lemma("mali", "NNP", 1) == "Mali"
