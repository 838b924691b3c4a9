"""Parties spoken of together: "the two", "both countries", "the three leaders", "the former"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import surface_subjects
from entente.nlp.coreference.memory import OTHER, PLACE, SUBJECT, Candidate, Memory
from entente.nlp.cuedata import load_table
from entente.nlp.mentions.phrases import case_of, is_plural, phrase_span, relation, text_of
from entente.records import Actor

_CAMPS = frozenset({"organ", "armed_group", "party"})  # sides of one state's quarrel


@dataclass(frozen=True, slots=True)
class Several:
    """An expression for several parties: how many (None: not said), what each is, the noun's sector."""

    number: int | None
    parties: str  # "any", "states", "persons" or "organs"
    sector: str | None
    territorial: bool = False  # "countries", against "sides": no organisation can be one


def is_mutual(token: Token) -> bool:
    """Tell whether a token heads "each other" or "one another"."""
    if token.lower_ in {"each", "one"} and token.i + 1 < len(token.doc):
        return token.nbor(1).lower_ in {"other", "another"} and token.nbor(1).head == token
    return (
        token.lower_ in {"other", "another"}
        and token.i > 0
        and token.nbor(-1).lower_ in {"each", "one"}
        and token.head != token.nbor(-1)
    )


@cache
def _several_words() -> frozenset[str]:
    """Return every word that can head a plural expression."""
    table = load_table("coref_cues")["several"]
    lists = (table["states"], table["persons"], table["organs"], table["any"], table["numbers"])
    return frozenset({"each", "one", "other", "another"}.union(*lists))


def several_at(token: Token) -> Several | None:
    """Return what kind of plural expression a token heads, or None when it is none."""
    table, noun = load_table("coref_cues")["several"], token.lemma_.lower()
    if noun not in _several_words() and token.lower_ not in _several_words():
        return None
    words = {child.lower_ for child in token.lefts}
    numbers = [table["numbers"][w] for w in (*words, token.lower_, noun) if w in table["numbers"]]
    if is_mutual(token):
        return Several(None, "any", None)
    if token.lower_ in table["any"] and token.pos_ not in {"CCONJ", "VERB", "ADP"}:
        return Several(numbers[0] if numbers else None, "any", None) if _stands_alone(token) else None
    kind = next((k for k in ("states", "persons", "organs") if noun in table[k]), None)
    if kind is None or not is_plural(token) or _is_specified(token):
        return None
    known = words & {"the", "these", "those", "both"}
    if (numbers and known) or (noun in table["bare"] and known and not _is_modified(token)):
        number = numbers[0] if numbers else None
        return Several(number, kind, table["sectors"].get(noun), noun in table["territorial"])
    return None


def _stands_alone(token: Token) -> bool:
    """Tell "the two met" and "both agreed" from "two of them", "both moves", "the two-day visit"."""
    if (
        relation(token) in {"nummod", "det", "cc", "amod", "compound", "advmod", "flat", "punct"}
        or token.dep_ == "det:predet"
    ):
        return False
    if any(relation(child) in {"nmod", "flat", "compound"} for child in token.rights):
        return False
    words = {child.lower_ for child in token.lefts}
    return token.lower_ == "both" or "the" in words


def _is_specified(token: Token) -> bool:
    """Tell whether the phrase itself names its parties ("the two leaders of Sudan", "Iran's neighbours")."""
    return any(
        child.dep_ in {"nmod:poss", "appos"} or (child.dep_ == "nmod" and child.i > token.i)
        for child in token.children
    )


def _is_modified(token: Token) -> bool:
    return any(relation(c) in {"amod", "compound", "acl"} for c in token.children)


def resolve_several(memory: Memory, token: Token, several: Several) -> tuple[Actor, ...]:
    """Return the parties: one plural actor of states, else one actor each, or an unknown one."""
    blank = blank_actor(token)
    if is_mutual(token):
        return _mutual(memory, token, blank)
    groups = groups_before(memory, token)
    for group in groups:
        members = _as_parties(group, several)
        if members is not None and several.number in {None, len(members)}:
            return joined(_as_persons(members, groups, several), blank, "the parties last named together")
    if several.parties == "states" and several.number is not None:
        near = _states_near(memory, token)
        if len(near) == several.number:
            return joined(near, blank, "the states of the sentences before")
        hosted = _states_near(memory, token, places=True) if several.number == len(near) + 1 == 2 else []
        if several.territorial and len(hosted) == several.number:
            return joined(hosted, blank, "the state of the sentences before and its host")
    dyad = _document_dyad(memory) if several.number in {None, 2} and several.parties != "any" else None
    if dyad is not None:
        members = _as_parties(dyad, several)
        if members is not None:
            return joined(members, blank, "the two states that the document is about")
    return (replace(blank, reason="no parties named before that fit"),)


