"""What a dossier is made of: rows of the record, and the choice of those that belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from entente.records import Actor, Claim, CodedDocument, Coding, Document, Event, Relation

Period = tuple[date | None, date | None]  # both ends inclusive; None leaves an end open

_OWN_SIDE = ("office",)  # kinds that belong to a dossier on two with one of them as party


@dataclass(frozen=True, slots=True)
class DossierRows:
    """The rows of one dossier. Events, relations and claims come with the id of their document.

    ``examined`` is how many documents of the period were looked through, where that is known.
    """

    documents: tuple[Document, ...] = ()
    events: tuple[tuple[str, Event], ...] = ()
    relations: tuple[tuple[str, Relation], ...] = ()
    claims: tuple[tuple[str, Claim], ...] = ()
    codings: tuple[Coding, ...] = ()
    examined: int | None = None
    coverage: tuple[tuple[date, int], ...] | None = None  # documents looked through, by day of publication


def select(
    coded: Iterable[CodedDocument],
    actors: Sequence[str],
    since: date | None = None,
    until: date | None = None,
) -> DossierRows:
    """Return the rows on one actor, or those that have two of the actors named among their parties.

    An actor is a state's code ("CHN") or an organisation's id ("SCO"). An event belongs to the period
    when its date overlaps it; an undated event, a relation and a claim when its document was
    published in it.
    """
    wanted, period = tuple(actors), (since, until)
    chosen: list[_Choice] = []
    examined, published = 0, Counter[date]()
    for one in coded:
        choice = _Choice(one, wanted, period)
        examined += choice.in_period
        if choice.in_period and one.document.published:
            published[one.document.published] += 1
        if choice.events or choice.relations or choice.claims:
            chosen.append(choice)
    relations = _shared_memberships([row for choice in chosen for row in choice.relations], wanted)
    used = {document for document, _ in relations}
    kept = [choice for choice in chosen if choice.events or choice.claims or choice.document.id in used]
    return DossierRows(
        documents=tuple(choice.document for choice in kept),
        events=tuple((choice.document.id, event) for choice in kept for event in choice.events),
        relations=tuple(relations),
        claims=tuple((choice.document.id, claim) for choice in kept for claim in choice.claims),
        codings=tuple(choice.coding for choice in kept),
        examined=examined,
        coverage=tuple(sorted(published.items())),
    )


class _Choice:
    """The rows of one document that belong to a dossier."""

    def __init__(self, coded: CodedDocument, actors: Sequence[str], period: Period) -> None:
        self.document, self.coding = coded.document, coded.coding
        published = coded.document.published
        self.in_period = in_period(published, published, period)
        self.events = [event for event in coded.events if self._takes_event(event, actors, period)]
        self.relations = [
            (coded.document.id, one) for one in coded.relations if self._takes_relation(one, actors, period)
        ]
        held = {event.id for event in self.events} | {relation.id for _, relation in self.relations}
        self.claims = [claim for claim in coded.claims if self._takes_claim(claim, actors, held)]

    def _takes_event(self, event: Event, actors: Sequence[str], period: Period) -> bool:
        if not involves((*event.actors, *event.recipients), actors):
            return False
        if event.date is None or (event.date.first is None and event.date.last is None):
            return self.in_period
        return in_period(event.date.first, event.date.last, period)

    def _takes_relation(self, relation: Relation, actors: Sequence[str], period: Period) -> bool:
        single = relation.kind in (*_OWN_SIDE, "membership") and len(actors) > 1
        if not involves(relation.parties, actors, least=1 if single else None):
            return False
        signed = relation.signed
        if signed is not None and signed.first is not None:
            return in_period(signed.first, relation.holds_to or signed.last, period)
        if relation.holds_from or relation.holds_to:
            return in_period(relation.holds_from, relation.holds_to, period)
        return self.in_period

    def _takes_claim(self, claim: Claim, actors: Sequence[str], held: set[str]) -> bool:
        if held & {*claim.events, *claim.relations}:
            return True
        return self.in_period and involves(claim.about, actors)


def in_period(first: date | None, last: date | None, period: Period) -> bool:
    """Tell whether an interval overlaps the period. An unknown interval does when the period is open."""
    since, until = period
    if first is None and last is None:
        return since is None and until is None
    begins_after = until is not None and first is not None and first > until
    ends_before = since is not None and last is not None and last < since
    return not (begins_after or ends_before)


def codes_of(actor: Actor) -> set[str]:
    """Return every code that an actor stands for: its state, its organisation, the states of a plural."""
    found = {actor.country, actor.organisation, *actor.countries}
    if actor.kind in ("state", "igo", "organ"):
        found.add(actor.id)
    return {code.upper() for code in found if code}


def involves(parties: Iterable[Actor], actors: Sequence[str], *, least: int | None = None) -> bool:
    """Tell whether enough of the actors named are among the parties: all of one, two of several."""
    codes = {code for party in parties for code in codes_of(party)}
    found = sum(code.upper() in codes for code in dict.fromkeys(actors))
    return found >= (least if least is not None else min(2, len(set(actors))))


def _shared_memberships(
    rows: list[tuple[str, Relation]], actors: Sequence[str]
) -> list[tuple[str, Relation]]:
    """Leave out memberships that only one of several actors is said to hold."""
    if len(actors) < 2:
        return rows
    members: dict[str, set[str]] = {}
    for _, relation in rows:
        if relation.kind == "membership":
            for name in bodies_of(relation):
                members.setdefault(name, set()).update(
                    code for code in actors if involves(relation.parties, [code])
                )
    shared = {name for name, codes in members.items() if len(codes) > 1}
    return [row for row in rows if row[1].kind != "membership" or bodies_of(row[1]) & shared]


def bodies_of(relation: Relation) -> set[str]:
    """Return the organisations that a membership is held in, by id or, without one, by name."""
    found = {
        (party.organisation or party.id or party.text).casefold()
        for party in relation.parties
        if party.kind not in ("state", "plural", "person")
    }
    return found or ({relation.name.casefold()} if relation.name else set())
