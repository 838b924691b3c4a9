"""What the dossier calls its actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from entente.dossier.dossier import Name
from entente.dossier.rows import DossierRows
from entente.dossier.words import joined, shown
from entente.records import Actor


class Names:
    """Names for codes: given ones first, then those that the rows carry, then the code."""

    def __init__(self, rows: DossierRows, given: Mapping[str, str]) -> None:
        self._given = {code.upper(): name for code, name in given.items()}
        seen: dict[str, Counter[str]] = {}
        for actor in _actors(rows):
            code = _own_code(actor)
            if code and actor.name:
                seen.setdefault(code.upper(), Counter())[shown(actor.name)] += 1
        self._seen = {code: min(names, key=lambda name: (-names[name], name)) for code, names in seen.items()}

    def of_code(self, code: str) -> Name:
        """Return the name of a state or organisation."""
        upper = code.upper()
        return Name(self._given.get(upper) or self._seen.get(upper) or code, None, code)

    def of_actor(self, actor: Actor) -> Name:
        """Return the name of an actor as a row carries it, with the state or body it belongs to."""
        if actor.countries:
            return Name(
                joined(self.of_code(code).label for code in actor.countries), None, "+".join(actor.countries)
            )
        own = _own_code(actor)
        if own:
            return self.of_code(own)
        label = shown(actor.person or actor.name or actor.text)
        belongs = actor.country or (actor.organisation if actor.organisation != actor.id else None)
        home = self.of_code(belongs).label if belongs else None
        if home and home.casefold() in label.casefold():
            home = None
        return Name(label, home, actor.id or belongs)

    def of_actors(self, actors: Iterable[Actor]) -> tuple[Name, ...]:
        """Return the names of several actors, each once."""
        return tuple(dict.fromkeys(self.of_actor(actor) for actor in actors))


def _own_code(actor: Actor) -> str | None:
    """Return the code of an actor that is itself a state or an organisation."""
    if actor.person:
        return None
    if actor.kind == "state":
        return actor.country or actor.id
    return (actor.organisation or actor.id) if actor.kind == "igo" else None


def _actors(rows: DossierRows) -> Iterable[Actor]:
    for _, event in rows.events:
        yield from (*event.actors, *event.recipients)
        if event.attributed_to:
            yield event.attributed_to
    for _, relation in rows.relations:
        yield from relation.parties
    for _, claim in rows.claims:
        yield from (claim.holder, *claim.about)
