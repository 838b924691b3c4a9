"""The codebook as a page for its users: ``python -m entente.codebook.page > docs/codebook.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib.resources import files

from entente.codebook.book import Codebook, load

SOME = 12  # cue words shown of an area


def to_markdown(book: Codebook) -> str:
    """Return the page: the prose of ``page.md`` with the tables of the codebook filled in."""
    text = (files("entente.codebook") / "page.md").read_text("utf-8")
    for name, table in _tables(book).items():
        text = text.replace(f"{{{{{name}}}}}", table)
    return text


def _tables(book: Codebook) -> dict[str, str]:
    return {
        "version": book.version,
        "types": _types(book),
        "modes": _modes(book),
        "view": _view(book),
        "contexts": _pairs(
            ("context", "what"), {one.name: one.definition or "" for one in book.contexts.values()}
        ),
        "sectors": _pairs(("sector", "who"), book.sectors),
        "stateless": _pairs(("kind", "who"), book.stateless),
        "kinds": _pairs(("kind", "what it records"), book.relation_kinds),
        "statuses": _pairs(("status", "meaning"), book.relation_statuses),
        "trends": _pairs(("trend", "meaning"), book.trends),
        "roles": _pairs(("role", "meaning"), book.roles),
        "agreements": _pairs(("kind", "words"), {k: ", ".join(v) for k, v in book.agreement_kinds.items()}),
        "areas": _pairs(("area", "words"), {a.name: ", ".join(a.cues[:SOME]) for a in book.areas.values()}),
    }


def _types(book: Codebook) -> str:
    rows = [
        (one.name, one.quad, one.recipient, _number(one.scale), book.cameo(one.name) or "", one.definition)
        for one in book.event_types.values()
    ]
    return _table(("type", "quad", "recipient", "scale", "CAMEO", "definition"), rows)


def _modes(book: Codebook) -> str:
    rows = [
        (one.name, mode, _number(score), book.cameo(one.name, mode) or "", one.mode_definitions[mode])
        for one in book.event_types.values()
        for mode, score in one.modes.items()
    ]
    return _table(("type", "mode", "scale", "CAMEO", "definition"), rows)


def _view(book: Codebook) -> str:
    rows = [(key.replace("/", " "), "THREATEN", mode) for key, mode in book.view["threaten"].items()]
    rows += [(key, "REJECT", mode) for key, mode in book.view["reject"].items()]
    return _table(("event", "becomes", "mode"), rows)


def _pairs(head: tuple[str, str], pairs: Mapping[str, str]) -> str:
    return _table(head, pairs.items())


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *([str(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _number(score: float | None) -> str:
    return "none" if score is None else f"{score:g}".replace("-", "−")


if __name__ == "__main__":
    sys.stdout.write(to_markdown(load()))
