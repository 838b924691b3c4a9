"""The life of standing relations in words, and where sources contradict each other on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from entente.dossier.dossier import Account, Contradiction, Quote, Step
from entente.dossier.names import Names
from entente.dossier.quotes import Quotes
from entente.dossier.rows import DossierRows
from entente.dossier.words import date_words, shown, word
from entente.records import Relation
from entente.store.standing import history
from entente.store.standing.contradictions import Side
from entente.store.standing.relation import StandingRelation

_DAYS = ("signed", "from", "until")  # what has days for its values


class History:
    """Tells steps and contradictions with the sentences they rest on."""

    def __init__(
        self, rows: DossierRows, table: Mapping[tuple[str, str], Relation], quotes: Quotes, names: Names
    ) -> None:
        self._table, self._quotes = table, quotes
        self._holders: dict[tuple[str, str], list[str]] = {}
        for document, claim in rows.claims:
            for relation in claim.relations:
                holder = str(names.of_actor(claim.holder))
                self._holders.setdefault((document, relation), []).append(holder)

    def steps(self, one: StandingRelation) -> tuple[Step, ...]:
        """Return the history of a relation."""
        return tuple(
            Step(
                step.change, step.what, step.value, step.before, step.day, step.basis, step_words(step),
                self._sentences(step.sources),
            )
            for step in one.steps
        )  # fmt: skip

    def contradictions(self, one: StandingRelation) -> tuple[Contradiction, ...]:
        """Return the pairs of accounts of a relation that cannot both be so."""
        return tuple(
            Contradiction(
                it.what,
                word("differ", it.what),
                (self._account(it.what, it.one), self._account(it.what, it.other)),
            )
            for it in one.contradictions
        )

    def _account(self, what: str, side: Side) -> Account:
        holders = {holder for source in side.sources for holder in self._holders.get(source, ())}
        return Account(
            side.value, value_words(what, side.value), tuple(sorted(holders)), self._sentences(side.sources)
        )

    def _sentences(self, sources: Iterable[history.Source]) -> tuple[Quote, ...]:
        taken: dict[str, Quote] = {}
        for document, id in sources:
            relation = self._table[document, id]
            quote = self._quotes.take(document, relation.evidence, relation.trigger)
            taken.setdefault(quote.anchor, quote)
        return tuple(sorted(taken.values(), key=lambda quote: (quote.source, quote.start)))


def step_words(step: history.Step) -> str:
    """Return a step in words: "16 July 2001: signed", "by 6 April 2018: suspended, before in force"."""
    when = date_words(step.day, step.last, None) if step.day else None
    if when and step.basis == "published":
        when = f"by {when}"
    if step.change == "ended" or step.what in ("signed", "from"):
        told = word("steps", step.what if step.change == "opened" else "ended")
    else:
        told = value_words(step.what, step.value or "")
        told = f"until {told}" if step.what == "until" else told
        if step.change == "reported":
            told = f"first told of, {told}"
        elif step.before:
            told = f"{told}, before {value_words(step.what, step.before)}"
    return f"{when}: {told}" if when else told


def value_words(what: str, value: str) -> str:
    """Return a value in words: days as days, what is named in its own words."""
    if what not in _DAYS or not value[:1].isdigit():
        return shown(value)
    first, _, last = value.partition("/")
    return date_words(date.fromisoformat(first), date.fromisoformat(last or first), None)


def told_history(steps: Sequence[Step]) -> Sequence[Step]:
    """Return the steps worth telling: a single beginning stands among the facts already."""
    return steps if len(steps) > 1 else ()


def references(quotes: Iterable[Quote]) -> str:
    """Return where sentences stand: "[1.4, 2.3]"."""
    return f"[{', '.join(f'{quote.source}.{quote.sentence}' for quote in quotes)}]"


def account_words(account: Account) -> str:
    """Return an account with those who give it: "ended, according to the Northbridge Post"."""
    return f"{account.words}, according to {', '.join(account.said_by)}" if account.said_by else account.words
