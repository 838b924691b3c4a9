"""Speakers: whom the subject of a reporting word stands for."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import preposition_of, surface_subjects
from entente.nlp.cuedata import load_table
from entente.nlp.parties import code_of, is_coded, parties_of, place_at, place_party
from entente.nlp.reading import Reading
from entente.records import Actor

_THINGS = frozenset({"it", "this", "that", "which", "what"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
_OWNERS = frozenset({"nmod:poss", "nmod"})
_OWNING = frozenset({"nmod", "nmod:poss", "acl", "acl:relcl", "appos"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_NAMING = frozenset({"nmod:poss", "amod", "compound", "nmod:desc", "appos"})


@cache
def speaker_words(kind: str) -> frozenset[str]:
    """Return a list of the words that tell speakers apart."""
    return frozenset(load_table("speech")["speakers"][kind])


def holder_of(reading: Reading, speaker: Token, cue: Token) -> Actor | None:
    """Return the speaker as an actor; an unnamed source ("sources", "officials") has no code.

    None where the word is no speaker: "it" of nobody, and "I" in the text's own voice.
    """
    if speaker.lower_ in _FIRST_PERSON and reading.quotation_of(speaker) is None:
        return None
    found = [] if _stands_apart(speaker) else parties_of(reading, speaker)
    if found and is_coded(found[0]) and not _comes_later(reading, found[0], speaker):
        return found[0]
    behind = _behind(reading, speaker, cue)
    if behind is not None:
        return called(reading, speaker, behind)
    if found:
        return found[0]
    named = _first_coded(reading, [c for c in speaker.children if c.dep_ == "compound" and c.pos_ == "PROPN"])
    if named is not None and speaker.tag_ == "NNP" and named.kind != "person":
        return named
    if speaker.pos_ == "PRON" and speaker.lower_ in _THINGS:
        return None
    span = reading.span(speaker.i, speaker.i + 1)
    return Actor(span.start, span.end, span.text, kind="unknown", reason="a speaker whom no table names")


def called(reading: Reading, speaker: Token, behind: Actor) -> Actor:
    """Return an actor of the same state or organisation under the speaker's own words."""
    span = reading.span(speaker.i, speaker.i + 1)
    kind = behind.kind if speaker.pos_ == "PRON" else "unknown"
    return Actor(
        span.start,
        span.end,
        span.text,
        kind=kind,
        country=behind.country,
        organisation=behind.organisation,
        id=behind.id if kind != "unknown" or behind.country is None else None,
        reason="of whom the text speaks of just before",
    )


def _comes_later(reading: Reading, actor: Actor, speaker: Token) -> bool:
    """Whether a bare "the minister" was only tied to a state that the text names after it."""
    if speaker.pos_ != "NOUN" or not _is_bare(reading, speaker, speaker.lemma_.casefold()):
        return False
    code = code_of(actor)
    return not any(
        code_of(mention.actor) == code and mention.actor.start < speaker.idx
        for mention in reading.discourse.mentions
        if mention.actor.end <= speaker.left_edge.idx
    )


def _stands_apart(speaker: Token) -> bool:
    """Whether a speaker is not one of whom it belongs to: "Ankara's critics"."""
    return speaker.lemma_.casefold() in speaker_words("apart")


def _behind(reading: Reading, speaker: Token, cue: Token) -> Actor | None:
    """Return for whom an unnamed voice speaks: named in its phrase, by the place, or just before."""
    lemma = speaker.lemma_.casefold()
    named = _issuer(reading, speaker)
    if named is None and lemma in speaker_words("voices") | speaker_words("offices"):
        named = _spoken_for(reading, speaker, cue)
    if named is not None:
        return named
    owned = [child for child in speaker.children if child.dep_ == "nmod:poss" and child.tag_ == "PRP$"]
    if owned and lemma in speaker_words("voices") | speaker_words("offices"):
        return _named_before(reading, speaker) or spoken_of_before(reading, cue)
    if lemma in speaker_words("bare"):
        named = _first_coded(reading, [child for child in speaker.children if child.dep_ in _NAMING])
    if named is not None or not _is_bare(reading, speaker, lemma):
        return named
    return _by_place(reading, speaker, cue) or spoken_of_before(reading, cue)


