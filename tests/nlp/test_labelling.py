"""Two marked spans: what the text says the one does to the other."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from entente.nlp.labelling import Label, label, tokens_in
from entente.nlp.reading import Reading
from entente.records import Document, Status

sys.path.insert(0, str(Path(__file__).parent))
from coded import coder


@cache
def read(text: str) -> Reading:
    document = Document.from_text(text)
    return coder().read(document, coder().nlp(document.text))


def span(text: str, words: str | None) -> tuple[int, int] | None:
    """Return where words first stand in a text."""
    return (text.index(words), text.index(words) + len(words)) if words else None


def ask(text: str, source: str | None, target: str | None) -> Label:
    """Return the label of a text whose parties are given by their words."""
    return label(read(text), span(text, source), span(text, target), coder().frames)


@pytest.mark.parametrize(
    ("text", "source", "target", "type_"),
    [
        ("Portugal condemned the decision of Bolivia.", "Portugal", "Bolivia", "ACCUSE"),
        ("Troops from Togo shelled a village in Benin.", "Troops from Togo", "a village in Benin", "ASSAULT"),
        ("Botswana imposed sanctions on Lesotho.", "Botswana", "Lesotho", "SANCTION"),
        ("The beekeepers' union accused the cheese board of lying.", "union", "cheese board", "ACCUSE"),
        (
            "A court in Quito released the poet Ana Lumbi.",
            "A court in Quito",
            "the poet Ana Lumbi",
            "RETREAT",
        ),
        ("Malta said on Friday that Cyprus must reopen the strait.", "Malta", "Cyprus", "REQUEST"),
    ],
)
def test_what_the_source_does_to_the_target(text: str, source: str, target: str, type_: str) -> None:
    found = ask(text, source, target)
    assert (found.type, found.status) == (type_, Status.ACTUAL)
    assert found.plover == type_
    assert found.quad == coder().codebook.quad(type_)


def test_each_pair_of_a_sentence_has_its_own_label() -> None:
    text = "Peru condemned Chile after soldiers of Chile had bombed a depot in Ecuador."
    assert ask(text, "Peru", "Chile").type == "ACCUSE"
    assert ask(text, "soldiers of Chile", "Ecuador").type == "ASSAULT"


def test_the_passive_has_its_parties_the_other_way_round() -> None:
    text = "Kenya was attacked by Somalia, which Kenya had accused of piracy."
    assert ask(text, "Somalia", "Kenya").type == "ASSAULT"


def test_what_is_done_to_the_source_is_not_done_by_it() -> None:
    text = "Botswana imposed sanctions on Lesotho."
    assert ask(text, "Lesotho", "Botswana").type is None


def test_a_meeting_is_the_same_both_ways() -> None:
    text = "The president of Peru met the king of Tonga on Friday."
    one, other = "The president of Peru", "the king of Tonga"
    assert ask(text, one, other).type == ask(text, other, one).type == "CONSULT"


def test_status_is_folded_into_the_plover_type() -> None:
    planned = ask("Norway will provide food aid to Samoa next week.", "Norway", "Samoa")
    assert (planned.type, planned.status, planned.plover, planned.quad) == ("AID", Status.PLANNED, "AGREE", 2)
    negated = ask("The army did not attack Samoa.", "army", "Samoa")
    assert (negated.type, negated.status, negated.plover) == ("ASSAULT", Status.NEGATED, None)


def test_a_party_that_no_table_knows_is_a_party_when_it_is_marked() -> None:
    text = "The Tinsmiths of Lower Vash surrendered to the Duke's Halberdiers."
    assert ask(text, "The Tinsmiths of Lower Vash", "the Duke's Halberdiers").type is not None


def test_nobody_named_is_null() -> None:
    text = "Two editors were jailed in Eritrea."
    assert ask(text, None, "Two editors").type == "COERCE"


def test_nothing_said_has_no_label_and_low_scores() -> None:
    found = ask("The river Oder flows past Poland and Germany.", "Poland", "Germany")
    assert (found.type, found.status, found.plover, found.quad, found.trigger) == (None,) * 5
    assert sum(found.scores.values()) < 0.5


def test_words_that_may_tell_of_anything_say_little_alone() -> None:
    found = ask("Kenya said that Uganda was a neighbour.", "Kenya", "Uganda")
    assert found.type is None
    assert found.scores, "the weak readings are weighed all the same"


def test_scores_are_shares_and_the_best_comes_first() -> None:
    found = ask("France condemned Mali and sent troops to the border.", "France", "Mali")
    shares = list(found.scores.values())
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) < 1
    assert next(iter(found.scores)) == found.type


def test_the_trigger_is_a_word_of_the_text() -> None:
    text = "Portugal condemned Bolivia."
    found = ask(text, "Portugal", "Bolivia")
    assert found.trigger is not None
    assert text[found.trigger.start : found.trigger.end] == found.trigger.text == "condemned"


def test_other_sentences_have_no_say() -> None:
    alone = ask("Portugal condemned Bolivia.", "Portugal", "Bolivia")
    among = ask("Two armies clashed. Portugal condemned Bolivia.", "Portugal", "Bolivia")
    assert among.scores == alone.scores


def test_a_span_takes_every_token_that_it_touches() -> None:
    doc = read("Portugal condemned Bolivia.").doc
    assert [token.text for token in tokens_in(doc, (4, 10)) or ()] == ["Portugal", "condemned"]
    assert tokens_in(doc, None) is None
