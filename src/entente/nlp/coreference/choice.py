"""Where the rules and the trained head of coreference meet: who is chosen.

For a pronoun the head may prefer another antecedent or none; what the rules found has a bonus. States, their
organs and several antecedents at once stay the rules' own. For a name or a noun the head only adds a link
that no rule made. Agreement is the rules' to judge: "it" is no person, and two states are never one.
"""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.clauses import first_conjunct
from entente.nlp.coreference.head import NOBODY
from entente.nlp.coreference.memory import OTHER, Candidate, Memory
from entente.nlp.cuedata import load_table
from entente.records import Actor


def rechosen(memory: Memory, token: Token, found: list[Candidate]) -> list[Candidate]:
    """Return the antecedents of a pronoun that rules and head agree on best."""
    opinions = memory.opinions
    table = load_table("coref_cues")["pronouns"]
    if opinions is None or token.i not in opinions.scores or token.lower_ in table["reflexive"]:
        return found
    if len(found) > 1 or any(c.members or len(c.actors) > 1 or _is_public(c.actors) for c in found):
        return found
    favoured = _of_entity(memory, token, found[0]) if found else frozenset()
    among = [place for place in opinions.candidates(token.i) if _may_mean(memory, token, place)]
    best = opinions.best(token.i, among, favoured)
    if best == NOBODY:
        return found if _is_bound(memory, token, found) else []
    return found if best in favoured else [_candidate(memory, token, best)]


def _is_bound(memory: Memory, token: Token, found: list[Candidate]) -> bool:
    """Tell whether a possessive has an owner in its own sentence: somebody is, if not who the rules say."""
    return token.dep_ == "nmod:poss" and any(c.sentence == memory.sentences[token.i] for c in found)


def _is_public(actors: tuple[Actor, ...]) -> bool:
    """Tell whether states or their organs are meant: GUM, where the head learned, hardly has any that act."""
    return any(actor.countries or (actor.country and actor.kind != "person") for actor in actors)


def _of_entity(memory: Memory, token: Token, found: Candidate) -> frozenset[int]:
    """Return the candidate and every phrase before that stands for the same."""
    assert memory.opinions is not None
    asked = memory.opinions.candidates(token.i)
    same = {p for p in asked if found.entity is not None and memory.entities.get(p) == found.entity}
    return frozenset({found.head, *same})


def _may_mean(memory: Memory, token: Token, place: int) -> bool:
    """Tell whether a pronoun agrees with a phrase: persons are "he" or "she", of the gender that is known."""
    table, actors = load_table("coref_cues")["pronouns"], memory.actors.get(place, ())
    gender = table["person"].get(token.lower_)
    if gender is None and token.lower_ in table["several"]:
        return True
    known = memory.genders.get(memory.entities.get(place, -1))
    candidate = memory.candidate_at(memory.around.doc[place])
    known = known or (candidate.gender if candidate is not None else None)
    if gender is not None and known not in {None, gender}:
        return False
    return all((actor.kind == "person") is (gender is not None) for actor in actors) and len(actors) < 2


def _candidate(memory: Memory, token: Token, place: int) -> Candidate:
    """Return the phrase at a place as an antecedent: for "they" the coordination that it is part of."""
    head = memory.around.doc[place]
    if token.lower_ in load_table("coref_cues")["pronouns"]["several"]:
        group = memory.group_at(first_conjunct(head))
        if group is not None and group.head < token.i:
            return group
    known = memory.candidate_at(head)
    entity = memory.entity_at(place)
    return Candidate(
        head=place,
        sentence=memory.sentences[place],
        actors=memory.actors.get(place, ()),
        plural=known.plural if known is not None else False,
        rank=known.rank if known is not None else OTHER,
        entity=entity,
        gender=known.gender if known is not None else None,
    )


def linked(memory: Memory, token: Token, actor: Actor | None = None) -> int | None:
    """Return the entity of the earlier phrase that the head takes a name or noun for, or None."""
    opinions = memory.opinions
    if opinions is None or token.i not in opinions.scores:
        return None
    among = [
        place
        for place in opinions.candidates(token.i)
        if all(_agree(actor, other) for other in memory.actors.get(place, ()))
    ]
    best = opinions.best(token.i, among)
    return None if best == NOBODY else memory.entity_at(best)


def _agree(one: Actor | None, other: Actor) -> bool:
    """Tell whether two actors may be one: of a kind, and neither of another state, name or code."""
    if one is None:
        return other.kind != "state"
    if one.kind != other.kind and "unknown" not in {one.kind, other.kind}:
        return False
    pairs = ((one.id, other.id), (one.country, other.country), (one.person, other.person))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs) and (
        one.countries == other.countries
    )
