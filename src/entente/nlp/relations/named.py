"""Agreements and bodies that people know by name: found in the text, completed from the codebook's table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from entente.codebook.agreements import NamedAgreement, named_agreements
from entente.nlp.clauses import preposition_of
from entente.nlp.parties import code_of
from entente.nlp.reading import Reading
from entente.nlp.relations.around import words
from entente.nlp.relations.making import make
from entente.nlp.relations.partners import count, own_parties
from entente.nlp.relations.standing import is_denied
from entente.nlp.status.read import status_at
from entente.records import Actor, Relation, RelationStatus, Span

FROM_TABLE = "from the table of named agreements"
_BODIES = frozenset({"mechanism", "partnership"})
_MOST = 12  # parties that a row of the record takes from the table


@dataclass(frozen=True)
class Named:
    """A name of the table in the text: the head of its phrase, its characters, and what it stands for."""

    head: Token
    span: Span
    agreement: NamedAgreement

    @property
    def is_bilateral(self) -> bool:
        """Whether it stands between two parties."""
        return len(self.agreement.parties) == 2


def named_in(reading: Reading, kinds: frozenset[str]) -> dict[int, Named]:
    """Return the names of some kinds by the token that heads their phrase ("deal" in "the JCPOA deal")."""
    found = dict[int, Named]()
    for start, end, agreement in named_agreements(reading.document.text):
        piece = reading.doc.char_span(start, end, alignment_mode="expand")
        if agreement.kind not in kinds or piece is None or not len(piece):
            continue
        head, above = piece.root, piece.root.head
        if head.dep_ in {"compound", "amod"} and above.idx >= end and above.i <= piece.end + 1:
            head = above
        found[head.i] = Named(head, Span(start, end, reading.document.text[start:end]), agreement)
    return found


def table_parties(reading: Reading, named: Named) -> list[Actor]:
    """Return the parties that the table gives for the day of the document, marked as from there."""
    codes = named.agreement.parties_on(reading.document.published)
    if len(codes) > _MOST:
        return []
    return [_actor(reading, code, named.span) for code in codes]


def _actor(reading: Reading, code: str, span: Span) -> Actor:
    state = code in reading.index.states
    return Actor(
        span.start,
        span.end,
        span.text,
        kind="state" if state else "igo",
        id=code,
        country=code if state else None,
        organisation=None if state else code,
        reason=FROM_TABLE,
    )


def completed(reading: Reading, named: Named, parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return the parties of the text, those of the table where the text gives none or one of two."""
    if parties and not (count(parties) == 1 and named.is_bilateral):
        return parties
    table = table_parties(reading, named)
    known = {code_of(actor) for actor in parties}
    if parties and not known & {code_of(actor) for actor in table}:
        return parties  # somebody else speaks of it
    return (*parties, *(actor for actor in table if code_of(actor) not in known))


def standing_status(named: Named, day: date | None) -> RelationStatus | None:
    """Return where a text stands on a day by the table, where no verb of the text decides on it."""
    if is_denied(named.head) or status_at(named.head) is None:
        return None
    row = named.agreement
    if day is None:
        return RelationStatus(row.status) if row.status else RelationStatus.IN_FORCE
    if row.signed is not None and day < row.signed:
        return RelationStatus.PROPOSED
    if row.ended is not None:
        return RelationStatus.ENDED if row.ended <= day else RelationStatus.IN_FORCE
    waiting = row.status == "announced" if row.in_force is None else day < row.in_force
    return RelationStatus.ANNOUNCED if waiting else RelationStatus.IN_FORCE


def find_named_bodies(reading: Reading) -> Iterator[Relation]:
    """Yield the mechanisms and partnerships that the text names ("the Weimar Triangle", "AUKUS")."""
    for named in named_in(reading, _BODIES).values():
        noun = named.head
        own = own_parties(reading, noun)
        parties = own if count(own) >= 2 else tuple(table_parties(reading, named))
        status = standing_status(named, reading.document.published)
        meets = noun.lemma_.casefold() in words("mechanism", "nouns")
        framework = preposition_of(noun) in words("cooperation", "framework_prepositions") - {"in", "at"}
        if (
            framework
            or count(parties) < 2
            or status is None
            or (meets and named.agreement.kind != "mechanism")
        ):
            continue
        yield make(
            reading,
            named.agreement.kind,
            noun,
            parties,
            name=named.span.text,
            trigger=named.span,
            status=status,
            confidence=0.7,
        )
