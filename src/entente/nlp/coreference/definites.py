"""Descriptions without a name: "the minister", "the company", "its ambassador", "the army"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from entente.nlp.clauses import first_conjunct
from entente.nlp.coreference.memory import PLACE, SUBJECT, Candidate, Memory
from entente.nlp.cuedata import load_table
from entente.nlp.mentions.persons import with_holder
from entente.nlp.mentions.phrases import adpositions, conjuncts, is_plural, relation
from entente.nlp.mentions.roles import FoundRole
from entente.records import Actor

_OPEN = frozenset({"person", "organ", "group", "company", "media", "armed_group", "party", "ngo", "unknown"})

_NATIONAL = frozenset({"state", "organ", "person", "group"})


def is_open(actor: Actor) -> bool:
    """Tell whether a description still lacks its owner: neither state nor organisation nor name."""
    return (
        actor.kind in _OPEN
        and actor.person is None
        and actor.id is None
        and actor.country is None
        and actor.organisation is None
        and not actor.countries
    )


def is_definite(token: Token) -> bool:
    """Tell whether a phrase speaks of somebody known: "the …", "this …", or a possessive pronoun."""
    words = {child.lower_ for child in token.children if child.dep_ in {"det", "det:predet"}}
    return bool(words & {"the", "this", "that", "these", "those", "both"})


def complete(memory: Memory, token: Token, actor: Actor) -> tuple[Actor, Candidate | None]:
    """Return an open description with what the text before it tells, and its antecedent if it has one."""
    role = memory.around.role_at(token)
    if token.lemma_.lower() == "counterpart":
        return _counterpart(memory, token, actor), None
    owners = _late_owners(memory, token)
    if owners:
        return _owned(memory, actor, role, owners), None
    if not is_open(actor):
        found = _same_person(memory, token, actor, role)
        return (
            (_renamed(actor, found.actor), found)
            if found is not None and found.actor is not None
            else (actor, None)
        )
    if is_definite(token):
        found = _antecedent(memory, token, role)
        if found is not None and found.actor is not None:
            return _renamed(actor, found.actor), found
    return _from_context(memory, token, actor, role), None


def _same_person(memory: Memory, token: Token, actor: Actor, role: FoundRole | None) -> Candidate | None:
    """Return the person of that state named before who "the North Korean leader" can be, or None."""
    if actor.kind != "person" or actor.person is not None or role is None or is_plural(token) or role.former:
        return None
    if actor.country is None or not is_definite(token):
        return None
    for candidate in _recent(memory, token):
        known = candidate.actor
        if known is None or known.person is None or known.country != actor.country:
            continue
        if _fits(memory, candidate, known, role.noun, role):
            return candidate
    return None


def country_of_owner(memory: Memory, token: Token) -> Actor | None:
    """Return the state of "his country": that of the person the possessive means."""
    if is_plural(token) or token.lemma_.lower() not in load_table("coref_cues")["definite"]["state"]:
        return None
    for child in token.children:
        if child.dep_ == "nmod:poss" and child.pos_ == "PRON":
            owners = {a.country for a in memory.actors.get(child.i, ()) if a.kind == "person" and a.country}
            if len(owners) == 1:
                state = memory.around.index.states.get(next(iter(owners)))
                return None if state is None else Actor(
                    0, 0, token.text, "state", state.iso3, state.name, state.iso3,
                    reason=f"country of {child.text!r}",
                )  # fmt: skip
    return None


def named_before(memory: Memory, token: Token) -> Candidate | None:
    """Return the antecedent of a definite noun that is no role: "the country", "the bloc", "the kingdom"."""
    if (
        not is_definite(token)
        or is_plural(token)
        or any(relation(c) in {"amod", "compound"} for c in token.lefts)
    ):
        return None
    table, noun = load_table("coref_cues")["definite"], token.lemma_.lower()
    kinds = {kind for kind, nouns in table.items() if kind != "offices" and noun in nouns}
    if not kinds:
        return None
    if "state" in kinds:
        return _state_before(memory, token)
    found = [c for c in _recent(memory, token) if c.actor is not None and c.actor.kind in kinds]
    return found[0] if found else None


def _recent(memory: Memory, token: Token) -> list[Candidate]:
    return memory.within(token, load_table("coref_cues")["reach"]["definite"])


def _state_before(memory: Memory, token: Token) -> Candidate | None:
    """Return the state of "the country": the only one near, or the subject of the nearest clause."""
    reach = load_table("coref_cues")["reach"]["country"]
    such = load_table("coref_cues")["such"].get(token.lemma_.lower())
    near = [c for c in memory.before(token, reach) if c.actor is not None and c.actor.kind == "state"]
    near = [c for c in near if such is None or (c.actor is not None and c.actor.country in such)]
    here = memory.sentences[token.i]
    for distance in range(reach + 1):
        at = [c for c in near if here - c.sentence == distance]
        if len({c.actor.country for c in at if c.actor is not None}) == 1:
            return at[0]
        subjects = [c for c in at if c.rank == SUBJECT]
        if len({c.actor.country for c in subjects if c.actor is not None}) == 1:
            return subjects[0]
        if at:
            return None
    return None


def _antecedent(memory: Memory, token: Token, role: FoundRole | None) -> Candidate | None:
    """Return who was named with the same noun or office before ("the minister" → the foreign minister)."""
    noun = role.noun if role is not None else token.lemma_.lower()
    plural = is_plural(token)
    for candidate in _recent(memory, token):
        actor = candidate.actor
        if actor is None or candidate.plural is not plural or is_open(actor):
            continue
        if _fits(memory, candidate, actor, noun, role):
            return candidate
    return named_before(memory, token)


def _fits(memory: Memory, candidate: Candidate, actor: Actor, noun: str, role: FoundRole | None) -> bool:
    last = noun.rsplit(" ", 1)[-1] if " of " not in noun else noun.split(" of ", 1)[0]
    if actor.kind == "person":
        if role is not None and role.office is not None and actor.office is not None:
            known = memory.around.index.role(actor.office)
            if role.office in {actor.office, known.office if known is not None else None}:
                return True
        return _same_office(actor.office, noun, last)
    own = memory.around.doc[candidate.head]
    return actor.kind not in {"state", "igo"} and own.lemma_.lower() == last and own.pos_ in {"NOUN", "PROPN"}


def _same_office(office: str | None, noun: str, last: str) -> bool:
    if office is None:
        return False
    if office == noun or (noun == last and office.split(" of ")[0].endswith(last)):
        return True
    return any(word in office for word in load_table("coref_cues")["definite"]["offices"].get(noun, ()))


def _renamed(actor: Actor, known: Actor) -> Actor:
    """Return the antecedent's actor under the description's own words."""
    return replace(
        known, start=actor.start, end=actor.end, text=actor.text, reason=f"stands for {known.text!r}"
    )


def _late_owners(memory: Memory, token: Token) -> tuple[Actor, ...]:
    """Return the owner that only the discourse knows: "its ambassador", "a spokesman for the ministry"."""
    if token.lemma_.lower() in load_table("mention_nouns")["owners"]["relational"]:
        return ()
    for child in token.children:
        pronoun = child.dep_ == "nmod:poss" and child.pos_ == "PRON"
        described = child.dep_ in {"nmod", "nmod:poss"} and child.i in memory.completed
        if pronoun or described:
            found = tuple(
                a
                for a in memory.actors.get(child.i, ())
                if a.country or a.organisation or a.countries or a.id
            )
            if found:
                return found
    return ()


def owned_by_following(memory: Memory, token: Token, actor: Actor) -> Actor:
    """Return a description with the owner that its "of" or "from" gives, once that is read; else itself."""
    for word, inner in adpositions(token):
        if word in {"of", "from"} and inner.i > token.i:
            owners = [a for a in memory.actors.get(inner.i, ()) if a.country or a.organisation or a.countries]
            if owners:
                return _owned(memory, actor, memory.around.role_at(token), owners)
    return actor


def _owned(memory: Memory, actor: Actor, role: FoundRole | None, owners: Sequence[Actor]) -> Actor:
    if actor.country is not None or actor.organisation is not None:
        return actor
    codes = [code for owner in owners for code in (owner.countries or (owner.country,)) if code is not None]
    codes = list(dict.fromkeys(codes))
    reason = f"of {owners[0].text!r}"
    if len(codes) > 1:
        kind = "plural" if role is not None and role.office is not None else actor.kind
        return replace(actor, kind=kind, countries=tuple(codes), reason=reason)
    owner = owners[0]
    actor = replace(
        actor, country=codes[0] if codes else None, organisation=owner.organisation, reason=reason
    )
    if owner.kind == "armed_group" and actor.organisation is None:
        actor = replace(actor, organisation=owner.id)
    if actor.sector is None and role is not None:
        actor = replace(actor, sector=role.sector or owner.sector)
    if role is not None and role.office is not None and actor.kind == "person" and not role.former:
        return with_holder(memory.around, actor, role.office)
    return actor


def _counterpart(memory: Memory, token: Token, actor: Actor) -> Actor:
    """Return "his Indian counterpart": the antecedent's office, of the state that the adjective names."""
    poss = next((c for c in token.children if c.dep_ == "nmod:poss" and c.pos_ == "PRON"), None)
    known = memory.actors.get(poss.i, ()) if poss is not None else ()
    if len(known) != 1:
        return actor
    one = known[0]
    kind = "group" if is_plural(token) else "person"
    actor = replace(actor, kind=kind, sector=one.sector, office=one.office)
    if one.office is None or kind == "group" or actor.country is None:
        return actor
    role = memory.around.index.role(one.office)
    return with_holder(memory.around, actor, role.office if role is not None and role.office else one.office)


