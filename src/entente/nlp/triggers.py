"""Triggers: which words of a text evoke a frame of the codebook, and with which arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from entente.codebook.conditions import Condition
from entente.codebook.frames import Frame, Frames, Trigger
from entente.nlp.attribution import attribution_at
from entente.nlp.clauses import (
    Arguments,
    conjuncts,
    fillers,
    host_of,
    measured,
    noun_arguments,
    particle_of,
    preposition_of,
    verb_arguments,
)
from entente.nlp.cuedata import load_table
from entente.nlp.parties import is_coded, parties_of, place_at, place_party
from entente.nlp.places import place_of
from entente.nlp.reading import Reading
from entente.records import Actor

_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:poss"})

# Types whose content is part of them: what is agreed, asked, refused or threatened has not happened.
_DOERS = frozenset({"subj", "host:subj"})  # what a subject did elsewhere is an event of its own
_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "PTY", "SPY"})
_FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
_SPEECH_ACTS = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"})


@dataclass(frozen=True)
class Candidate:
    """A word that evokes a frame: its arguments, and the light verb that carries it, if any."""

    token: Token
    frame: Frame
    arguments: Arguments
    light: Token | None
    likeness: float | None = None  # to the examples of a type of the user's own, 0 to 1 above its threshold

    @property
    def is_noun(self) -> bool:
        """Whether the event is named by a noun."""
        return self.token.pos_ in {"NOUN", "PROPN"}


def find_candidates(reading: Reading, frames: Frames) -> list[Candidate]:
    """Return the words of the document that evoke a frame, in the order of the text.

    Words that a no-event sense holds ("strike a balance") give no candidate.
    """
    return [candidate for candidate in evoked(reading, frames) if candidate.frame.type is not None]


def evoked(reading: Reading, frames: Frames) -> list[Candidate]:
    """Return what `find_candidates` does, and the words whose sense is no event, with a frame of no type."""
    return [found for token in reading.doc if (found := _match(reading, frames, token)) is not None]


def _match(reading: Reading, frames: Frames, token: Token) -> Candidate | None:
    """Return the most specific frame whose conditions hold at the token, a no-event sense too, or None."""
    lemma = token.lemma_.casefold()
    if token.pos_ in {"VERB", "AUX"}:
        triggers, light = frames.verbs.get(lemma, ()), None
        host = None
    elif token.pos_ in {"NOUN", "PROPN"}:
        triggers, host = frames.nouns.get(lemma, ()), host_of(token)
    elif token.pos_ == "ADJ":
        triggers, host = frames.adjectives.get(lemma, ()), None
    else:
        return None
    if not triggers:
        return None
    arguments = noun_arguments(token, host) if token.pos_ in {"NOUN", "PROPN"} else verb_arguments(token)
    for trigger in triggers:
        if says(trigger, token) and _holds(reading, trigger.frame, arguments):
            light = host if host is not None and carries(host, token, trigger.frame) else None
            return Candidate(token, trigger.frame, arguments, light)
    return None


def says(trigger: Trigger, token: Token) -> bool:
    """Whether particle, preposition and modifier of the trigger stand with the token."""
    if trigger.particle is not None and trigger.particle not in _particles(token):
        return False
    if trigger.modifier is not None and not _modified(token, trigger.modifier):
        return False
    return trigger.preposition is None or trigger.preposition in _prepositions(token, trigger.particle)


def _particles(token: Token) -> set[str]:
    """Return the particles and adverbs that hang on a verb."""
    found = {child.lower_ for child in token.children if child.dep_ in {"compound:prt", "advmod"}}
    for child in token.children:
        word = preposition_of(child)
        if word is not None and " " in word:
            found.add(word.split()[0])
    return found


def _prepositions(token: Token, particle: str | None) -> set[str]:
    """Return the prepositions of the token's dependents; "out of" also counts as "of" after "pull out"."""
    found = set()
    for child in token.children:
        word = preposition_of(child)
        if child.dep_ in {"advcl", "acl"}:
            found |= {mark.lower_ for mark in child.children if mark.dep_ == "mark"}
        if word is not None:
            found.add(word)
            if particle is not None and word.startswith(f"{particle} "):
                found.add(word.removeprefix(f"{particle} "))
    return found


def _modified(token: Token, modifier: str) -> bool:
    """Whether the words before a noun end in the modifier's words ("hunger" strike)."""
    wanted = modifier.split()
    before = [child for child in token.lefts if child.dep_ in _MODIFIERS]
    lemmas = [child.lemma_.casefold() for child in before]
    return lemmas[-len(wanted) :] == wanted or (len(wanted) == 1 and wanted[0] in lemmas)


def carries(host: Token, noun: Token, frame: Frame) -> bool:
    """Whether the verb above an event noun only carries it ("paid a visit", "embarked on a tour")."""
    lemma, word, particle = host.lemma_.casefold(), preposition_of(noun), particle_of(host)
    names = {f"{lemma} {particle}", lemma} if particle else {lemma}
    if word is None:
        return bool(names & frame.light)
    return bool({f"{name}|{word}" for name in names} & frame.light)


def _holds(reading: Reading, frame: Frame, arguments: Arguments) -> bool:
    return all(admits(reading, one, arguments) for one in frame.needs) and not any(
        admits(reading, one, arguments) for one in frame.bars
    )


def admits(reading: Reading, condition: Condition, arguments: Arguments) -> bool:
    """Whether a condition of a frame holds on the arguments of a word."""
    for slot in condition.slots:
        if slot == "place":
            if place_party(place_of(reading.doc, arguments.trigger.i, reading.places)):
                return True
            continue
        for filler in fillers(arguments, slot):
            for token in (one for member in conjuncts(filler) for one in measured(member)):
                if condition.admits(_lemmas(token), _kinds(reading, token, condition)):
                    return True
    return False


