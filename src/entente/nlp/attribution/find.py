"""Attribution: who the text says says what a clause holds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.attribution.asides import by_aside, by_insertion, by_parenthesis
from entente.nlp.attribution.found import Attribution
from entente.nlp.attribution.governors import by_governor
from entente.nlp.attribution.headlines import by_colon, by_headline, by_next_sentence
from entente.nlp.attribution.nouns import by_copula
from entente.nlp.attribution.phrases import by_hearsay, by_phrase
from entente.nlp.attribution.quotes import by_free_speech, by_running_quote
from entente.nlp.reading import Reading, once
from entente.nlp.speech_cues import reporting_strength

_APART = frozenset({"acl:relcl", "acl", "advcl"})


@once
def attribution_at(reading: Reading, token: Token) -> Attribution | None:
    """Return who the text says says what the clause of the token holds; None when nobody is quoted.

    The nearest speaker wins: in "A said B had told C that …" what was told is B's.
    """
    left: Token | None = None  # the last clause with a subject of its own that was climbed out of
    apart = False  # whether a relative or adverbial clause was climbed out of
    for clause, governor in _clauses_up(reading, token):
        found = (
            by_phrase(reading, clause)
            or by_aside(reading, clause)
            or by_parenthesis(reading, clause)
            or (by_hearsay(reading, clause) if left is None and not apart else None)
            or by_copula(reading, clause)
            or by_colon(reading, clause)
            or (by_governor(reading, clause, governor) if governor is not None else None)
            or by_next_sentence(reading, clause)
        )
        if found is not None:
            return None if _is_outside(reading, token, left, found) else found
        if clause.dep_ in {"conj", "parataxis"} and _has_subject(clause):
            left = clause
        apart = apart or clause.dep_ in _APART
    return (
        by_insertion(reading, token)
        or by_running_quote(reading, token)
        or by_headline(reading, token)
        or by_free_speech(reading, token)
    )


def _is_outside(reading: Reading, token: Token, left: Token | None, found: Attribution) -> bool:
    """Whether a clause stands after what is said, in the text's own voice.

    It is coordinated with a subject of its own behind "…, X said, and …", or stands behind the speaker
    of direct speech and outside of it: "'…,' said X, whose dossier ran to six pages".
    """
    content, after = reading.doc[found.content], found.cue.end <= token.idx
    if not after or reading.quotation_of(token) is not None:
        return False
    if reading.quotation_of(content) is not None and content.idx < found.cue.start:
        return True
    return left is not None and content.idx < found.cue.start and found.cue.end <= left.idx


def _has_subject(clause: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubj:pass", "expl"} for child in clause.children)


def _clauses_up(reading: Reading, token: Token) -> Iterator[tuple[Token, Token | None]]:
    """Yield each word from the trigger upwards with the word that governs it, None at the root.

    Behind a semicolon a sentence starts anew, unless "that" or a quotation carries what is said over it.
    """
    while True:
        governor = None if token.head == token or _starts_anew(reading, token) else token.head
        yield token, governor
        if governor is None:
            return
        token = governor


def _starts_anew(reading: Reading, clause: Token) -> bool:
    """Whether a clause with a subject of its own follows its governor's behind a semicolon."""
    loose = clause.dep_ in {"conj", "parataxis"} or _is_second(clause)
    if not loose or not _has_subject(clause) or clause.i < clause.head.i:
        return False
    edge = clause.left_edge.i
    parted = ";" in {clause.doc[edge].text, clause.doc[max(0, edge - 1)].text}
    asides = [
        word for word in clause.doc[edge : clause.sent.end] if word.dep_ == "parataxis" and word != clause
    ]
    if any(word.pos_ == "VERB" and reporting_strength(word) for word in asides):
        return False
    carried = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
    return parted and not carried and reading.quotation_of(clause) is None


def _is_second(clause: Token) -> bool:
    """Whether a clause hangs on a verb that has had its "that …" already."""
    before = [child for child in clause.head.children if child.dep_ == "ccomp" and child.i < clause.i]
    told = any(child.lower_ == "that" for one in before for child in one.children if child.dep_ == "mark")
    return clause.dep_ == "ccomp" and told