def _from_context(memory: Memory, token: Token, actor: Actor, role: FoundRole | None) -> Actor:
    """Return an organ or office of the only state that its sentence, or the one before, speaks of."""
    if role is None or actor.kind == "unknown":
        return replace(actor, reason=actor.reason or "no antecedent")
    if _is_subjects_own(token):
        code = _subject_state(memory, token)
    elif _belongs_to_context(token, actor, role):
        code = _context_state(memory, token)
    elif actor.sector in {"REB", "OPP"} and token.dep_ == "conj":
        code = _partner_state(memory, token)
    elif actor.kind in {"group", "organ"} and actor.sector in load_table("coref_cues")["local"]["sectors"]:
        code = _place_of_sentence(memory, token)
    else:
        return actor
    if code is None:
        return replace(actor, reason="the text does not tell whose")
    actor = replace(actor, country=code, reason="the state that the text around speaks of")
    if role.office is not None and actor.kind == "person" and not role.former:
        return with_holder(memory.around, actor, role.office)
    return actor


def _belongs_to_context(token: Token, actor: Actor, role: FoundRole) -> bool:
    """Tell whether every state has one such organ or office: "the army" is that of the state in view."""
    table = load_table("coref_cues")["context"]
    if actor.kind == "person":
        return is_definite(token) and role.office is not None and role.office not in table["not_offices"]
    known = (
        role.noun in table["organs"] or role.noun.endswith("ministry") or role.noun.startswith("ministry of")
    )
    return actor.kind == "organ" and known and (is_definite(token) or role.noun in table["bare"])


