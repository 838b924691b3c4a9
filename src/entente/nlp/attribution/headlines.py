"""Attribution in headlines and across sentences: "Minister: …", "… – Kyodo", "…. So says its minister."."""

from __future__ import annotations

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from entente.nlp.attribution.found import Attribution, spoken
from entente.nlp.attribution.nouns import stance_strength, voices_of
from entente.nlp.clauses import surface_subjects
from entente.nlp.parties import is_coded, parties_of
from entente.nlp.reading import Reading
from entente.nlp.speakers import speaker_words
from entente.nlp.speech_cues import reporting_strength

_LONGEST = 6  # words of a headline's speaker
_BREAKS = frozenset({":", "–", "—", "-"})
_STOPS = frozenset({".", "!", "?"})
_OURS = frozenset({"we", "us", "our", "ours"})
_POINTING = frozenset({"so", "this", "that", "such"})


def by_headline(reading: Reading, token: Token) -> Attribution | None:
    """Return the speaker before a headline's first colon, or behind its last colon or dash."""
    doc, sentence = token.doc, token.sent
    first, last = sentence.start, sentence.end - 1
    for place in range(first + 1, min(first + _LONGEST + 1, token.i)):
        if doc[place].text == ":":
            found = _voice(reading, doc[first:place], sentence)
            return spoken(reading, found, [found], "neutral", sentence.root) if found is not None else None
    while last > first and doc[last].is_space:
        last -= 1
    if doc[last].text in _STOPS or doc[last].is_punct:
        return None
    words = [word for word in sentence if not word.is_space]
    marks = [word for word in words if word.text in _BREAKS and token.i < word.i < words[-1].i]
    if not marks or words[-1].i - marks[-1].i > _LONGEST:
        return None
    if not any(word.pos_ == "VERB" for word in words if word.i < marks[-1].i):
        return None
    found = _voice(reading, sentence.doc[marks[-1].i + 1 : words[-1].i + 1], None)
    return spoken(reading, found, [found], "neutral", sentence.root) if found is not None else None


def _voice(reading: Reading, phrase: SpacySpan, headline: SpacySpan | None) -> Token | None:
    """Return the head of a phrase that names one who speaks; a bare state only where it says "our"."""
    if any(word.pos_ in {"VERB", "AUX"} or (word.is_punct and word.text != ".") for word in phrase):
        return None
    nouns = [word for word in phrase if word.pos_ in {"NOUN", "PROPN"}]
    inside = [word for word in nouns if word.dep_ not in {"compound", "nmod", "nmod:poss", "amod", "flat"}]
    if not inside:
        return None
    head = inside[0]
    if head.lemma_.casefold() in speaker_words("headline") or head.lower_ in speaker_words("headline"):
        return head
    known = [actor for actor in parties_of(reading, head) if is_coded(actor)]
    if any(actor.kind not in {"state", "place"} for actor in known):
        return head
    ours = headline is not None and any(word.lower_ in _OURS for word in headline)
    return head if known and ours else None


def by_colon(reading: Reading, clause: Token) -> Attribution | None:
    """Return who has a message that a colon opens: "had a message for Hargeisa: …", "her answer: …"."""
    if clause.dep_ not in {"parataxis", "appos", "ccomp"} or clause.head.i > clause.i:
        return None
    edge = clause.left_edge.i
    if edge < 2 or clause.head.i > edge:
        return None
    before = [clause.doc[edge - 1], clause.doc[edge - 2], clause.left_edge]
    if not any(word.text == ":" for word in before):
        return None
    if reading.quotation_of(clause) is not None and reading.quotation_of(clause.head) is None:
        subjects = [child for child in clause.head.children if child.dep_ == "nsubj" and child.i < edge]
        persons = [one for one in subjects if any(is_coded(actor) for actor in parties_of(reading, one))]
        if persons:
            return spoken(reading, clause.head, persons, "neutral", clause)
    for noun in (clause.head, *clause.head.children):
        strength = stance_strength(noun) if noun.pos_ == "NOUN" and noun.i < edge else None
        if strength is not None and (noun == clause.head or noun.dep_ in {"nsubj", "obj"}):
            owners = [one for one in voices_of(reading, noun) if one != noun]
            return spoken(reading, noun, owners, strength, clause)
    return None


def by_next_sentence(reading: Reading, clause: Token) -> Attribution | None:
    """Return the speaker of "So says its minister." or "This is what Peru reported." behind a sentence."""
    if clause.head != clause:
        return None
    end = clause.sent.end
    if end >= len(clause.doc) or clause.doc[end].lower_ not in _POINTING:
        return None
    sentence = clause.doc[end].sent
    root = sentence.root
    if clause.doc[end].lower_ == "so" and root.i == end + 1 and reporting_strength(root):
        after = [child for child in root.children if child.dep_ in {"nsubj", "obj"} and child.i > root.i]
        return spoken(reading, root, after, str(reporting_strength(root)), clause)
    what = next((word for word in sentence[:4] if word.lower_ == "what"), None)
    if what is None:
        return None
    for verb in what.children:
        strength = reporting_strength(verb) if verb.pos_ == "VERB" else None
        if strength is not None:
            return spoken(reading, verb, surface_subjects(verb, 0), strength, clause)
    return None
