"""Who says what: claims by holder, the authors' judgements apart from what they report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from entente.dossier.dossier import Statement, Voice
from entente.dossier.names import Names
from entente.dossier.quotes import Quotes
from entente.dossier.rows import DossierRows
from entente.records import Claim


@dataclass(frozen=True, slots=True)
class Voices:
    """The claims of a dossier in their parts."""

    speakers: tuple[Voice, ...]
    judgements: tuple[Voice, ...]
    reported: int


def hear(rows: DossierRows, quotes: Quotes, names: Names) -> Voices:
    """Return the claims of people and bodies that are quoted, and the judgements of authors.

    A claim of an author or publisher that holds events or relations is reporting: it is counted, and
    its rows stand in their own parts of the dossier.
    """
    spoken, judged, reported = [], [], 0
    for document, claim in rows.claims:
        if claim.holder_role == "speaker":
            spoken.append((document, claim))
        elif claim.holder_role == "author" and not claim.events and not claim.relations:
            judged.append((document, claim))
        else:
            reported += 1
    return Voices(_by_holder(spoken, quotes, names), _by_holder(judged, quotes, names), reported)


def _by_holder(rows: Iterable[tuple[str, Claim]], quotes: Quotes, names: Names) -> tuple[Voice, ...]:
    grouped: dict[str, list[tuple[str, Claim]]] = {}
    for document, claim in rows:
        grouped.setdefault(str(names.of_actor(claim.holder)), []).append((document, claim))
    voices = []
    for _, found in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0])):
        found.sort(key=lambda row: (quotes.number(row[0]), row[1].evidence.start, row[1].id))
        statements: dict[tuple[str, int, int], Statement] = {}
        for document, claim in found:
            quote = quotes.take(document, claim.evidence, claim.cue)
            key = (document, claim.evidence.start, claim.evidence.end)
            about = names.of_actors(claim.about)
            statements.setdefault(
                key, Statement(claim.id, claim.cue.text if claim.cue else None, about, quote)
            )
        voices.append(Voice(names.of_actor(found[0][1].holder), tuple(statements.values())))
    return tuple(voices)
