"""From a matched shape to what it says; None where the match is no date.

Makers see the atoms around the match, because "May", "March" or "2000" alone are dates only in
the right company.
"""

from __future__ import annotations

from entente.nlp.dates.atoms import Atom
from entente.nlp.dates.company import (
    Company,
    Maker,
)
from entente.nlp.dates.day_makers import DAY_MAKERS
from entente.nlp.dates.expressions import (
    Expression,
)
from entente.nlp.dates.grammar import Match
from entente.nlp.dates.lexicon import load_lexicon
from entente.nlp.dates.offset_makers import OFFSET_MAKERS
from entente.nlp.dates.period_makers import PERIOD_MAKERS
from entente.nlp.dates.unit_makers import UNIT_MAKERS
from entente.nlp.dates.year_makers import YEAR_MAKERS

MAKERS: dict[str, Maker] = {**DAY_MAKERS, **YEAR_MAKERS, **UNIT_MAKERS, **OFFSET_MAKERS, **PERIOD_MAKERS}


def make(match: Match, company: Company) -> Expression | None:
    """Return what the matched words say, None where they are no date."""
    if _is_name(match, company):
        return None
    before = company.before(match)
    if match.shape.needs_before and (before is None or before.lower not in match.shape.needs_before):
        return None
    return MAKERS[match.shape.make](match, company)


def _is_name(match: Match, company: Company) -> bool:
    """Tell "Sunday Times" and "April 6 Youth Movement" from dates: a capitalised noun makes the name."""
    if not any(
        atom.name in ("WEEKDAY", "MONTH", "SEASON", "DAY") for atom in company.atoms[match.first : match.last]
    ):
        return False
    after = company.after(match)
    if after is not None and after.lower in load_lexicon().name_bodies and _is_day(match, company):
        return True
    if after is not None and _is_given_name(match, company, after):
        return True
    for distance in (0, 1):
        after = company.after(match, distance)
        if after is None or not after.capital or after.name != "WORD":
            return False
        if after.lower in load_lexicon().name_nouns:
            return True
    return False


def _is_day(match: Match, company: Company) -> bool:
    """Tell the bare day that a group is named after: "the 17 November group"."""
    atoms = [*company.atoms[match.first : match.last], company.before(match)]
    names = {atom.name for atom in atoms if atom is not None}
    return "MONTH" in names and bool(names & {"DAY", "NTH"}) and "YEAR" not in names


def _is_given_name(match: Match, company: Company, after: Atom) -> bool:
    """Tell somebody called Sunday: the weekday alone belongs to the name after it."""
    alone = match.last - match.first == 1 and company.atoms[match.first].name == "WEEKDAY"
    if not alone or company.joined is None or not after.capital or after.name != "WORD":
        return False
    before = company.before(match)
    article = before is not None and before.lower in ("the", "a", "on", "this", "last", "next")
    return not article and not after.text.isupper() and (match.last - 1, match.last) in company.joined
