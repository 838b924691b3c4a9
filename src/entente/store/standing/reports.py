"""What one document tells of a standing relation, with the key under which reports may meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from entente.records import Actor, Relation, content_id
from entente.store.incidents import STATE_SECTORS
from entente.store.standing.rules import Kind, content_words, names_mission, rules

_SELVES = ("state", "organ", "person")  # what acts for its state where its sector does


@dataclass(frozen=True, slots=True)
class Part:
    """A relation, or that part of it which concerns one area or one member, as it is told apart."""

    key: str  # kind and parties: only reports of one key are compared
    parties: tuple[str, ...]  # codes, or words in quotation marks where there is no code
    area: str | None
    words: tuple[str, ...]  # of the name or object, see ``content_words``


@dataclass(frozen=True, slots=True)
class Report:
    """One document's account of a part, with the day on which it was published."""

    document: str
    relation: str
    published: date | None
    kind: str
    part: Part
    name: str | None = None
    subtype: str | None = None
    role: str | None = None
    person: str | None = None
    office: str | None = None
    object: str | None = None
    ordinal: int | None = None
    signed_from: date | None = None
    signed_to: date | None = None
    holds_from: date | None = None
    holds_to: date | None = None
    status: str | None = None
    trend: str | None = None
    start: int = 0  # where its evidence begins

    @property
    def level(self) -> str | None:
        """How far the relation goes: the declared level of a partnership, the role of a member."""
        field = rules().kind(self.kind).level
        return getattr(self, field) if field else None

    @property
    def signed(self) -> tuple[date, date] | None:
        """The days on which it may have been signed."""
        first, last = self.signed_from or self.signed_to, self.signed_to or self.signed_from
        return (first, last) if first and last else None

    @property
    def signed_closely(self) -> bool:
        """Whether the text tells the day of signing well enough to know it again."""
        known = self.signed
        return known is not None and known[1] - known[0] < timedelta(days=rules().vague)

    @property
    def place(self) -> tuple[Any, ...]:
        """Where the report stands in the order of its relation: by day, then without regard to arrival."""
        return (self.published or date.max, self.document, self.start, self.relation)


def reports_of(relation: Relation, document: str, published: date | None) -> Iterator[Report]:
    """Yield what a document's relation tells: one report for each area or member, or one in all."""
    signed = relation.signed
    for part in parts_of(relation, document):
        yield Report(
            document, relation.id, published, relation.kind, part,
            name=relation.name, subtype=relation.subtype, role=relation.role, person=relation.person,
            office=relation.office, object=relation.object, ordinal=relation.ordinal,
            signed_from=signed.first if signed else None, signed_to=signed.last if signed else None,
            holds_from=relation.holds_from, holds_to=relation.holds_to,
            status=relation.status.value if relation.status else None,
            trend=relation.trend.value if relation.trend else None, start=relation.evidence.start,
        )  # fmt: skip


def parts_of(relation: Relation, document: str) -> list[Part]:
    """Return the parts of a relation; where a party has no code, they belong to this document alone."""
    kind = rules().kind(relation.kind)
    names = [name for actor in relation.parties for name in _names(actor)]
    words = _content(relation, kind, names)
    if kind.each == "area":
        return [
            _part(relation, document, relation.parties, area, words) for area in relation.areas or (None,)
        ]
    if kind.each == "member":
        members, bodies = _members(relation.parties)
        words = () if bodies else content_words(relation.name)
        return [_part(relation, document, (*one, *bodies), None, words) for one in members]
    return [_part(relation, document, relation.parties, None, words)]


def key_rows(relation: Relation, document: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``relation_keys`` for a relation, without the number of its coding."""
    for position, part in enumerate(parts_of(relation, document)):
        yield {
            "document": document,
            "relation": relation.id,
            "position": position,
            "key": part.key,
            "parties": list(part.parties),
            "area": part.area,
            "words": list(part.words),
        }


def _content(relation: Relation, kind: Kind, names: Sequence[str]) -> tuple[str, ...]:
    text = next((found for field in kind.content if (found := getattr(relation, field))), None)
    return content_words(text, names)


def _names(actor: Actor) -> Iterator[str]:
    """Yield what a party may be called within the name of a relation: China, Chinese."""
    yield from filter(None, (actor.name, actor.text))
    for code in (actor.country, *actor.countries):
        if code:
            yield from _names_of_state(code)


@cache
def _names_of_state(code: str) -> tuple[str, ...]:
    from entente import actors

    state = actors.load().states.get(code)
    return (state.name, *state.adjectives, *state.demonyms) if state else ()


def _members(parties: Sequence[Actor]) -> tuple[list[tuple[Actor, ...]], tuple[Actor, ...]]:
    """Return the members one by one, a plural as it is, and the bodies that they belong to."""
    bodies = tuple(actor for actor in parties if actor.kind not in (*_SELVES, "plural"))
    members: list[tuple[Actor, ...]] = [(one,) for one in parties if one.kind in (*_SELVES, "plural")]
    return members or [()], bodies


def _part(
    relation: Relation, document: str, parties: Sequence[Actor], area: str | None, words: tuple[str, ...]
) -> Part:
    found = [code for actor in parties for code in party_codes(actor)]
    codes = list(dict.fromkeys(found))
    kind = rules().kind(relation.kind)
    sent = kind.sent and names_mission(relation.name)
    if not (kind.ordered or sent):
        codes.sort()
    whose = content_words(relation.person) if relation.person else ()
    unknown = document if not codes or any(code.startswith("“") for code in codes) else None
    key = content_id("standing", relation.kind, *codes, "of", *whose, area, unknown, sent)
    return Part(key, tuple(codes), area, words)


def party_codes(actor: Actor) -> tuple[str, ...]:
    """Return the codes of those for whom a party stands: its state where it acts for one, else its own."""
    if actor.countries:
        return tuple(sorted(actor.countries))
    if actor.kind == "state" and actor.id and "/" not in actor.id:
        return (actor.id,)  # Somaliland is a party of its own; a president stands for the state
    if actor.country and actor.kind in _SELVES and actor.sector in STATE_SECTORS:
        return (actor.country,)
    code = actor.organisation if actor.kind in ("igo", *_SELVES) and actor.organisation else actor.id
    code = code or actor.country
    return (code,) if code else (f"“{' '.join(actor.text.casefold().split())}”",)
