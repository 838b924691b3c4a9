"""Attribution of a quotation by the sentences that it runs over and those around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from entente.nlp.attribution_found import Attribution, spoken
from entente.nlp.clauses import surface_subjects
from entente.nlp.quotations import Quotation
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import reporting_strength, strengths

_QUOTES = frozenset('"“”«»')
_FURTHEST = 4  # sentences that a quotation may run on after the one that names its speaker


def by_running_quote(reading: Reading, token: Token) -> Attribution | None:
    """Return the speaker of the quotation that a sentence stands in, named in another of its sentences."""
    quotation = reading.quotation_of(token)
    if quotation is None or not quotation.holds(token.sent.root):
        return None
    for number, sentence in enumerate(_sentences_around(token, quotation)):
        verbs = [verb for verb in sentence if verb.pos_ == "VERB" and reading.quotation_of(verb) is None]
        quoted = any(word.text in _QUOTES for word in sentence)
        for verb in verbs if quoted else ():
            asks = strengths("asking").get(verb.lemma_.casefold())
            strength = reporting_strength(verb) or asks
            found = strength and spoken(reading, verb, surface_subjects(verb), strength, token.sent.root)
            if found:
                return found
        if number and "\n\n" in sentence.text and not quoted:
            return None
    return None


def _sentences_around(token: Token, quotation: Quotation) -> Iterator[SpacySpan]:
    """Yield the sentence in which the token's quotation ends, then those before the token's own."""
    doc, sentence = token.doc, token.sent
    last = doc[min(quotation.last, len(doc) - 1)].sent
    if last != sentence:
        yield last
    for _ in range(_FURTHEST):
        if sentence.start == 0:
            return
        sentence = doc[sentence.start - 1].sent
        yield sentence
