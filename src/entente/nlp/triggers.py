"""Triggers: which words of a text evoke a frame of the codebook, and with which arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from entente.codebook.conditions import Condition
from entente.codebook.frames import Frame, Frames, Trigger
from entente.nlp.attribution.find import attribution_at
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
from entente.nlp.governors import governs
from entente.nlp.parties import is_coded, parties_of, place_at, place_party
from entente.nlp.reading import Reading, event_place, once
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

    @cached_property
    def is_noun(self) -> bool:
        """Whether the event is named by a noun."""
        return self.token.pos_ in {"NOUN", "PROPN"}

    @cached_property
    def words(self) -> frozenset[int]:
        """The tokens that the trigger is made of: the word, its light verb, their particles."""
        tokens = [self.token, *([self.light] if self.light is not None else [])]
        particles = [
            child
            for token in tokens
            if governs(token, "compound:prt")
            for child in token.children
            if child.dep_ == "compound:prt"
        ]
        return frozenset(token.i for token in (*tokens, *particles))


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
    triggers = _triggers_of(frames, token)
    if not triggers:
        return None
    noun = token.pos_ in {"NOUN", "PROPN"}
    host = host_of(token) if noun else None
    arguments = noun_arguments(token, host) if noun else verb_arguments(token)
    near, tried = Near(token), dict[int, bool]()
    for trigger in triggers:
        if says(trigger, near) and _holds(reading, trigger.frame, arguments, tried):
            light = host if host is not None and carries(host, token, trigger.frame) else None
            return Candidate(token, trigger.frame, arguments, light)
    return None


def _triggers_of(frames: Frames, token: Token) -> Sequence[Trigger]:
    """Return the triggers of a word's lemma, the most specific first."""
    kind = token.pos_
    if kind in {"VERB", "AUX"}:
        table = frames.verbs
    elif kind in {"NOUN", "PROPN"}:
        table = frames.nouns
    elif kind == "ADJ":
        table = frames.adjectives
    else:
        return ()
    return table.get(token.lemma_.casefold(), ())


class Near:
    """The small words that stand with a word, each kind read once for all the triggers of its lemma."""

    def __init__(self, token: Token) -> None:
        self.token = token

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """The prepositions of the word's dependents."""
        return frozenset(word for child in self.token.children if (word := preposition_of(child)) is not None)

    @cached_property
    def particles(self) -> frozenset[str]:
        """The particles and adverbs that hang on the word; "out" of a parse that reads "out of" as one."""
        found = [child.lower_ for child in self.token.children if child.dep_ in {"compound:prt", "advmod"}]
        return frozenset([*found, *(word.split()[0] for word in self.prepositions if " " in word)])

    @cached_property
    def marks(self) -> frozenset[str]:
        """The words that open the clauses below the word."""
        clauses = [child for child in self.token.children if child.dep_ in {"advcl", "acl"}]
        return frozenset(mark.lower_ for clause in clauses for mark in clause.children if mark.dep_ == "mark")

    @cached_property
    def modifiers(self) -> list[str]:
        """The lemmas of the modifiers before a noun, in order."""
        return [child.lemma_.casefold() for child in self.token.lefts if child.dep_ in _MODIFIERS]


def says(trigger: Trigger, near: Near) -> bool:
    """Whether particle, preposition and modifier of the trigger stand with the word."""
    if trigger.particle is not None and trigger.particle not in near.particles:
        return False
    if trigger.modifier is not None and not _modified(near, trigger.modifier):
        return False
    return trigger.preposition is None or _introduced(near, trigger.preposition, trigger.particle)


def _introduced(near: Near, preposition: str, particle: str | None) -> bool:
    """Whether the preposition introduces a dependent; "out of" also counts as "of" after "pull out"."""
    if preposition in near.prepositions or preposition in near.marks:
        return True
    return particle is not None and f"{particle} {preposition}" in near.prepositions


def _modified(near: Near, modifier: str) -> bool:
    """Whether the words before a noun end in the modifier's words ("hunger" strike)."""
    wanted, lemmas = modifier.split(), near.modifiers
    return lemmas[-len(wanted) :] == wanted or (len(wanted) == 1 and wanted[0] in lemmas)


def carries(host: Token, noun: Token, frame: Frame) -> bool:
    """Whether the verb above an event noun only carries it ("paid a visit", "embarked on a tour")."""
    lemma, word, particle = host.lemma_.casefold(), preposition_of(noun), particle_of(host)
    names = {f"{lemma} {particle}", lemma} if particle else {lemma}
    if word is None:
        return bool(names & frame.light)
    return bool({f"{name}|{word}" for name in names} & frame.light)


def _holds(reading: Reading, frame: Frame, arguments: Arguments, tried: dict[int, bool]) -> bool:
    """Whether the conditions of a frame hold; each is tried once, since refinements share their frame's."""

    def holds(one: Condition) -> bool:
        known = tried.get(id(one))
        if known is None:
            known = tried[id(one)] = admits(reading, one, arguments)
        return known

    return all(map(holds, frame.needs)) and not any(map(holds, frame.bars))


def admits(reading: Reading, condition: Condition, arguments: Arguments) -> bool:
    """Whether a condition of a frame holds on the arguments of a word."""
    for slot in condition.slots:
        if slot == "place":
            if place_party(event_place(reading, arguments.trigger)):
                return True
            continue
        if slot.partition(">")[0] not in arguments.slots:
            continue
        for filler in fillers(arguments, slot):
            if condition.anything:
                return True
            for token in (one for member in conjuncts(filler) for one in measured(member)):
                if _is_meant(reading, token, condition):
                    return True
    return False


def _is_meant(reading: Reading, token: Token, condition: Condition) -> bool:
    """Whether a filler is one of the words or actors that a condition names."""
    if condition.lemmas and not condition.lemmas.isdisjoint(_lemmas(reading, token)):
        return True
    return bool(condition.kinds) and not condition.kinds.isdisjoint(_kinds(reading, token, condition))


@once
def _lemmas(reading: Reading, token: Token) -> set[str]:
    """Return a filler's lemma alone and with what stands before it ("law", "martial law")."""
    del reading  # it keeps the answer
    lemma = token.lemma_.casefold()
    found = {lemma, token.lower_}
    words = lemma
    for child in reversed(list(token.lefts)):
        if child.dep_ in _MODIFIERS:
            before = child.lemma_.casefold()
            words = f"{before} {words}"
            found |= {words, f"{before} {lemma}"}
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
        return place_party(event_place(reading, candidate.token))
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