def _lemmas(token: Token) -> set[str]:
    """Return a filler's lemma alone and with what stands before it ("law", "martial law")."""
    lemma = token.lemma_.casefold()
    found = {lemma, token.lower_}
    words: list[str] = []
    for child in reversed(list(token.lefts)):
        if child.dep_ in _MODIFIERS:
            words.insert(0, child.lemma_.casefold())
            found |= {" ".join([*words, lemma]), f"{child.lemma_.casefold()} {lemma}"}
    particle = particle_of(token)
    if particle is not None:
        found.add(f"{lemma} {particle}")
    return found


def _kinds(reading: Reading, token: Token, condition: Condition) -> set[str]:
    """Return the kinds and sectors of the actors that a filler names, and ``place`` for a place."""
    if not condition.kinds:
        return set()
    kinds = set[str]()
    for actor in reading.discourse.at(token.i):
        kinds |= {_kind_of(actor)} | ({actor.sector} if actor.sector is not None else set())
    if "place" in condition.kinds and place_at(reading, token) is not None:
        kinds.add("place")
    return kinds


def _kind_of(actor: Actor) -> str:
    """Return the kind that a frame asks for: groups of officials are persons, of several states plural."""
    if actor.kind != "group":
        return actor.kind
    if actor.organisation is not None and actor.country is None:
        return "igo"
    return "plural" if len(actor.countries) > 1 else "person" if actor.sector in _OFFICIAL else "group"


def absorbed(candidates: list[Candidate]) -> set[int]:
    """Return the token positions whose own event is part of another candidate's meaning.

    "Signed a road map": the road map is what was signed. "Agreed to hold talks": no talks were held.
    A verb's frame takes its words first; a noun's frame, or the light verb with it, comes after.
    """
    taken = set[int]()
    for candidate in sorted(candidates, key=lambda one: one.is_noun):
        if candidate.is_noun and candidate.token.i in taken:
            continue
        taken |= set(_absorbed_by(candidate)) - {candidate.token.i}
        if candidate.light is not None:
            taken.add(candidate.light.i)
    return taken


def _absorbed_by(candidate: Candidate) -> Iterator[int]:
    promised = ("comp", "obj>comp") if candidate.frame.type in _SPEECH_ACTS else ()
    for slot in (*candidate.frame.absorbs, *promised):
        if slot not in _DOERS:
            for filler in fillers(candidate.arguments, slot):
                for token in conjuncts(filler):
                    yield from _content(token)


def _content(token: Token) -> Iterator[int]:
    """Yield the word and what belongs to it, without its relative clauses."""
    yield token.i
    for child in token.children:
        told_aside = child.dep_ == "acl" and child.tag_ in {"VBN", "VBG"}
        if not told_aside and child.dep_ not in {"acl:relcl", "conj", "appos", "parataxis"}:
            yield from _content(child)


def fill(reading: Reading, candidate: Candidate, slots: tuple[str, ...]) -> list[Actor]:
    """Return the parties in the first of the slots that names any."""
    for slot in slots:
        found = fill_slot(reading, candidate, slot)
        if found:
            return found
    return []


def fill_slot(reading: Reading, candidate: Candidate, slot: str) -> list[Actor]:
    """Return the parties that stand in one slot of the candidate's clause."""
    if slot == "place":
        return place_party(place_of(reading.doc, candidate.token.i, reading.places))
    if slot.startswith("host:") and candidate.light is None and not _names_host(candidate.frame):
        return []
    if slot.startswith("nmod:") and candidate.light is not None:
        own = _slot_parties(reading, candidate, slot)
        return own or _slot_parties(reading, candidate, f"host:obl:{slot.removeprefix('nmod:')}")
    if slot.startswith("obl:"):
        own = _slot_parties(reading, candidate, slot)
        return own or _slot_parties(reading, candidate, f"obj>nmod:{slot.removeprefix('obl:')}")
    return _slot_parties(reading, candidate, slot)


def _names_host(frame: Frame) -> bool:
    """Whether a frame itself says which verb stands over its noun ("talks mediated by Qatar")."""
    return any("host" in condition.slots for condition in frame.needs)


def _slot_parties(reading: Reading, candidate: Candidate, slot: str) -> list[Actor]:
    there = fillers(candidate.arguments, slot)
    tokens = [token for token in there if not (_is_scene(token) or _describes_own(token))]
    found = [
        actor for token in tokens for actor in parties_of(reading, token) or _first_person(reading, token)
    ]
    if found or not slot.rpartition(">")[2].startswith(("obl:", "nmod:")):
        return found
    return [actor for token in tokens for actor in place_party(place_at(reading, token))]


def _is_scene(token: Token) -> bool:
    """Whether a word says where something happened, not whose doing it was ("the coup in Gabon")."""
    happens = token.dep_ == "nmod" and token.head.lemma_.casefold() in load_table("parties")["happenings"]
    return happens and preposition_of(token) in {"in", "at", "near"}


def _describes_own(token: Token) -> bool:
    """Whether an adjective only describes what somebody else has ("its Chinese border")."""
    return token.dep_ == "amod" and any(child.dep_ == "nmod:poss" for child in token.head.children)


def _first_person(reading: Reading, token: Token) -> list[Actor]:
    """Return the speaker whom "we" or "our" stands for; nobody when no speaker is named."""
    if not {child.lower_ for child in (token, *token.children)} & _FIRST_PERSON:
        return []
    attribution = attribution_at(reading, token)
    return [attribution.holder] if attribution is not None and is_coded(attribution.holder) else []
