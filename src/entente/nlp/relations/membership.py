"""Memberships: who belongs to which organisation, in what role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import antecedent_of, conjuncts, first_conjunct, preposition_of, verb_arguments
from entente.nlp.cuedata import load_table
from entente.nlp.parties import is_coded, parties_of, unique
from entente.nlp.reading import Reading, noun_lemmas
from entente.nlp.relations.around import Host, host, nouns_of, verb_names, words
from entente.nlp.relations.making import make
from entente.nlp.relations.standing import is_denied, relation_status
from entente.nlp.status.read import status_at
from entente.nlp.timing import when
from entente.records import Actor, Relation, RelationStatus, Status

_MODIFYING = frozenset({"compound", "amod", "nmod:poss", "nmod:desc"})
_STATUS = {
    "join": RelationStatus.IN_FORCE,
    "admit": RelationStatus.IN_FORCE,
    "leave": RelationStatus.ENDED,
    "apply": RelationStatus.PROPOSED,
    "suspend": RelationStatus.SUSPENDED,
}
_NEAR = 3  # sentences over which an organisation stays the one spoken of
_ENDING = frozenset({"leave", "suspend"})
_MOVES = ("join", "leave", "apply")  # what a state does itself
_GRANTS = ("admit", "suspend")  # what an organisation does


def find_memberships(reading: Reading) -> Iterator[Relation]:
    """Yield who joined, left, was admitted to, or is called a member of an organisation."""
    found = [row for token in reading.verbs if token.pos_ == "VERB" for row in _by_verb(reading, token)]
    for noun in nouns_of(reading, words("membership", "nouns")):
        found += _by_noun(reading, noun, _organisation_before(reading, noun, found))
    yield from found


def _organisation_before(reading: Reading, noun: Token, found: list[Relation]) -> list[Actor]:
    """Return the organisation whose members were just spoken of, for "Iran, an observer, …"."""
    alone = not any(child.dep_ in {"nmod", "compound", "nmod:poss"} for child in noun.children) or all(
        preposition_of(child) == "since" for child in noun.children if child.dep_ == "nmod"
    )
    bare = noun.lemma_.casefold() in words("membership", "standing") and alone
    here = reading.sentence_of(noun)
    near = [row for row in found if 0 <= here - row.evidence.sentence <= _NEAR and row.trigger is not None]
    before = [row for row in near if row.trigger is not None and row.trigger.end <= noun.idx]
    return [row.parties[-1] for row in before[-1:]] if bare else []


def _organisations(reading: Reading, tokens: Iterable[Token]) -> list[Actor]:
    """Return the intergovernmental organisations that some phrases name."""
    others = words("membership", "others")
    itself = [token for token in tokens if not noun_lemmas(token) & others]
    found = unique(actor for token in itself for actor in parties_of(reading, token))
    return [actor for actor in found if actor.kind == "igo" and is_coded(actor)]


def _states(reading: Reading, tokens: Iterable[Token]) -> list[Actor]:
    found = unique(actor for token in tokens for actor in parties_of(reading, token))
    return [
        actor for actor in found if actor.country is not None and actor.kind in {"state", "organ", "plural"}
    ]


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    if _verbs().isdisjoint(verb_names(verb)):
        return
    arguments = verb_arguments(verb)
    for slot in ("obj", "obl:to", "obl:from", "obl:of", "obl:out of", "obl:into"):
        organisations = _organisations(reading, arguments.get(slot))
        names = set(verb_names(verb, slot.partition(":")[2] or None))
        action = next((key for key in _MOVES if names & words("membership", key)), None)
        if organisations and action is not None:
            states = _states(reading, _named_subjects(arguments.get("subj")))
            yield from _rows(reading, verb, states, organisations, action)
    yield from _admitted(reading, verb)


@cache
def _verbs() -> frozenset[str]:
    """Return every verb that tells of membership, without its preposition."""
    return frozenset(name.split("|")[0] for key in (*_MOVES, *_GRANTS) for name in words("membership", key))


def _named_subjects(subjects: list[Token]) -> list[Token]:
    """Return the subjects, and who is said to be one of them: "X was among the states that joined"."""
    found = list(subjects)
    for token in subjects:
        if any(child.dep_ == "cop" for child in token.children):
            found += [c for child in token.children if child.dep_ == "nsubj" for c in conjuncts(child)]
    return found


def _admitted(reading: Reading, verb: Token) -> Iterator[Relation]:
    """Yield "ASEAN admitted Timor-Leste" and "Mali was suspended from the African Union"."""
    names = set(verb_names(verb))
    action = next((key for key in _GRANTS if names & words("membership", key)), None)
    if action is None:
        return
    arguments = verb_arguments(verb)
    states = _states(
        reading, [t for t in arguments.get("obj") if t.lemma_ not in words("membership", "nouns")]
    )
    into = [*arguments.get("obl:to"), *arguments.get("obl:from"), *arguments.get("obl:into")]
    organisations = _organisations(reading, into)
    if not organisations and (action == "suspend" or "admit" in names or _says_member(verb)):
        organisations = _organisations(reading, arguments.get("subj"))
    yield from _rows(reading, verb, states, organisations, action)


def _says_member(verb: Token) -> bool:
    return any(child.lemma_.casefold() in words("membership", "nouns") for child in verb.subtree)


def _rows(
    reading: Reading, verb: Token, states: list[Actor], organisations: list[Actor], action: str
) -> Iterator[Relation]:
    said = status_at(verb)
    if not states or not organisations or said is None or said.status is Status.NEGATED:
        return
    status = _planned(_STATUS[action], said.status)
    role = (
        "suspended"
        if action == "suspend"
        else _role_near(verb) or ("candidate" if action == "apply" else "member")
    )
    found = when(reading, verb) if said.status is Status.ACTUAL else None
    day, ended = found.first if found else None, action in _ENDING
    for organisation in organisations:
        for state in states:
            yield make(
                reading,
                "membership",
                verb,
                [state, organisation],
                name=_plain(organisation),
                role=role,
                status=status,
                holds_from=None if ended else day,
                holds_to=day if ended else None,
                confidence=0.85,
            )


def _planned(status: RelationStatus, said: Status) -> RelationStatus:
    """Return the status of a change that has not happened: what is to be left is still held."""
    if said is Status.ACTUAL:
        return status
    if status in {RelationStatus.ENDED, RelationStatus.SUSPENDED}:
        return RelationStatus.IN_FORCE
    return RelationStatus.PROPOSED if said is Status.POSSIBLE else RelationStatus.ANNOUNCED


def _role_near(verb: Token) -> str | None:
    """Return the role in "as an observer", "become a full member of"."""
    near = (token for token in verb.subtree if token.pos_ == "NOUN" and token.i > verb.i)
    return next((role for token in near if (role := role_of(token)) is not None), None)


def role_of(noun: Token) -> str | None:
    """Return the role that a noun with its modifiers names, the longest phrase first."""
    before = [child for child in noun.lefts if child.dep_ in {"amod", "compound"}]
    for start in range(len(before) + 1):
        kept = before[start:]
        phrases = {
            " ".join([*(word.lemma_.casefold() for word in kept), noun.lemma_.casefold()]),
            " ".join([*(word.lower_ for word in kept), noun.lemma_.casefold()]),
        }
        for role, names in load_table("relations")["membership"]["roles"].items():
            if phrases & set(names):
                return str(role)
    return None


def _by_noun(reading: Reading, noun: Token, before: list[Actor]) -> Iterator[Relation]:
    """Yield "Chad, a member of the African Union", "NATO member Turkey", "Serbia is an EU candidate"."""
    role = role_of(noun)
    over = host(noun)
    if role is None or is_denied(noun) or _is_first_to_do(noun):
        return
    organisations = _organisations(reading, _inside(noun)) or _giving(reading, over) or before
    states = _holders(reading, noun, over)
    status = _noun_status(noun, over)
    if _is_suspended(over):
        role = "suspended"
    if status is None or _is_part_of_candidacy(noun):
        return
    begun = when(reading, noun.head) if noun.dep_ == "xcomp" and status is RelationStatus.IN_FORCE else None
    for organisation in organisations:
        for state in states:
            yield make(
                reading,
                "membership",
                noun,
                [state, organisation],
                name=_plain(organisation),
                role=role,
                status=status,
                holds_from=begun.first if begun else None,
            )


def _inside(noun: Token) -> list[Token]:
    """Return the phrases in which an organisation stands: "of NATO", "for membership of the EU"."""
    found = [child for child in noun.children if child.dep_ in _MODIFYING]
    for child in noun.children:
        if child.dep_ == "nmod" and preposition_of(child) in {"of", "in", "for", "to", "at", "within"}:
            found.append(child)
            if child.lemma_.casefold() in words("membership", "nouns"):
                found += _inside(child)
    return found


def _is_first_to_do(noun: Token) -> bool:
    """Whether a member is only counted as doing something first ("the first member to sign")."""
    return any(
        child.dep_ == "acl" and any(mark.lower_ == "to" for mark in child.children) for child in noun.children
    )


def _is_part_of_candidacy(noun: Token) -> bool:
    """Whether "membership" only says what somebody is a candidate for."""
    bare = noun.lemma_.casefold() in {"membership", "status"}
    return bare and noun.dep_ == "nmod" and noun.head.lemma_.casefold() in words("membership", "nouns")


def _giving(reading: Reading, over: Host | None) -> list[Actor]:
    """Return the organisation that gives somebody a status or suspends a membership."""
    acts = words("membership", "giving") | words("membership", "suspend")
    if over is None or not set(over.names) & acts:
        return []
    return _organisations(reading, verb_arguments(over.verb).get("subj"))


def _is_suspended(over: Host | None) -> bool:
    return (
        over is not None
        and over.link in {"obj", "nsubj:pass", "acl"}
        and bool(set(over.names) & words("membership", "suspend"))
    )


def _plain(organisation: Actor) -> str:
    """Return the organisation in the words of the text, without an article."""
    return organisation.text.removeprefix("the ").removeprefix("The ")


def _noun_status(noun: Token, over: Host | None) -> RelationStatus | None:
    """Return where a membership stands that a noun tells of."""
    if any(child.lower_ in {"former", "ex", "onetime"} for child in noun.children):
        return RelationStatus.ENDED
    if _is_suspended(over):
        said = status_at(over.verb) if over else None
        return _planned(RelationStatus.SUSPENDED, said.status) if said is not None else None
    return relation_status(noun)


def _holders(reading: Reading, noun: Token, over: Host | None) -> list[Actor]:
    """Return who is called a member: the apposition's head, the subject, the name that follows, the owner."""
    if noun.dep_ == "appos":
        return _states(reading, [first_conjunct(noun.head) if _is_plural(noun) else noun.head])
    if any(child.dep_ == "cop" for child in noun.children):
        subjects = [antecedent_of(c) for c in noun.children if c.dep_ == "nsubj"]
        if _is_plural(noun):  # "its neighbours Latvia and Lithuania are members"
            subjects += [m for s in subjects for c in s.children if c.dep_ == "appos" for m in conjuncts(c)]
        return _states(reading, [_nearest(noun)] if noun.dep_ == "acl:relcl" else subjects)
    if noun.dep_ in {"nmod:desc", "compound"} and noun.head.i > noun.i:
        own = reading.discourse.at(noun.head.i)
        return (
            [actor for actor in own if actor.country]
            if not _is_plural(noun)
            else _states(reading, [noun.head])
        )
    after = [child for child in noun.children if child.dep_ in {"appos", "flat"} and child.i > noun.i]
    if after:
        return _states(reading, conjuncts(after[0]))
    if noun.dep_ == "xcomp" and set(verb_names(noun.head)) & {"become", "remain"}:
        return _states(reading, verb_arguments(noun.head).get("subj"))
    following = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if following.pos_ == "PROPN" and following.dep_ == noun.dep_ and following.head == noun.head:
        return [actor for actor in reading.discourse.at(following.i) if actor.country]
    owners = [antecedent_of(child) for child in noun.children if child.dep_ == "nmod:poss"]
    return _states(reading, owners) or _given(reading, over)


def _nearest(clause: Token) -> Token:
    """Return what a clause in the singular speaks of: the last of "Turkey and Iran, which has …"."""
    members = [member for member in conjuncts(clause.head) if member.i < clause.left_edge.i]
    singular = any(child.tag_ == "VBZ" for child in clause.children)
    return members[-1] if singular and members else clause.head


def _given(reading: Reading, over: Host | None) -> list[Actor]:
    """Return whom a verb of giving gives a status: "granted Ukraine the status of a candidate"."""
    if over is None or not set(over.names) & words("membership", "giving"):
        return []
    arguments = verb_arguments(over.verb)
    return _states(reading, [*arguments.get("iobj"), *arguments.get("obl:to")])


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"}
