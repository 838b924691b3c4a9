"""From a matched shape to what it says; None where the match is no date.

Makers see the atoms around the match, because "May", "March" or "2000" alone are dates only in
the right company.
"""

from __future__ import annotations

from entente.nlp.date_company import (
    Company,
    Maker,
)
from entente.nlp.date_day_makers import DAY_MAKERS
from entente.nlp.date_expressions import (
    Expression,
)
from entente.nlp.date_grammar import Match
from entente.nlp.date_lexicon import load_lexicon
from entente.nlp.date_offset_makers import OFFSET_MAKERS
from entente.nlp.date_period_makers import PERIOD_MAKERS
from entente.nlp.date_unit_makers import UNIT_MAKERS
from entente.nlp.date_year_makers import YEAR_MAKERS

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
    for distance in (0, 1):
        after = company.after(match, distance)
        if after is None or not after.capital or after.name != "WORD":
            return False
        if after.lower in load_lexicon().name_nouns:
            return True
    return False
