"""What stands around a relation noun: its parties, its name, and what the verb over it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from entente.nlp.clauses import (
    antecedent_of,
    arguments_of,
    conjuncts,
    first_conjunct,
    particle_of,
    preposition_of,
    surface_subjects,
)
from entente.nlp.cuedata import load_table
from entente.nlp.parties import code_of, is_coded, parties_of, unique
from entente.nlp.reading import Reading
from entente.nlp.status import status_at
from entente.records import (
    Actor,
    Evidence,
    EventDate,
    Place,
    Relation,
    RelationStatus,
    Span,
    Status,
    Trend,
    content_id,
)

_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:poss", "nummod", "flat"})


def cues(kind: str) -> dict[str, object]:
    """Return the cue table of a kind of relation."""
    table: dict[str, object] = load_table("relations")[kind]
    return table


def words(kind: str, name: str) -> frozenset[str]:
    """Return one list of a cue table as a set."""
    return frozenset(load_table("relations")[kind].get(name, ()))


def nouns_of(reading: Reading, lemmas: frozenset[str]) -> Iterator[Token]:
    """Yield the document's nouns that have one of the lemmas."""
    for token in reading.doc:
        if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.casefold() in lemmas:
            yield token


def verb_names(verb: Token, preposition: str | None = None) -> list[str]:
    """Return the names a verb may have in a cue table, the most specific first."""
    lemma, particle = verb.lemma_.casefold(), particle_of(verb)
    names = [f"{lemma} {particle}", lemma] if particle else [lemma]
    if preposition:
        names = [f"{name}|{preposition}" for name in names] + names
        if " " in preposition:
            names.insert(0, f"{lemma}|{preposition.split()[-1]}")
    return names


@dataclass(frozen=True)
class Host:
    """The verb over a noun, and the preposition between them if there is one."""

    verb: Token
    preposition: str | None
    link: str

    @property
    def names(self) -> list[str]:
        """The verb's names in cue tables."""
        return verb_names(self.verb, self.preposition)


def host(noun: Token) -> Host | None:
    """Return the verb that a noun is subject, object or oblique of; through "of"-phrases of measure too."""
    token = first_conjunct(noun)
    if token.dep_ in {"nmod"} and preposition_of(token) == "of" and token.head.pos_ == "NOUN":
        token = first_conjunct(token.head)
    if token.dep_ in {"obj", "nsubj", "nsubj:pass", "obl", "iobj", "xcomp"}:
        verb = token.head
        if verb.pos_ in {"VERB", "AUX"}:
            return Host(verb, preposition_of(token), token.dep_)
    if token.dep_ == "acl:relcl" or token.head == token:
        return None
    return _relative_host(token)


def _relative_host(noun: Token) -> Host | None:
    """Return the participle over a noun: "the treaty signed in Minsk"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.pos_ == "VERB":
            return Host(child, None, "acl")
    return None


def verbs_over(noun: Token) -> list[Token]:
    """Return the verbs that say what happens to a relation: its host, and what that is embedded with."""
    over = host(noun)
    if over is None:
        own = [child for child in noun.children if child.dep_ == "acl" and child.pos_ == "VERB"]
        return own
    found = [over.verb]
    found += [child for child in over.verb.children if child.dep_ == "xcomp" and child.pos_ == "VERB"]
    if over.verb.dep_ == "xcomp" and over.verb.head.pos_ == "VERB":
        found.append(over.verb.head)
    return found


def trend_of(noun: Token) -> Trend | None:
    """Return which way the text says a relation moves; None when it does not say."""
    table = load_table("relations")["trend"]
    heads = [noun]
    if noun.dep_ == "nmod" and noun.head.pos_ == "NOUN":
        heads.append(noun.head)
    names = [name for head in heads for verb in verbs_over(head) for name in verb_names(verb)]
    modifiers = [child.lemma_.casefold() for child in noun.children if child.dep_ == "amod"]
    modifiers += [head.lemma_.casefold() for head in heads[1:]]
    for trend in (Trend.STRENGTHENING, Trend.WEAKENING):
        verbs = set(table[trend.value])
        if verbs & set(names) or any(_stem_in(word, verbs) for word in modifiers):
            return trend
    return Trend.STABLE if set(table["stable"]) & set(names) else None


def _stem_in(word: str, verbs: set[str]) -> bool:
    """Whether an adjective or noun belongs to one of the verbs ("deepening", "expansion")."""
    stems = {word, word.removesuffix("ing"), word.removesuffix("ed"), word.removesuffix("ment")}
    stems |= {word.removesuffix("ing") + "e", word.removesuffix("ed") + "e", word.removesuffix("d")}
    return bool(stems & verbs)


def parties_around(reading: Reading, noun: Token) -> tuple[Actor, ...]:
    """Return the parties of a relation noun: in its phrase, else the subject and partners of its verb."""
    own = own_parties(reading, noun)
    if count(own) >= 2:
        return own
    over = host(noun)
    found = list(own)
    if over is not None and over.link in {"obj", "obl", "nsubj:pass", "xcomp", "acl"}:
        if not set(over.names) & words("around", "speaking"):
            found += _clause_parties(reading, over.verb)
    elif over is None:
        found += _predicate_parties(reading, noun)
    return tuple(actor for actor in unique(found) if is_coded(actor))


def count(actors: Iterable[Actor]) -> int:
    """Return how many different codes stand among the actors."""
    return len({code_of(actor) for actor in actors if is_coded(actor)})


def own_parties(reading: Reading, noun: Token) -> tuple[Actor, ...]:
    """Return the parties named inside the noun phrase ("Sino-Russian ties", "treaty between …")."""
    prepositions = words("around", "party_prepositions")
    found: list[Actor] = []
    for child in noun.children:
        named = child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc"}
        if named or (child.dep_ in {"nmod", "obl"} and preposition_of(child) in prepositions):
            found += [actor for member in _with_inner(child) for actor in parties_of(reading, member)]
    return tuple(actor for actor in unique(found) if is_coded(actor))


def _with_inner(token: Token) -> list[Token]:
    """Return a modifier with the names hung on it: in "China-Russia" one may hang on the other."""
    inner = [child for child in token.children if child.dep_ in {"compound", "amod", "dep", "nmod"}]
    return [*(child for child in inner if child.pos_ in {"PROPN", "ADJ"}), token]


def _clause_parties(reading: Reading, verb: Token) -> list[Actor]:
    arguments = arguments_of(verb)
    tokens = [*arguments.get("subj"), *arguments.get("obl:with"), *arguments.get("obl:between")]
    if verb.dep_ == "acl" and not tokens:
        tokens = arguments.get("obl:by")
    return [actor for token in tokens for actor in parties_of(reading, token)]


def _predicate_parties(reading: Reading, noun: Token) -> list[Actor]:
    """Return the subject of "China and Russia are … partners"."""
    if not any(child.dep_ == "cop" for child in noun.children):
        return []
    subjects = [child for child in noun.children if child.dep_ in {"nsubj", "nsubj:outer"}]
    subjects = subjects or surface_subjects(noun)
    return [actor for token in subjects for actor in parties_of(reading, antecedent_of(token))]


def phrase_start(noun: Token) -> int:
    """Return the first token of the noun's modifiers."""
    lefts = [child for child in noun.lefts if child.dep_ in _MODIFIERS]
    return min([noun.i, *(child.left_edge.i for child in lefts)])


