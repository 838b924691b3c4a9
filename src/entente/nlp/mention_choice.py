"""Which actor an ambiguous name stands for: the document's other names decide, with the reason kept."""

from __future__ import annotations

from typing import Any

from entente.actors import ActorEntry
from entente.nlp.cuedata import load_table
from entente.nlp.mention_around import Around
from entente.nlp.mention_names import PlacedName

Choice = tuple[ActorEntry | None, str | None]


def choose(around: Around, name: PlacedName) -> Choice:
    """Return the entry that a placed name stands for and why; (None, reason) when it stays open."""
    text = around.doc[name.first : name.last].text
    table = load_table("mention_choice")
    row: dict[str, Any] = table["names"].get(text.lower(), {})
    other = _other_reading(around, name, text, row)
    if other is not None:
        return other, f"{text!r} by the document's other names"
    entries = _distinct(name.entries)
    if len(entries) > 1:
        return _by_evidence(around, entries, text, row)
    entry = entries[0]
    if entry.form == "capital" and text.lower() in table["weak"]["capitals"] and not _is_named(around, entry):
        return None, f"{text!r} may be another name; its state is not named"
    return entry, None


def _is_named(around: Around, entry: ActorEntry) -> bool:
    """Tell whether the entry's state is named in the document by more than its capital."""
    return around.states.get(entry.country or "", 0) > 1


def _distinct(entries: tuple[ActorEntry, ...]) -> list[ActorEntry]:
    found: dict[str, ActorEntry] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return list(found.values())


def _by_evidence(around: Around, entries: list[ActorEntry], text: str, row: dict[str, Any]) -> Choice:
    scores = {entry.id: _evidence(around, entry) for entry in entries}
    best = max(scores.values())
    leaders = [entry for entry in entries if scores[entry.id] == best]
    if best > 0 and len(leaders) == 1:
        if leaders[0].id in row.get("never", ()):
            return None, f"{text!r} may be {_names(entries)}; the document does not tell"
        return leaders[0], f"{text!r} read as {leaders[0].name}, which the document also names"
    default = [entry for entry in leaders if entry.id == row.get("default")]
    if default and (best == 0 or scores[default[0].id] == best):
        return default[0], f"{text!r} read as {default[0].name}, its usual sense"
    return None, f"{text!r} may be {_names(entries)}; the document does not tell"


def _evidence(around: Around, entry: ActorEntry) -> int:
    """Return how often the document names the candidate's state, or the organisation itself, beyond doubt."""
    if entry.kind in {"igo", "organ"} and entry.organisation:
        return around.states.get(entry.organisation, 0)
    return around.states.get(entry.country or entry.id, 0)


def _names(entries: list[ActorEntry]) -> str:
    return " or ".join(entry.name for entry in entries)


def _other_reading(around: Around, name: PlacedName, text: str, row: dict[str, Any]) -> ActorEntry | None:
    other = row.get("other")
    if other is None or not (set(other["cues"]) & around.words or _is_us_state(around, name)):
        return None
    default = [entry for entry in name.entries if entry.id == row.get("default")]
    named = sum(around.states.get(entry.country or "", 0) for entry in default)
    own = sum(1 for i, n in around.names.items() if i == n.first and n.entries == name.entries)
    if default and default[0].country != other["country"] and named > own:
        return None
    if default and default[0].country == other["country"] and not _is_us_state(around, name):
        return None
    return ActorEntry(
        id=f"{other['country']}.{text.upper()}",
        kind="organ",
        name=other["name"],
        country=other["country"],
        organisation=None,
        sector="GOV",
        form="name",
    )


def _is_us_state(around: Around, name: PlacedName) -> bool:
    """Tell "Washington state" and "the state of Georgia"."""
    doc = around.doc
    after = doc[name.last].lower_ if name.last < len(doc) else ""
    before = doc[max(name.first - 2, 0) : name.first].text.lower()
    return after == "state" or before == "state of"