def _as_persons(
    members: Sequence[Actor], groups: Sequence[Sequence[Actor]], several: Several
) -> Sequence[Actor]:
    """Return the persons who stood for the same parties before: the two leaders, of both countries."""
    if several.parties != "persons" or all(member.kind == "person" for member in members):
        return members
    codes = {_code(member) for member in members}
    for group in groups:
        if all(actor.kind == "person" for actor in group) and {_code(actor) for actor in group} == codes:
            return group
    return members


def _mutual(memory: Memory, token: Token, blank: Actor) -> tuple[Actor, ...]:
    """Return whom "each other" means: the plural subject of its own clause, or nobody."""
    verb = token.head
    while verb.head != verb and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    for subject in surface_subjects(verb):
        found = memory.group_at(subject) or memory.candidate_at(subject)
        if found is not None and found.plural and found.actors:
            return joined(found.actors, blank, "the subject of the clause")
    return ()


def resolve_former(memory: Memory, token: Token) -> tuple[Actor, ...]:
    """Return the party that "the former" or "the latter" means: of the last two named together."""
    for group in groups_before(memory, token):
        if len(group) == 2:
            actor = group[0 if token.lower_ == "former" else 1]
            blank = blank_actor(token)
            return (
                replace(
                    actor,
                    start=blank.start,
                    end=blank.end,
                    text=blank.text,
                    reason=f"the {token.lower_} of two",
                ),
            )
    return ()


def blank_actor(token: Token) -> Actor:
    """Return an actor without a code over the phrase that a token heads."""
    start, end, text = text_of(token.doc, *phrase_span(token))
    return Actor(start, end, text, "unknown")


def groups_before(memory: Memory, token: Token) -> list[tuple[Actor, ...]]:
    """Return the parties named together before a token, the most recent first, coordinations first."""
    reach = load_table("coref_cues")["reach"]["pair"]
    found: list[tuple[int, int, int, tuple[Actor, ...]]] = []
    for candidate in memory.within(token, reach):
        if candidate.rank == PLACE:
            continue
        if len(candidate.actors) > 1:
            found.append((candidate.sentence, 1, candidate.head, candidate.actors))
        elif candidate.actor is not None and len(candidate.actor.countries) > 1:
            found.append((candidate.sentence, 1, candidate.head, tuple(_states(candidate.actor))))
        partner = partner_of(memory, candidate) if candidate.rank == SUBJECT else None
        if partner is not None and partner.head < token.i:
            found.append((candidate.sentence, 0, partner.head, (*candidate.actors, *partner.actors)))
    return [actors for _, _, _, actors in sorted(found, key=lambda row: row[:3], reverse=True)]


def _states(actor: Actor) -> list[Actor]:
    return [
        replace(
            actor,
            kind="state" if actor.sector is None else "organ",
            id=code,
            name=None,
            country=code,
            countries=(),
        )
        for code in actor.countries
    ]


def partner_of(memory: Memory, subject: Candidate, *, mutual: bool = False) -> Candidate | None:
    """Return who the subject's clause pairs it with: "met Y", "signed a deal with Y", "talks with Y"."""
    table = load_table("coref_cues")["pairing"]
    token = memory.around.doc[subject.head]
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    verb = token.head
    objects = [c for c in verb.children if c.dep_ in {"obj", "iobj"}]
    pairs = verb.lemma_.lower() in table["mutual" if mutual else "verbs"]
    if subject.actor is None or not (pairs or (not mutual and _shared(objects))):
        return None
    places = [
        c
        for c in [verb, *objects]
        for c in c.children
        if relation(c) in {"obl", "nmod"} and case_of(c) == "with"
    ]
    for place in [*places, *objects]:
        found = memory.candidate_at(place)
        code = _code(found.actor) if found is not None and found.actor is not None else None
        if code is not None and code != _code(subject.actor):
            return found
    return None


