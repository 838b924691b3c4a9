"""Words as the treebanks cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from entente.nlp.tokenizer import blank_english


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank_english()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S.-led coalition", "the|U.S.|-|led|coalition"),
        ("U.S.-China trade", "U.S.|-|China|trade"),
        ("Gen. Smith's F-16s.", "Gen.|Smith|'s|F|-|16s|."),
        ("a $5bn deal", "a|$|5bn|deal"),
        ("US$3.2 million", "US|$|3.2|million"),
        ("from 2017-20", "from|2017|-|20"),
        ("2017–20", "2017|–|20"),
        ("pro-Kremlin ex-president", "pro|-|Kremlin|ex|-|president"),
        ("Sino-Russian ties", "Sino|-|Russian|ties"),
        ("Washington, D.C.", "Washington|,|D.C."),
        ("he said—won't end", "he|said|—|wo|n't|end"),
        ("they don’t", "they|do|n’t"),
        ("the Ministers' talks", "the|Ministers|'|talks"),
        ("and/or", "and|/|or"),
        ("(2018):", "(|2018|)|:"),
        ("COVID-19", "COVID|-|19"),
        ("at 5 p.m. Tuesday", "at|5|p.m.|Tuesday"),
        ("by e-mail", "by|e-mail"),
        ("China’s plan", "China|’s|plan"),
        ("a 30,000-strong force", "a|30,000|-|strong|force"),
        ("Art. 5", "Art.|5"),
        ("==========", "=========="),
    ],
)
def test_words_are_cut_as_in_the_treebanks(nlp: Language, text: str, words: str) -> None:
    assert [token.text for token in nlp(text)] == words.split("|")


@given(st.text(alphabet="aB.-$5/' ()\n—’s", max_size=40))
def test_tokens_give_the_text_back(nlp: Language, text: str) -> None:
    assert "".join(token.text_with_ws for token in nlp(text)) == text
