"""What stands between the parties: relations grouped by kind, equal ones told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from entente.dossier.dossier import Group, Name, Quote, Standing
from entente.dossier.names import Names
from entente.dossier.quotes import Quotes
from entente.dossier.rows import DossierRows, bodies_of, codes_of
from entente.dossier.words import date_words, joined, kinds, period_words, shown, word
from entente.records import Actor, Relation

Row = tuple[str, Relation]

_NO_AREA = "Area not stated"


def group_relations(
    rows: DossierRows, quotes: Quotes, names: Names, actors: Sequence[str]
) -> tuple[Group, ...]:
    """Return the relations by kind. Reports that say the same are one line with several quotes.

    The newest report tells status and trend. Cooperation is told by area: one line for each.
    """
    lines: dict[str, dict[tuple[object, ...], list[Row]]] = {}
    for document, relation in rows.relations:
        for area in relation.areas or ("",) if relation.kind == "cooperation" else ("",):
            lines.setdefault(relation.kind, {}).setdefault(_key(relation, area), []).append(
                (document, relation)
            )
    order = [*kinds(), *sorted(set(lines) - set(kinds()))]
    return tuple(
        Group(kind, _heading(kind, actors), _lines(kind, lines[kind], quotes, names, actors))
        for kind in order
        if kind in lines
    )


def _heading(kind: str, actors: Sequence[str]) -> str:
    return "Shared memberships" if kind == "membership" and len(actors) > 1 else word("kinds", kind)


def _key(relation: Relation, area: str) -> tuple[object, ...]:
    parties = tuple(sorted({code for party in relation.parties for code in codes_of(party)}))
    if relation.kind == "cooperation":
        return (area, parties)
    if relation.kind == "membership":
        return (tuple(sorted(bodies_of(relation))), relation.role)
    name = shown(relation.name).casefold()
    return (
        name,
        parties,
        relation.subtype,
        relation.person,
        relation.office,
        shown(relation.object).casefold(),
    )


def _lines(
    kind: str, found: dict[tuple[object, ...], list[Row]], quotes: Quotes, names: Names, actors: Sequence[str]
) -> tuple[Standing, ...]:
    lines = []
    for key, rows in found.items():
        ordered = sorted(rows, key=lambda row: (-quotes.number(row[0]), row[1].evidence.start, row[1].id))
        area = str(key[0]) if kind == "cooperation" else ""
        lines.append(_line(ordered, area, quotes, names, actors))
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


def _line(rows: list[Row], area: str, quotes: Quotes, names: Names, actors: Sequence[str]) -> Standing:
    newest = rows[0][1]
    taken: dict[str, Quote] = {}
    for document, relation in rows[::-1]:
        quote = quotes.take(document, relation.evidence, relation.trigger)
        taken.setdefault(quote.anchor, quote)
    return Standing(
        id=newest.id,
        title=_title(newest, area, names),
        parties=_parties([relation for _, relation in rows], names, actors),
        status=newest.status,
        trend=next((relation.trend for _, relation in rows if relation.trend), None),
        facts=tuple(_facts([relation for _, relation in rows])),
        quotes=tuple(sorted(taken.values(), key=lambda quote: (quote.source, quote.start))),
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


def _facts(relations: Sequence[Relation]) -> list[tuple[str, str]]:
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
        ("signed", _signed(newest)),
        ("holds", _holds(newest.holds_from, newest.holds_to)),
        ("under", joined(dict.fromkeys(frame for one in relations for frame in one.framework)) or None),
    ]
    if newest.kind not in ("cooperation",):
        facts.append(
            ("areas", joined(dict.fromkeys(area for one in relations for area in one.areas)) or None)
        )
    return [(label, shown(value)) for label, value in facts if value]


def _signed(relation: Relation) -> str | None:
    when, place = relation.signed, relation.signed_place
    words = date_words(when.first, when.last, when.granularity) if when else None
    return ", ".join(filter(None, [words, place.name if place else None])) or None


def _holds(first: date | None, last: date | None) -> str | None:
    return period_words(first, last) if first or last else None


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