def _issuer(reading: Reading, text: Token) -> Actor | None:
    """Return who issued a text that speaks: "a report published by the bank", "issued a statement saying"."""
    agents = []
    for child in text.children:
        if child.dep_ in {"acl", "acl:relcl"} and child.lemma_.casefold() in speaker_words("issuing"):
            agents += [agent for agent in child.children if agent.dep_ == "obl:agent"]
            agents += [
                agent for agent in child.children if agent.dep_ == "nsubj" and agent.tag_ not in _RELATIVE
            ]
    over = text.head
    is_text = text.lemma_.casefold() in speaker_words("documents")
    if is_text and text.dep_ == "obj" and over.lemma_.casefold() in speaker_words("issuing"):
        agents += surface_subjects(over)
    return _first_coded(reading, agents)


def _spoken_for(reading: Reading, voice: Token, cue: Token) -> Actor | None:
    """Return whom "a spokesman for him" or "General Ali's office" speaks for."""
    for child in voice.children:
        if child.dep_ not in _OWNERS:
            continue
        if child.dep_ == "nmod" and preposition_of(child) not in speaker_words("prepositions"):
            continue
        if child.pos_ == "PRON":
            return _first_coded(reading, [child]) or spoken_of_before(reading, cue)
        within = [part for part in child.children if part.dep_ in _NAMING]
        named = _first_coded(reading, [child, *within])
        if named is not None:
            return named
    return None


def _first_coded(reading: Reading, tokens: list[Token]) -> Actor | None:
    """Return the first party with a code that some words stand for."""
    found = (actor for token in tokens for actor in parties_of(reading, token) if is_coded(actor))
    return next(found, None)


def _named_before(reading: Reading, speaker: Token) -> Actor | None:
    """Return the subject of the sentence that "its government" stands in, where that is named first."""
    for word in speaker.sent:
        if word.i >= speaker.left_edge.i:
            return None
        if word.dep_ in {"nsubj", "nsubj:pass"}:
            return _first_coded(reading, [word])
    return None


def _is_bare(reading: Reading, speaker: Token, lemma: str) -> bool:
    """Whether a speaker is "he", "a spokesman" or "the minister", with nothing that says whose."""
    if speaker.pos_ == "PRON":
        return speaker.lower_ in {"he", "she", "it", "they"}
    owned = any(child.dep_ in _OWNING and not _is_matter(reading, child) for child in speaker.children)
    definite = any(child.lower_ == "the" for child in speaker.children)
    told = any(child.dep_ in {"amod", "compound"} and child.tag_ == "NNP" for child in speaker.children)
    owned = owned or told
    known = lemma in speaker_words("bare") or (definite and lemma in speaker_words("offices"))
    return known and speaker.pos_ == "NOUN" and not owned


def _is_matter(reading: Reading, owner: Token) -> bool:
    """Whether a phrase says what an office is for, and not whose it is: "the minister for fisheries"."""
    return owner.dep_ == "nmod" and owner.pos_ == "NOUN" and not parties_of(reading, owner)


def _by_place(reading: Reading, speaker: Token, cue: Token) -> Actor | None:
    """Return the state that opens the sentence: "In Jerusalem, the defence minister said"."""
    if speaker.pos_ != "NOUN":
        return None
    for child in cue.children:
        if child.dep_ == "obl" and child.i < speaker.i and preposition_of(child) == "in":
            here = place_party(place_at(reading, child))
            if here:
                return here[0]
    return None


def spoken_of_before(reading: Reading, cue: Token) -> Actor | None:
    """Return the subject of the clause before the cue's, in its sentence or the one before."""
    sentence = cue.sent
    before = [verb for verb in sentence if verb.i < cue.i and verb.pos_ == "VERB" and verb in cue.ancestors]
    if sentence.start:
        before.append(reading.doc[sentence.start - 1].sent.root)
    for verb in before:
        named = [actor for subject in surface_subjects(verb) for actor in parties_of(reading, subject)]
        if len(named) == 1 and is_coded(named[0]) and named[0].kind != "media":
            return named[0]
    return None
