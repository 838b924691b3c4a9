"""A reading answers a question about a token once, and finds its nouns by every lemma that they may have."""

from __future__ import annotations

import sys
from pathlib import Path

from spacy.tokens import Token

from entente.nlp.reading import Reading, once
from entente.nlp.relations.around import nouns_of
from entente.records import Document

sys.path.insert(0, str(Path(__file__).parent))
from coded import coder

TEXT = '"We will not sign," the minister of Gabon said. "Our bases stay where they are."'


def read(text: str = TEXT) -> Reading:
    document = Document.from_text(text)
    return coder().read(document, coder().nlp(document.text))


def test_a_question_about_a_token_is_worked_out_once_a_reading():
    asked: list[int] = []

    @once
    def nothing(reading: Reading, token: Token) -> None:
        del reading
        asked.append(token.i)

    reading, other = read(), read()
    for one in (reading, reading, other):
        assert nothing(one, one.doc[3]) is None
    assert asked == [3, 3]  # None is an answer; another reading asks anew


def test_two_questions_about_one_token_do_not_answer_for_each_other():
    @once
    def text(reading: Reading, token: Token) -> str:
        return reading.doc[token.i].text

    @once
    def lemma(reading: Reading, token: Token) -> str:
        return reading.doc[token.i].lemma_

    reading = read()
    noun = next(token for token in reading.doc if token.text == "bases")
    assert text(reading, noun) == "bases" != lemma(reading, noun)


def test_nouns_are_found_by_lemma_and_by_regular_singular_in_order():
    found = [noun.text for noun in nouns_of(read(), frozenset({"base", "minister", "treaty"}))]
    assert found == ["minister", "bases"]


def test_a_token_stands_in_its_own_quotation_or_in_none():
    reading = read()
    for token in reading.doc:
        holding = [quotation for quotation in reading.quotations if quotation.holds(token)]
        assert reading.quotation_of(token) == (holding[0] if holding else None)
    of = {token.text: reading.quotation_of(token) for token in reading.doc}
    assert of["minister"] is None
    assert None not in (of["sign"], of["bases"])
    assert of["sign"] != of["bases"]


def test_the_characters_of_tokens_are_those_of_the_document():
    reading = read()
    for first in range(len(reading.doc) - 1):
        span, piece = reading.span(first, first + 2), reading.doc[first : first + 2]
        assert (span.start, span.end, span.text) == (piece.start_char, piece.end_char, piece.text)
