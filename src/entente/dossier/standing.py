"""What stands between the parties: one line for each standing relation, by kind, with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from entente.dossier.dossier import Group, Name, Quote, Standing
from entente.dossier.history import History
from entente.dossier.names import Names
from entente.dossier.quotes import Quotes
from entente.dossier.rows import DossierRows, bodies_of
from entente.dossier.words import date_words, joined, kinds, period_words, shown, word
from entente.records import Actor, Relation, RelationStatus, Trend
from entente.store.standing.relation import StandingRelation, merge_relations

Row = tuple[str, Relation]
Table = Mapping[tuple[str, str], Relation]  # by document and id

_NO_AREA = "Area not stated"


def group_relations(
    rows: DossierRows, quotes: Quotes, names: Names, actors: Sequence[str]
) -> tuple[Group, ...]:
    """Return the relations by kind. What several documents tell of one is one line with several quotes.

    Cooperation is told by area, one line for each; memberships of one body stand in one line.
    """
    published = {document.id: document.published for document in rows.documents}
    table = {(document, relation.id): relation for document, relation in rows.relations}
    history = History(rows, table, quotes, names)
    lines: dict[str, dict[tuple[object, ...], list[StandingRelation]]] = {}
    for one in merge_relations(rows.relations, published):
        lines.setdefault(one.kind, {}).setdefault(_together(one, table), []).append(one)
    order = [*kinds(), *sorted(set(lines) - set(kinds()))]
    return tuple(
        Group(
            kind,
            _heading(kind, actors),
            _in_order(
                kind, [_line(found, table, history, quotes, names, actors) for found in lines[kind].values()]
            ),
        )
        for kind in order
        if kind in lines
    )


def _heading(kind: str, actors: Sequence[str]) -> str:
    return "Shared memberships" if kind == "membership" and len(actors) > 1 else word("kinds", kind)


def _together(one: StandingRelation, table: Table) -> tuple[object, ...]:
    """What standing relations of one line share: memberships their body, others only themselves."""
    if one.kind != "membership":
        return (one.id,)
    report = one.reports[0]
    bodies = bodies_of(table[report.document, report.relation])
    return (tuple(sorted(bodies)), one.level, one.status)


def _in_order(kind: str, lines: Sequence[Standing]) -> tuple[Standing, ...]:
    if kind == "cooperation":
        lines = _areas_together(lines)
    stated = [line for line in lines if line.title != _NO_AREA]
    ranked = sorted(stated, key=lambda line: (-len(line.quotes), line.title.casefold(), line.id))
    return (*ranked, *(line for line in lines if line.title == _NO_AREA))


def _areas_together(lines: Sequence[Standing]) -> list[Standing]:
    """Return areas that the same sentences tell the same of as one line: "Energy, finance and trade"."""
    grouped: dict[tuple[object, ...], list[Standing]] = {}
    for line in lines:
        same = (line.quotes, line.parties, line.trend, line.status, line.facts)
        grouped.setdefault(same, []).append(line)
    together = []
    for group in grouped.values():
        titles = sorted((line.title for line in group), key=str.casefold)
        rest = [title[:1].lower() + title[1:] if not title.isupper() else title for title in titles[1:]]
        together.append(replace(group[0], title=joined([titles[0], *rest])))
    return together


def _line(
    found: Sequence[StandingRelation],
    table: Table,
    history: History,
    quotes: Quotes,
    names: Names,
    actors: Sequence[str],
) -> Standing:
    told = {(report.document, report.relation) for one in found for report in one.reports}
    rows = sorted(
        ((document, table[document, id]) for document, id in told),
        key=lambda row: (-quotes.number(row[0]), row[1].evidence.start, row[1].id),
    )
    taken: dict[str, Quote] = {}
    for document, relation in rows[::-1]:
        quote = quotes.take(document, relation.evidence, relation.trigger)
        taken.setdefault(quote.anchor, quote)
    first, relations = found[0], [relation for _, relation in rows]
    trend = next((one.trend for one in found if one.trend), None)
    return Standing(
        id=first.id,
        title=_title(relations[0], first.area or "", names),
        parties=_parties(relations, names, actors),
        status=RelationStatus(first.status) if first.status else None,
        trend=Trend(trend) if trend else None,
        facts=tuple(_facts(first, relations)),
        quotes=tuple(sorted(taken.values(), key=lambda quote: (quote.source, quote.start))),
        history=tuple(step for one in found for step in history.steps(one)),
        contradictions=tuple(pair for one in found for pair in history.contradictions(one)),
    )


def _parties(relations: Sequence[Relation], names: Names, actors: Sequence[str]) -> tuple[Name, ...]:
    """Return the parties, the dossier's own first; a plural as its states, of a membership the members."""
    found: list[Name] = []
    for relation in relations:
        for party in relation.parties:
            if relation.kind == "membership" and _is_body(party):
                continue
            found += [names.of_code(code) for code in party.countries] or [names.of_actor(party)]
    first = {code.upper(): number for number, code in enumerate(actors)}
    return tuple(
        sorted(dict.fromkeys(found), key=lambda name: first.get((name.code or "").upper(), len(first)))
    )


def _is_body(party: Actor) -> bool:
    return party.kind not in ("state", "plural", "person")


def _title(relation: Relation, area: str, names: Names) -> str:
    if relation.kind == "cooperation":
        return area[:1].upper() + area[1:] if area else _NO_AREA
    if relation.kind == "office" and relation.person:
        return shown(relation.person)
    if relation.kind == "membership":
        bodies = [
            str(name) for name in names.of_actors(party for party in relation.parties if _is_body(party))
        ]
        return joined(bodies) or shown(relation.name) or "Organisation not named"
    for text in (relation.name, relation.object, relation.subtype):
        if text:
            return shown(text)[:1].upper() + shown(text)[1:]
    return joined(str(name) for name in names.of_actors(relation.parties)) or relation.kind


def _facts(one: StandingRelation, relations: Sequence[Relation]) -> list[tuple[str, str]]:
    """Return what else is said of a relation as label and words, newest report first."""
    newest = relations[0]
    facts: list[tuple[str, str | None]] = [
        ("role", newest.role if newest.role != "member" else None),
        ("office", newest.office),
        (
            "kind",
            newest.subtype
            if newest.name and (newest.subtype or "") not in shown(newest.name).casefold()
            else None,
        ),
        ("of", f"the {_ordinal(newest.ordinal)}" if newest.ordinal else None),
        ("object", newest.object if newest.name else None),
        ("signed", _signed(one, relations)),
        ("holds", _holds(one.holds_from, one.holds_to)),
        ("under", joined(dict.fromkeys(frame for it in relations for frame in it.framework)) or None),
    ]
    if newest.kind not in ("cooperation",):
        facts.append(("areas", joined(dict.fromkeys(area for it in relations for area in it.areas)) or None))
    return [(label, shown(value)) for label, value in facts if value]


def _signed(one: StandingRelation, relations: Sequence[Relation]) -> str | None:
    """Return the day of signing that most reports tell, as the closest of them has it, and the place."""
    days = (one.signed_from, one.signed_to)
    told = [it.signed for it in relations if it.signed]
    when = next((it for it in told if (it.first, it.last) == days), None)
    place = next((it.signed_place for it in relations if it.signed_place), None)
    words = date_words(when.first, when.last, when.granularity) if when else None
    return ", ".join(filter(None, [words, place.name if place else None])) or None


def _holds(first: date | None, last: date | None) -> str | None:
    return period_words(first, last) if first or last else None


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
