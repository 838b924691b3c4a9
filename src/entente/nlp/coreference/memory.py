"""What a reader keeps in mind of a document so far: candidates for antecedents, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from entente.nlp.coreference.head import Opinions
from entente.nlp.mentions.around import Around
from entente.nlp.mentions.phrases import relation
from entente.records import Actor

SUBJECT, OBJECT, OTHER, PLACE = 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that a later one may mean: its head, who it is, and how prominent it stands."""

    head: int
    sentence: int
    actors: tuple[Actor, ...]  # () for what is no actor: "the dam"
    plural: bool
    rank: int
    entity: int | None = None
    gender: str | None = None
    members: tuple[int, ...] = ()  # heads, for a coordination
    pronoun: bool = False

    @property
    def actor(self) -> Actor | None:
        """The one actor of the candidate, or None."""
        return self.actors[0] if len(self.actors) == 1 else None


@dataclass(slots=True)
class Memory:
    """The reading of one document as it proceeds; filled by ``resolve`` and by nobody else."""

    around: Around
    sentences: list[int]
    opinions: Opinions | None = None  # of the trained head
    candidates: list[Candidate] = field(default_factory=list)
    actors: dict[int, tuple[Actor, ...]] = field(default_factory=dict)
    entities: dict[int, int] = field(default_factory=dict)
    keys: dict[tuple[str | None, ...], int] = field(default_factory=dict)
    genders: dict[int, str] = field(default_factory=dict)  # by entity, once a pronoun or title told
    counts: dict[str, int] = field(
        default_factory=dict
    )  # how often each state acts or is named, places apart
    places: dict[int, list[tuple[int, str]]] = field(default_factory=dict)  # head and state, by sentence
    acting: dict[int, set[str]] = field(default_factory=dict)  # states that a sentence names as actors
    dateline: str | None = None
    completed: set[int] = field(default_factory=set)  # descriptions whose owner the discourse gave
    cataphors: set[int] = field(default_factory=set)  # possessives of a participle before its subject
    _by_head: dict[int, Candidate] = field(default_factory=dict)
    _groups: dict[int, Candidate] = field(default_factory=dict)  # by first member

    def add(self, candidate: Candidate) -> None:
        """Remember a candidate; a coordination never hides its last member."""
        self.candidates.append(candidate)
        if candidate.members:
            self._groups[candidate.members[0]] = candidate
        else:
            self._by_head[candidate.head] = candidate

    def group_at(self, token: Token) -> Candidate | None:
        """Return the coordination that the token is the first member of, or None."""
        return self._groups.get(token.i)

    def candidate_at(self, token: Token) -> Candidate | None:
        """Return the candidate whose phrase the token heads, or None."""
        return self._by_head.get(token.i)

    def entity_for(self, key: tuple[str | None, ...] | None) -> int:
        """Return the number of the entity with this key; without a key, a new one."""
        if key is None:
            key = ("new", str(len(self.keys)))
        return self.keys.setdefault(key, len(self.keys))

    def entity_at(self, place: int) -> int:
        """Return the entity of the phrase headed by a token; a phrase that had none gets a new one."""
        if place not in self.entities:
            self.entities[place] = self.entity_for(None)
        return self.entities[place]

    def within(self, token: Token, reach: int) -> list[Candidate]:
        """Return the candidates up to ``reach`` sentences before a token, the latest first."""
        here, found = self.sentences[token.i], []
        for candidate in reversed(self.candidates):
            if here - candidate.sentence > reach:
                break
            if candidate.head < token.i:
                found.append(candidate)
        return found

    def before(self, token: Token, reach: int) -> list[Candidate]:
        """Return the candidates up to ``reach`` sentences before a token, the likeliest first.

        Its own sentence comes first, then the nearer ones; what is neither subject nor object waits
        for the subjects of the sentence before. In its own sentence the nearest of a rank leads, in
        the others the leftmost, as in Hobbs' walk.
        """
        here = self.sentences[token.i]
        near = self.within(token, reach)
        waits = 2 if relation(token) == "nsubj" else 1

        def order(c: Candidate) -> tuple[int, int, int]:
            distance = here - c.sentence
            late = 0 if c.rank >= OBJECT else waits if c.rank == OTHER else 3
            return 2 * distance + late, -c.rank, -c.head if distance == 0 else c.head

        return sorted(near, key=order)


def rank_of(token: Token, *, locative: bool = False) -> int:
    """Return how prominent a phrase is by its relation: subject, object, other, place."""
    if locative:
        return PLACE
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    kind = relation(token)
    if kind == "nsubj" or token.dep_ == "obl:agent" or (kind == "root" and token.pos_ in {"PROPN", "NOUN"}):
        return SUBJECT
    return OBJECT if kind in {"obj", "iobj"} else OTHER


def same_clause(token: Token, candidate: Token) -> bool:
    """Tell whether both are arguments of one verb, so that a plain pronoun cannot mean the other."""
    token, candidate = _argument(token), _argument(candidate)
    return bool(token.head == candidate.head and token != candidate)


def _argument(token: Token) -> Token:
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token
