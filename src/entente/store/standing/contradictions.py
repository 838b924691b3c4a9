"""What documents say of one relation that cannot both be so, side by side. Nothing is decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from entente.store.standing.history import Source, beginning, clusters, is_shortened, status_when_published
from entente.store.standing.reports import Report
from entente.store.standing.rules import rules

_DAY = timedelta(days=1)
_Apart = Callable[[str, str, str | None], bool]  # two values, and which was told on an earlier day


@dataclass(frozen=True, slots=True)
class Side:
    """One of two accounts: what it says, since when, and which documents say so."""

    value: str
    day: date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two accounts of one thing: ``what`` is status, level, trend, signed, from or until."""

    what: str
    one: Side
    other: Side

    @property
    def day(self) -> date | None:
        """The day from which the two stand against each other."""
        known = [side.day for side in (self.one, self.other) if side.day is not None]
        return max(known) if len(known) == 2 else None


def contradictions(reports: Sequence[Report]) -> tuple[Contradiction, ...]:
    """Return every pair of accounts of different documents that contradict each other."""
    found: dict[tuple[str, frozenset[str]], Contradiction] = {}
    for it in (*_facts(reports), *_ends(reports), *_courses(reports), *_afterlives(reports)):
        same = (it.what, frozenset((it.one.value, it.other.value)))
        found[same] = _joined(found[same], it) if same in found else it
    return tuple(sorted(found.values(), key=_order))


def _joined(one: Contradiction, other: Contradiction) -> Contradiction:
    sides = {side.value: side for side in (one.one, one.other)}
    both = [_with(sides[side.value], side) for side in (other.one, other.other)]
    return _pair(one.what, both[0], both[1])


def _with(one: Side, other: Side) -> Side:
    days = [side.day for side in (one, other) if side.day is not None]
    return Side(one.value, min(days, default=None), tuple(sorted({*one.sources, *other.sources})))


def _pair(what: str, *sides: Side) -> Contradiction:
    one, other = sorted(sides, key=lambda side: (side.day or date.max, side.value, side.sources))
    return Contradiction(what, one, other)


def _order(it: Contradiction) -> tuple[object, ...]:
    return (it.what, it.one.day or date.max, it.one.value, it.other.day or date.max, it.other.value)


def _facts(reports: Sequence[Report]) -> Iterator[Contradiction]:
    """Days that cannot change: of signing, and of the beginning."""
    for what in ("signed", "from"):
        told = [(days, one) for one in reports if (days := beginning(one, what))]
        sides = [
            Side(_days(first, last if what == "signed" else first), first, sources)
            for (first, last), sources in clusters(told)
        ]
        yield from _against(what, combinations(sides, 2))


def _days(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _against(what: str, pairs: Iterable[tuple[Side, Side]]) -> Iterator[Contradiction]:
    for one, other in pairs:
        documents = {document for document, _ in (*one.sources, *other.sources)}
        if len(documents) > 1:
            yield _pair(what, one, other)


def _ends(reports: Sequence[Report]) -> Iterator[Contradiction]:
    """Last days told at the same time; a later document may tell of an extension."""
    told = [(one.published, one.holds_to.isoformat(), one) for one in reports if one.holds_to]
    yield from _at_one_time("until", told, _other_end)


def _other_end(one: str, other: str, _: str | None) -> bool:
    """The last of December may stand for the year, the last day of a month for the month."""
    short, long = sorted((date.fromisoformat(one), date.fromisoformat(other)))
    if (long.month, long.day) == (12, 31) and short.year == long.year:
        return False
    return not ((long + _DAY).day == 1 and (short.year, short.month) == (long.year, long.month))


def _courses(reports: Sequence[Report]) -> Iterator[Contradiction]:
    """Status, level and trend as documents published at the same time tell them."""
    table = rules()

    def statuses(one: str, other: str, earlier: str | None) -> bool:
        if earlier is None:
            return one != other
        later = other if earlier == one else one
        return table.stage(later) < table.stage(earlier)  # forward is a change

    def levels(one: str, other: str, _: str | None) -> bool:
        return not (is_shortened(one, other) or is_shortened(other, one))

    def trends(one: str, other: str, _: str | None) -> bool:
        return frozenset((one, other)) in table.against

    told = [(it.published, status, it) for it in reports if (status := status_when_published(it))]
    yield from _at_one_time("status", told, statuses)
    for what, apart in (("level", levels), ("trend", trends)):
        told = [(it.published, str(getattr(it, what)), it) for it in reports if getattr(it, what)]
        yield from _at_one_time(what, told, apart)


def _at_one_time(
    what: str, told: Sequence[tuple[date | None, str, Report]], apart: _Apart
) -> Iterator[Contradiction]:
    """Yield pairs of values that documents give at the same time, with all who give them then."""
    by_value: defaultdict[str, defaultdict[date, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for day, value, report in told:
        if day is not None:
            by_value[value][day].append(report)
    for one, other in combinations(sorted(by_value), 2):
        left: set[date] = set()
        right: set[date] = set()
        for day in by_value[one]:
            for near in _near(day):
                earlier = None if near == day else one if day < near else other
                if near in by_value[other] and apart(one, other, earlier):
                    left.add(day)
                    right.add(near)
        if left:
            pair = (_side(one, left, by_value[one]), _side(other, right, by_value[other]))
            yield from _against(what, [pair])


def _near(day: date) -> list[date]:
    reach = rules().same_time
    return [day + off * _DAY for off in range(-reach, reach + 1)]


def _side(value: str, days: set[date], told: Mapping[date, Sequence[Report]]) -> Side:
    reports = [one for day in sorted(days) for one in sorted(told[day], key=lambda it: it.place)]
    return Side(value, min(days), tuple((one.document, one.relation) for one in reports))


def _afterlives(reports: Sequence[Report]) -> Iterator[Contradiction]:
    """What is told to be in force after another document has told its end, with no new beginning between."""
    ends = [(day, one) for one in reports if (day := _end(one)) is not None]
    if not ends:
        return
    end = min(day for day, _ in ends)
    beginnings = [days[0] for one in reports for what in ("signed", "from") if (days := beginning(one, what))]
    anew = min((day for day in beginnings if day > end), default=date.max)
    after = [
        one
        for one in reports
        if status_when_published(one) == "in force" and one.published is not None
        and end < one.published < anew
    ]  # fmt: skip
    told: defaultdict[date, list[Report]] = defaultdict(list)
    for one in after:
        assert one.published is not None
        told[one.published].append(one)
    over: defaultdict[date, list[Report]] = defaultdict(list)
    for day, one in ends:
        if day < anew:
            over[day].append(one)
    if told:
        pair = (_side("ended", set(over), over), _side("in force", set(told), told))
        yield from _against("status", [pair])


def _end(report: Report) -> date | None:
    """The day from which a report tells that it was over."""
    if report.holds_to is not None and (report.status == "ended" or _looks_back(report)):
        return report.holds_to
    return report.published if report.status == "ended" else None


def _looks_back(report: Report) -> bool:
    return report.holds_to is not None and report.published is not None and report.holds_to < report.published
