"""Where sentences begin, on text written for these tests."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from entente.nlp.sentences import SentenceMarker, paragraphs, sentence_starts


def split(text: str) -> list[str]:
    starts = [*sentence_starts(text), len(text)]
    return [text[start:end].strip() for start, end in pairwise(starts)]


ONE = [
    "The U.S. State Department criticised the plan.",
    "Gen. Amadou Keita met Lt. Col. J. R. Smith in Ft. Worth.",
    "He left at 5 p.m. Tuesday for Washington, D.C. and New York.",
    "The court cited Art. 5 and No. 12 of the treaty (see p. 4).",
    'Mr. Okafor said "we will not wait" and left.',
    '"Why now?" Mr. Okafor asked.',
    "Exports rose 3.5 percent to $4.2 billion, vs. 3.1 percent before.",
    "The pact (signed in May. 2014) still holds.",
    "St. Petersburg hosted the talks between Gazprom Inc. and Statoil.",
]


@pytest.mark.parametrize("text", ONE)
def test_abbreviations_initials_and_brackets_do_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


TWO = [
    ("Chad signed the treaty.", "Niger did not."),
    ("Troops arrived from the U.S.", "The minister welcomed them."),
    ("He arrived at 5 p.m.", "Talks began at once."),
    ('"We will not wait."', "The envoy then left."),
    ("Will they sign?", "Nobody knows."),
    ("It joined in 1999 [12].", "It left in 2004."),
    ("It joined in 1999. [12]", "It left in 2004."),
    ("The firm is called Acme Inc.", "It sells ships."),
    ("BEIJING, April 2 (Xinhua) --", "China sent an envoy."),
    ("WASHINGTON, D.C. (AP) —", "The senate voted."),
    ("Paris, France -", "The leaders met."),
]


@pytest.mark.parametrize(("first", "second"), TWO)
def test_a_stop_or_a_dateline_ends_a_sentence(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


def test_a_stop_without_a_space_still_ends_a_sentence() -> None:
    assert split("The talks ended.The envoys left.") == ["The talks ended.", "The envoys left."]


def test_headings_and_list_items_stand_alone() -> None:
    text = (
        "Talks resume in Geneva\nThe two sides met on Monday\n\n- a truce\n- an exchange\n1. Chad\n2. Niger"
    )
    assert split(text) == [
        "Talks resume in Geneva",
        "The two sides met on Monday",
        "- a truce",
        "- an exchange",
        "1. Chad",
        "2. Niger",
    ]


def test_a_wrapped_paragraph_is_one_paragraph() -> None:
    text = (
        "The foreign ministers of the three states met on the shore of the lake\n"
        "and agreed that Ruritania would open its northern border again before\n"
        "the end of the year. Observers from the Union were present at the talks\n"
        "and left on Friday."
    )
    assert len(list(paragraphs(text))) == 1
    assert len(split(text)) == 2


def test_marker_writes_sentence_starts_on_the_document() -> None:
    nlp = spacy.blank("en")
    doc = SentenceMarker()(nlp("Chad signed. Niger did not.\n\nMali left"))
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Chad signed.",
        "Niger did not.",
        "Mali left",
    ]


def test_marker_takes_an_empty_document() -> None:
    assert len(SentenceMarker()(spacy.blank("en")(""))) == 0


@given(st.text(alphabet='aB .!?\n"()U1', max_size=80))
def test_starts_ascend_within_the_text_and_never_begin_with_space(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert all(not text[start].isspace() for start in starts)
    assert bool(starts) == bool(text.strip())