def _is_subjects_own(token: Token) -> bool:
    """Tell "recalled the ambassador" and "will appoint an envoy": the subject's own."""
    table = load_table("coref_cues")["context"]
    own = token.lemma_.lower() in table["own_nouns"] and relation(token) == "obj"
    return own and token.head.lemma_.lower() in table["own_verbs"]


def _subject_state(memory: Memory, token: Token) -> str | None:
    """Return the state of the subject of the token's verb, coordinated verbs included."""
    verb = token.head
    for _ in range(3):
        for child in verb.children:
            if relation(child) == "nsubj":
                found = memory.candidate_at(child)
                return found.actor.country if found is not None and found.actor is not None else None
        if verb.dep_ not in {"conj", "xcomp"}:
            break
        verb = verb.head
    return None


def _context_state(memory: Memory, token: Token) -> str | None:
    """Return the one state of the sentence so far, of the one before, of the dateline, or of the document."""
    here = memory.sentences[token.i]
    for distance in (0, 1):
        at = [c for c in reversed(memory.within(token, 1)) if c.sentence == here - distance]
        at = [c for c in at if c.rank != PLACE and c.actor is not None and c.actor.kind in _NATIONAL]
        codes = [c.actor.country for c in at if c.actor is not None and c.actor.country is not None]
        subjects = [
            c.actor.country for c in at if c.actor is not None and c.actor.country and c.rank == SUBJECT
        ]
        if len(set(codes)) == 1:
            return codes[0]
        if distance == 0 and len(set(subjects)) == 1:
            return subjects[0]
        if codes:
            return None
    if memory.dateline is not None:
        return memory.dateline
    return next(iter(memory.counts)) if len(memory.counts) == 1 else None


def _place_of_sentence(memory: Memory, token: Token) -> str | None:
    """Return the state of the one place that the sentence is set in, else of the dateline."""
    sentence = memory.sentences[token.i]
    around = memory.places.get(sentence, [])
    places = {code for i, code in around if _clause_of(memory.around.doc[i]) == _clause_of(token)}
    named = memory.acting.get(sentence, set())
    if around and not places:
        return None
    codes = places or ({memory.dateline} if memory.dateline is not None else set())
    return next(iter(codes)) if len(codes) == 1 and named <= codes else None


def _clause_of(token: Token) -> int:
    """Return the index of the verb whose clause the token stands in."""
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token.i


def _partner_state(memory: Memory, token: Token) -> str | None:
    """Return the state whose rebels or opposition are meant: "Sudan's army and the rebels"."""
    members = [c for c in conjuncts(first_conjunct(token)) if c.i < token.i]
    codes = {a.country for c in members for a in memory.actors.get(c.i, ()) if a.kind in {"organ", "group"}}
    return next(iter(codes)) if len(codes) == 1 else None