def _shared(objects: Sequence[Token]) -> bool:
    """Tell whether a clause is about what its subject has with another: "ratified the agreement with Y"."""
    nouns = load_table("coref_cues")["pairing"]["nouns"]
    return any(
        noun.lemma_.lower() in nouns and any(case_of(child) == "with" for child in noun.children)
        for noun in objects
    )


def _code(actor: Actor) -> str | None:
    return actor.country or actor.organisation or actor.id


def _as_parties(group: Sequence[Actor], several: Several) -> tuple[Actor, ...] | None:
    """Return the group as the expression takes it ("both countries" of two presidents), or None."""
    if any(_code(actor) is None and actor.person is None for actor in group):
        return None
    if several.parties == "any":
        return tuple(group)
    if several.parties == "persons" and all(actor.kind == "person" for actor in group):
        return tuple(group)
    if any(_code(actor) is None for actor in group):
        return None
    if any(actor.country is None and actor.kind not in {"igo", "armed_group"} for actor in group):
        return None
    states = {_code(actor): _state(actor) for actor in group}
    if len(states) < 2 and not several.territorial and all(actor.kind in _CAMPS for actor in group):
        return tuple(group)
    named = [actor for actor in states.values() if actor.country is not None]
    if len(states) < 2 or not named or (several.territorial and len(named) < len(states)):
        return None
    if several.parties == "states":
        return tuple(states.values())
    return tuple(replace(actor, kind="organ", sector=several.sector) for actor in states.values())


def _identity(actor: Actor) -> tuple[str | None, ...]:
    return (actor.country, actor.organisation, actor.person, actor.id, str(actor.start))


def _state(actor: Actor) -> Actor:
    """Return the state or organisation behind an actor."""
    if actor.country is None:
        return replace(
            actor, kind="igo" if actor.organisation else actor.kind, person=None, office=None, sector=None
        )
    return Actor(actor.start, actor.end, actor.text, "state", actor.country, None, actor.country)


def joined(members: Sequence[Actor], blank: Actor, reason: str) -> tuple[Actor, ...]:
    """Return members under the span of one phrase: one plural actor where nothing but states is meant."""
    members = list({(m.country, m.organisation, m.person, m.sector, m.id): m for m in members}.values())
    sectors = {member.sector for member in members}
    plain = all(m.country and not m.person and not m.organisation for m in members)
    codes = tuple(dict.fromkeys(m.country for m in members if m.country))
    if plain and len(sectors) == 1 and len(codes) > 1:
        return (replace(blank, kind="plural", countries=codes, sector=sectors.pop(), reason=reason),)
    return tuple(
        replace(m, start=blank.start, end=blank.end, text=blank.text, reason=reason) for m in members
    )


def _states_near(memory: Memory, token: Token, *, places: bool = False) -> list[Actor]:
    """Return the states that act in the token's sentence and the two before, each once, in text order.

    With ``places``, those in which something takes place too.
    """
    found: dict[str, Actor] = {}
    for candidate in reversed(memory.within(token, 2)):
        for actor in candidate.actors if places or candidate.rank != PLACE else ():
            for code in actor.countries or (actor.country,):
                if code is not None:
                    found.setdefault(
                        code, Actor(actor.start, actor.end, actor.text, "state", code, None, code)
                    )
    return list(found.values())


def _document_dyad(memory: Memory) -> tuple[Actor, Actor] | None:
    """Return the two states that a document is about: each named three times, a third hardly."""
    ranked = sorted(memory.counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) < 2 or ranked[1][1] < 3:
        return None
    if len(ranked) > 2 and ranked[2][1] * 2 > ranked[1][1]:
        return None
    one, two = (Actor(0, 0, code, "state", code, None, code) for code, _ in ranked[:2])
    return one, two


def add_group(memory: Memory, heads: Sequence[Token], rank: int = OTHER) -> None:
    """Remember a coordination of actors as one candidate ("China and Russia"), for later plurals."""
    actors = [actor for head in heads for actor in memory.actors.get(head.i, ())]
    known = [head for head in heads if memory.actors.get(head.i)]
    if len(heads) < 2 or not known or (len(actors) > 1 and len({_identity(actor) for actor in actors}) < 2):
        return
    complete = len(known) == len(heads)
    memory.add(
        Candidate(
            head=heads[-1].i,
            sentence=memory.sentences[heads[-1].i],
            actors=tuple(actors) if complete else (),
            plural=True,
            rank=rank,
            members=tuple(head.i for head in heads),
        )
    )
