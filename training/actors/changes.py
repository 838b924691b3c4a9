"""What differs between two states of the tables that come from open files: rows added, ended, changed, gone.

Values in, values out: the tables are given as rows of cells, headings left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

Row = list[str]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """How the rows of a table are told apart, and which of their cells say that they are over."""

    key: tuple[int, ...]
    is_open: Callable[[Row], bool] | None = None
    spread: int | None = None  # the cell that lists several states, one row to each
    seen: int | None = None  # the cell that says over which days a source showed the row


def _open_term(row: Row) -> bool:
    return not row[4] and not row[5]  # neither an end nor a span within which it was last seen


TABLES: Mapping[str, Table] = {
    "states": Table(key=(0,)),
    "memberships_factbook": Table(key=(0, 3), spread=3, seen=2),
    "roles_open": Table(key=(0,)),
    "people_open": Table(key=(0,)),
    "terms_open": Table(key=(0, 1, 2), is_open=_open_term, seen=5),
    "people_phoenix": Table(key=(0,)),
    "aliases_phoenix": Table(key=(0,)),
    "terms_reign": Table(key=(0, 1, 2, 3)),
    "alone_names": Table(key=(0, 1)),
}


@dataclass
class Changes:
    """The rows of one table that are new, over, different or gone; pairs are before and after."""

    added: list[Row] = field(default_factory=list)
    ended: list[tuple[Row, Row]] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.ended or self.changed or self.gone)


def compare(name: str, before: Iterable[Row], after: Iterable[Row]) -> Changes:
    """Return how the rows of a table differ; a membership is over when its state is seen no more.

    Moving only the last day on which a source showed a row that still stands is no change.
    """
    table = TABLES[name]
    old, new = _by_key(table, before), _by_key(table, after)
    changes = Changes(gone=[row for key, row in old.items() if key not in new])
    is_over = _is_over(table, old.values(), new.values())
    for key, row in new.items():
        known = old.get(key)
        if known is None:
            changes.added.append(row)
        elif is_over(known, row):
            changes.ended.append((known, row))
        elif _without_seen(table, known) != _without_seen(table, row):
            changes.changed.append((known, row))
    return changes


def _is_over(table: Table, old: Iterable[Row], new: Iterable[Row]) -> Callable[[Row, Row], bool]:
    """Return the test whether a row stood before and stands no more.

    A membership stands while the last snapshot of the source, the commonest among its rows, shows it.
    """
    if table.spread is not None and table.seen is not None:
        seen = table.seen
        was, now = _commonest(row[seen] for row in old), _commonest(row[seen] for row in new)
        return lambda known, row: known[seen] >= was and row[seen] < now
    is_open = table.is_open
    return lambda known, row: is_open is not None and is_open(known) and not is_open(row)


def _commonest(days: Iterable[str]) -> str:
    common = Counter(days).most_common(1)
    return common[0][0] if common else ""


def _without_seen(table: Table, row: Row) -> Row:
    """Return a row without the span over which it was seen, where it has one: that moves every time."""
    if table.seen is None or not row[table.seen]:
        return row
    return [cell if at != table.seen else "seen" for at, cell in enumerate(row)]


def report(found: Mapping[str, Changes]) -> str:
    """Return the changes of every table as Markdown: a table of counts, then the rows."""
    lines = ["| table | added | ended | changed | gone |", "|---|---:|---:|---:|---:|"]
    for name, changes in found.items():
        counts = (len(changes.added), len(changes.ended), len(changes.changed), len(changes.gone))
        lines.append(f"| `{name}` | " + " | ".join(map(str, counts)) + " |")
    for name, changes in found.items():
        if not changes:
            continue
        lines += ["", f"## {name}", ""]
        lines += [f"- added: {_shown(row)}" for row in changes.added]
        lines += [f"- ended: {_shown(old)} → {_shown(new)}" for old, new in changes.ended]
        lines += [f"- changed: {_shown(old)} → {_shown(new)}" for old, new in changes.changed]
        lines += [f"- gone: {_shown(row)}" for row in changes.gone]
    return "\n".join(lines) + "\n"


def _by_key(table: Table, rows: Iterable[Row]) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for row in rows:
        if table.spread is None:
            key = tuple(row[at] for at in table.key)
            while key in found:  # two stays in one office
                key = (*key, "again")
            found[key] = row
            continue
        for state in row[table.spread].split(" "):
            one = [*row[: table.spread], state, *row[table.spread + 1 :]]
            key = tuple(one[at] for at in table.key)
            if key not in found or found[key][2] < one[2]:
                found[key] = one
    return found


def _shown(row: Row) -> str:
    return " · ".join(cell for cell in row if cell)
