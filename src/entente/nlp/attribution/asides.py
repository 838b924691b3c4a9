"""Attribution by words set apart: "…, she said", "Fiji, officials said, agreed …", "as A put it"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from entente.nlp.attribution.found import Attribution, spoken
from entente.nlp.clauses import has_to, is_passive, surface_subjects
from entente.nlp.parties import code_of, parties_of
from entente.nlp.reading import Reading
from entente.nlp.speakers import called, spoken_of_before
from entente.nlp.speech_cues import is_unspoken, reporting_strength, strength_over, strengths


def by_aside(reading: Reading, clause: Token) -> Attribution | None:
    """Return the speaker of "…, the minister said" hung on the clause that it reports."""
    for child in clause.children:
        if child.dep_ not in {"parataxis", "ccomp", "advcl", "conj"} or child.pos_ != "VERB":
            continue
        found = _by_putting(reading, clause, child) or _by_saying(reading, clause, child)
        if found is not None:
            return found
    return None


def _by_saying(reading: Reading, clause: Token, verb: Token) -> Attribution | None:
    """Return the speaker of an aside that reports nothing of its own, or that ends in "so"."""
    so = any(part.dep_ == "advmod" and part.lower_ == "so" for part in verb.children)
    if verb.dep_ == "conj" and not so:
        return None
    as_ = any(part.lower_ == "as" and part.dep_ == "mark" for part in verb.children)
    if any(part.dep_ == "ccomp" or (part.dep_ == "obj" and not as_) for part in verb.children):
        return None
    strength = strength_over(reading, verb, clause)
    if strength is None or is_passive(verb) or is_unspoken(verb) or not (so or _is_aside(verb)):
        return None
    return spoken(reading, verb, surface_subjects(verb, 0), strength, clause)


def _by_putting(reading: Reading, clause: Token, verb: Token) -> Attribution | None:
    """Return the speaker of "as Chad put it", "to hear Minsk tell it" or "if Caracas is to be believed"."""
    marks = {part.lower_ for part in verb.children if part.dep_ in {"mark", "advmod"}}
    if "if" in marks and is_passive(verb) and verb.lemma_ in {"believe", "trust"}:
        return spoken(reading, verb, surface_subjects(verb, 0), "doubtful", clause)
    if verb.lemma_ == "hear" and has_to(verb):
        tell = next((part for part in verb.children if part.dep_ in {"ccomp", "xcomp"}), None)
        return (
            spoken(reading, tell, surface_subjects(tell, 0), "doubtful", clause) if tell is not None else None
        )
    strength = strengths("put").get(verb.lemma_.casefold())
    it = [part for part in verb.children if part.lower_ == "it" and part.dep_ in {"obj", "iobj"}]
    if strength is None or not it or verb.doc[min(verb.i + 1, len(verb.doc) - 1)].lower_ != "it":
        return None
    if "as" not in marks and (verb.lemma_ != "put" or not _is_aside(verb) or not _ends_so(it[0])):
        return None
    return spoken(reading, verb, surface_subjects(verb, 0), strength, clause)


def _ends_so(token: Token) -> bool:
    """Whether nothing but a mark follows a word in its clause."""
    return token.i + 1 >= len(token.doc) or token.nbor().is_punct


def _is_aside(verb: Token) -> bool:
    """Whether a reporting verb stands apart as "…, he said" or "as X put it"."""
    if verb.dep_ == "parataxis" or any(child.lower_ == "as" for child in verb.children):
        return True
    own = any(child.dep_ == "mark" for child in verb.children)
    return verb.dep_ == "advcl" and verb.i > verb.head.i and not own and opens_after_comma(verb)


def by_parenthesis(reading: Reading, clause: Token) -> Attribution | None:
    """Return the speaker of "Fiji, officials said, agreed …": set between commas inside the clause.

    The parse hangs such words on the noun before them, as if they were a relative clause of it.
    """
    for noun in clause.children:
        if noun.dep_ not in {"nsubj", "nsubj:pass", "obj", "obl"} or noun.pos_ not in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            continue
        for verb in noun.subtree:
            strength = reporting_strength(verb) if verb.pos_ == "VERB" and verb.i > noun.i else None
            if strength is None or verb.dep_ not in {"parataxis", "acl:relcl", "acl", "dep", "conj"}:
                continue
            speaker = _speaker_between(verb)
            if speaker is not None and not is_passive(verb):
                found = spoken(reading, verb, [speaker], strength, clause)
                return _not_itself(reading, noun, speaker, verb, _own_name(reading, speaker, found))
    return None


def by_insertion(reading: Reading, token: Token) -> Attribution | None:
    """Return the speaker of "Peru, Chile's envoy complained, moved it" by its commas, whatever the parse.

    Between the commas stands one verb, one of reporting; before them the subject, with no verb.
    """
    sentence = token.sent
    commas = [word.i for word in sentence if word.i < token.i and word.text == ","]
    for left, right in pairwise(commas):
        inside = reading.doc[left + 1 : right]
        before = reading.doc[sentence.start : left]
        verbs = [word for word in inside if word.pos_ == "VERB"]
        opened = any(word.pos_ == "VERB" or (word.pos_ == "AUX" and word.head.i < right) for word in before)
        if len(verbs) != 1 or right > token.i or opened:
            continue
        verb, strength = verbs[0], reporting_strength(verbs[0])
        named = [word for word in inside if word.i < verb.i and word.pos_ in {"NOUN", "PROPN", "PRON"}]
        if strength is None or not named or named[-1].i != verb.i - 1 or verb.tag_ in {"VBG", "VB"}:
            continue
        if any(word.tag_ in {"WDT", "WP"} or word.lower_ == "that" for word in inside):
            continue
        return spoken(reading, verb, [named[-1]], strength, token.sent.root)
    return None


def _not_itself(
    reading: Reading, noun: Token, speaker: Token, verb: Token, found: Attribution | None
) -> Attribution | None:
    """Return the attribution to whom the text spoke of before, where "Peru, it added, …" can't be Peru's."""
    pronoun = speaker.pos_ == "PRON" or any(child.tag_ == "PRP$" for child in speaker.children)
    if found is None or not pronoun:
        return found
    same = {code_of(actor) for actor in parties_of(reading, noun)} & {code_of(found.holder)}
    before = spoken_of_before(reading, verb) if same else None
    return replace(found, holder=called(reading, speaker, before)) if before is not None else found


def _own_name(reading: Reading, speaker: Token, found: Attribution | None) -> Attribution | None:
    """Return the attribution with the speaker's own state where the parse made an apposition of it."""
    owners = [child for child in speaker.children if child.dep_ in {"nmod:poss", "amod", "compound"}]
    named = [actor for child in owners for actor in parties_of(reading, child)]
    if found is None or speaker.dep_ != "appos" or not named:
        return found
    span = reading.span(speaker.left_edge.i, speaker.i + 1)
    return replace(found, holder=replace(named[0], start=span.start, end=span.end, text=span.text))


def _speaker_between(verb: Token) -> Token | None:
    """Return the subject of a reporting verb that stands between commas and reports nothing of its own."""
    if any(child.dep_ in {"ccomp", "obj", "xcomp"} or child.tag_ in {"WDT", "WP"} for child in verb.children):
        return None
    speaker = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    before = [child for child in verb.head.children if child.dep_ == "appos" and child.i < verb.i]
    speaker = speaker or (before[-1] if before else None)
    if speaker is None or not opens_after_comma(speaker):
        return None
    after = verb.i + 1
    aside = {token.i for token in verb.subtree if not token.is_punct}
    while after < verb.sent.end - 1 and after in aside:
        after += 1
    return speaker if verb.doc[after].text in {",", ".", "—", "–"} else None


def opens_after_comma(token: Token) -> bool:
    edge = token.left_edge.i
    while edge <= token.i and token.doc[edge].is_punct:
        edge += 1
    return edge > token.sent.start and token.doc[edge - 1].text in {",", "—", "–"}