def named_phrase(reading: Reading, noun: Token, *, skip: frozenset[str], after: frozenset[str]) -> tuple[int, int]:
    """Return the tokens of a relation's own name: modifiers that are no parties, to the end of its title.

    ``skip`` are modifiers that are no part of a name; ``after`` prepositions whose phrases belong to it.
    """
    first = noun.i
    for token in reversed(list(reading.doc[phrase_start(noun) : noun.i])):
        if token.is_punct and token.text in {"-", "–", "‑"}:
            continue
        if token.lemma_.casefold() in skip or _is_party(reading, token) or token.pos_ in {"DET", "PUNCT", "PART"}:
            break
        first = token.i
    last = noun.i + 1
    for child in noun.rights:
        if child.dep_ == "nmod" and preposition_of(child) in after and not _is_party(reading, child):
            if child.left_edge.i == last:
                last = title_end(reading, child)
        elif child.i >= last:
            break
    return first, last


def title_end(reading: Reading, token: Token) -> int:
    """Return where a title ends that reaches into a phrase: before its clauses, dates and asides."""
    end = token.i + 1
    for child in token.rights:
        if child.left_edge.i != end or child.dep_ in {"acl", "acl:relcl", "appos", "parataxis", "punct"}:
            break
        if any(date.first <= child.i < date.last for date in reading.dates):
            break
        end = title_end(reading, child) if child.dep_ in {"nmod", "conj"} else child.right_edge.i + 1
    return end


def _is_party(reading: Reading, token: Token) -> bool:
    return any(is_coded(actor) for actor in reading.discourse.at(token.i))


def relation_status(token: Token, hosts: Iterable[str] = ()) -> RelationStatus | None:
    """Return where a relation stands, from the verb over it and that verb's own status; None: it is not."""
    table = load_table("relations")["status"]
    reading = status_at(token)
    status = RelationStatus.IN_FORCE
    for name in hosts:
        found = next((value for value in RelationStatus if name in table[value.value]), None)
        if found is not None:
            status = found
            break
    if reading is None or reading.status is Status.NEGATED:
        return None
    if reading.status is Status.POSSIBLE:
        return RelationStatus.PROPOSED
    if reading.status is Status.PLANNED:
        return RelationStatus.ANNOUNCED if status is RelationStatus.ANNOUNCED else RelationStatus.PROPOSED
    return status


def make(
    reading: Reading,
    kind: str,
    token: Token,
    parties: Iterable[Actor],
    *,
    name: str | None = None,
    evidence: Evidence | None = None,
    trigger: Span | None = None,
    role: str | None = None,
    areas: tuple[str, ...] = (),
    framework: tuple[str, ...] = (),
    signed: EventDate | None = None,
    signed_place: Place | None = None,
    period: EventDate | None = None,
    status: RelationStatus | None = RelationStatus.IN_FORCE,
    trend: Trend | None = None,
    ordinal: int | None = None,
    person: str | None = None,
    office: str | None = None,
    object: str | None = None,
    subtype: str | None = None,
    confidence: float = 0.8,
) -> Relation:
    """Return a relation with its id and evidence, the sentence of its token unless another is given."""
    parties = tuple(parties)
    codes = sorted(str(code_of(actor) or actor.text) for actor in parties)
    span = trigger or reading.span(token.i, token.i + 1)
    return Relation(
        id=content_id("relation", reading.document.id, kind, span.start, span.end, name, role, object, *codes),
        kind=kind,
        parties=parties,
        name=name,
        evidence=evidence or reading.sentence_evidence(token),
        role=role,
        areas=areas,
        framework=framework,
        signed=signed,
        signed_place=signed_place,
        holds_from=period.first if period else None,
        holds_to=period.last if period else None,
        status=status,
        trend=trend,
        ordinal=ordinal,
        person=person,
        office=office,
        object=object,
        subtype=subtype,
        trigger=span,
        confidence=confidence,
    )


def members(token: Token) -> list[Token]:
    """Return the token and what is coordinated with it."""
    return conjuncts(token)
