"""What a document gives to everyone who reads one of its noun phrases: parse, names, tables, dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Token

from entente.actors import ActorIndex
from entente.nlp.mentions.names import PlacedName
from entente.nlp.mentions.roles import FoundRole, role_of
from entente.records import Actor, Document


@dataclass(frozen=True, slots=True)
class Around:
    """One document with its known names placed; ``described`` remembers what each head stands for."""

    doc: Doc
    index: ActorIndex
    document: Document
    names: Mapping[int, PlacedName]  # by token
    types: Mapping[int, str]  # entity type by token, from the model's typed mentions
    states: Mapping[str, Mapping[str, int]]  # how often each is named beyond doubt, by name
    places: Mapping[int, str]  # country by head token, for places that the gazetteer knows
    words: frozenset[str] = frozenset()  # every word of the document, folded
    surnames: frozenset[str] = frozenset()  # of persons named in full whose surname is also another's name
    described: dict[int, Actor | None] = field(default_factory=dict)
    roles: dict[int, FoundRole | None] = field(default_factory=dict)

    @property
    def on(self) -> date | None:
        """The day that offices and memberships are looked up for: the document's publication."""
        return self.document.published

    def role_at(self, token: Token) -> FoundRole | None:
        """Return the role that a noun names, worked out once."""
        if token.i not in self.roles:
            self.roles[token.i] = role_of(token, self.index)
        return self.roles[token.i]

    def name_at(self, token: Token) -> PlacedName | None:
        """Return the known name that covers the token and has it as its head."""
        name = self.names.get(token.i)
        return name if name is not None and name.head == token.i else None


def entity_types(doc: Doc) -> dict[int, str]:
    """Return the entity type of each span's head token, from ``doc.spans["mentions"]``."""
    types: dict[int, str] = {}
    for span in sorted(doc.spans.get("mentions", ()), key=len):
        types.setdefault(span.root.i, span.label_)
    return types
