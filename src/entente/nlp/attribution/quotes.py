"""Attribution of a quotation by the sentences that it runs over and those around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from entente.nlp.attribution.found import Attribution, spoken, unnamed
from entente.nlp.attribution.nouns import stance_strength
from entente.nlp.clauses import surface_subjects
from entente.nlp.parties import is_coded, parties_of
from entente.nlp.quotations import Quotation
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import is_unspoken, reporting_strength, strength_over

_QUOTES = frozenset('"“”«»')
_SETTING = frozenset({",", ":", "!", "?"})
_FURTHEST = 4  # sentences that a quotation may run on after the one that names its speaker


def by_running_quote(reading: Reading, token: Token) -> Attribution | None:
    """Return the speaker of the quotation that a sentence stands in, named in another of its sentences.

    Where no word says so, the one whom the sentence before is of, and at last nobody known: what stands
    between quotation marks is never the text's own.
    """
    quotation = reading.quotation_of(token)
    if quotation is None:
        return None
    if not quotation.holds(token.sent.root):
        return _by_frame(reading, token, token.sent) if _is_speech(reading, token, quotation) else None
    return (
        _by_frame(reading, token, token.sent)
        or _by_lead(reading, token, quotation)
        or _by_neighbour(reading, token, quotation)
        or _by_subject_before(reading, token, quotation)
        or _of_nobody(reading, token, quotation)
    )


def _is_speech(reading: Reading, token: Token, quotation: Quotation) -> bool:
    """Whether a quotation within a sentence holds a clause that a comma or colon sets off from its frame."""
    top = token
    while quotation.holds(top.head) and top.head != top:
        top = top.head
    if not any(child.dep_ in {"nsubj", "nsubj:pass"} and quotation.holds(child) for child in top.children):
        return False
    doc, first, last = reading.doc, quotation.first - 1, quotation.last
    before = first <= token.sent.start or doc[first - 1].text in _SETTING
    inside = doc[last - 1].text in _SETTING
    behind = last + 1 < len(doc) and doc[last + 1].text in _SETTING
    return before and (first > token.sent.start or inside or behind)


def _by_neighbour(reading: Reading, token: Token, quotation: Quotation) -> Attribution | None:
    """Return the speaker named in a sentence around, as far as quotations go on."""
    for number, sentence in enumerate(_sentences_around(token, quotation)):
        quoted = any(word.text in _QUOTES for word in sentence)
        found = _by_frame(reading, token, sentence) if quoted else None
        if found is not None:
            return found
        if number and "\n\n" in sentence.text and not quoted:
            return None
    return None


def _by_frame(reading: Reading, token: Token, sentence: SpacySpan) -> Attribution | None:
    """Return the speaker of the reporting verb that a sentence has outside of its quotations."""
    for verb in sentence:
        if verb.pos_ != "VERB" or reading.quotation_of(verb) is not None:
            continue
        strength = strength_over(reading, verb, token)
        speakers = surface_subjects(verb) or _behind(verb)
        found = strength and spoken(reading, verb, speakers, strength, token.sent.root)
        if found:
            return found
    return None


def _behind(verb: Token) -> list[Token]:
    """Return the noun behind a verb without a subject: "asked the senator"."""
    return [child for child in verb.children if child.dep_ in {"obj", "iobj"} and child.i > verb.i][:1]


def _by_lead(reading: Reading, token: Token, quotation: Quotation) -> Attribution | None:
    """Return who takes the word in the sentence before: "The Argentine replied.", "He was blunt:"."""
    lead = _sentence_before(reading, quotation)
    if lead is None or any(word.text in _QUOTES for word in lead):
        return None
    verb = lead.root
    strength = strength_over(reading, verb, token) if verb.pos_ == "VERB" else None
    told = any(child.dep_ in {"ccomp", "xcomp", "advcl", "obj"} for child in verb.children)
    if strength is None or told:
        return None
    return spoken(reading, verb, surface_subjects(verb), strength, token.sent.root)


def _by_subject_before(reading: Reading, token: Token, quotation: Quotation) -> Attribution | None:
    """Return whom the sentence before a quotation is of: "The envoy shook his head. '…'"."""
    lead = _sentence_before(reading, quotation)
    if lead is None or any(word.text in _QUOTES for word in lead):
        return None
    subjects = [child for child in lead.root.children if child.dep_ == "nsubj"]
    if any(_speaks(reading, subject) for subject in subjects):
        return spoken(reading, lead.root, subjects, "neutral", token.sent.root)
    return None


def _speaks(reading: Reading, subject: Token) -> bool:
    """Whether a subject may be the one who says the quotation that follows."""
    persons = [actor for actor in parties_of(reading, subject) if actor.kind == "person" and is_coded(actor)]
    return bool(persons) or stance_strength(subject) is not None


def _of_nobody(reading: Reading, token: Token, quotation: Quotation) -> Attribution:
    mark = reading.doc[max(0, quotation.first - 1)]
    return unnamed(reading, mark, token.sent.root, "neutral")


def by_free_speech(reading: Reading, token: Token) -> Attribution | None:
    """Return who speaks on in indirect speech: "The minister complained. Egypt had dammed the river."."""
    sentence = token.sent
    for _ in range(_FURTHEST):
        if not _is_reported(sentence.root) or sentence.start == 0:
            return None
        if "\n\n" in token.doc[sentence.start - 1].text:
            return None
        sentence = token.doc[sentence.start - 1].sent
        verb = sentence.root
        strength = reporting_strength(verb) if verb.pos_ == "VERB" and not is_unspoken(verb) else None
        if strength is not None:
            full = any(not _is_filler(child) for child in verb.children)
            return None if full else spoken(reading, verb, surface_subjects(verb), strength, token.sent.root)
    return None


def _is_reported(verb: Token) -> bool:
    """Whether a clause is told a tense back, as reported speech is: "had dammed", "would pay"."""
    return any(child.dep_ == "aux" and child.lower_ in {"had", "would"} for child in verb.children)


def _is_filler(child: Token) -> bool:
    """Whether a word under a verb of saying leaves open what is said: "complained bitterly"."""
    held = child.dep_ in {"nsubj", "advmod", "punct", "discourse", "obl", "obl:unmarked", "cc"}
    return held or (child.dep_ == "obj" and child.lower_ in {"it", "so", "this", "more"})


def _sentence_before(reading: Reading, quotation: Quotation) -> SpacySpan | None:
    """Return the sentence before the one in which a quotation opens, within its paragraph."""
    start = reading.doc[quotation.first].sent.start
    if start == 0 or "\n\n" in reading.doc[start - 1].text:
        return None
    return reading.doc[start - 1].sent


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
