"""Which reports of one key tell of one standing relation. A function of the set, not of its order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entente.records import content_id
from entente.store.standing.reports import Report
from entente.store.standing.rules import proper_words, rules


@dataclass(slots=True)
class Group:
    """Reports of one standing relation, with what its id is made of."""

    marks: tuple[object, ...]
    reports: list[Report]

    def signed(self) -> tuple[date, date] | None:
        """The closest signing that its reports tell."""
        found = [one.signed for one in self.reports if one.signed and one.signed_closely]
        return min(found, key=_closeness) if found else None


def group(reports: Iterable[Report]) -> list[tuple[str, list[Report]]]:
    """Return standing relations as id and reports, in the order of their ids."""
    by_key: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_key[report.part.key].append(report)
    found = []
    for key, same in by_key.items():
        ordered = sorted(same, key=lambda one: one.place)
        dated = rules().kind(ordered[0].kind).dated
        groups = _dated(ordered) if dated else _by_words(ordered)
        found += [(content_id("standing", key, *one.marks), one.reports) for one in groups]
    return sorted(found)


def _by_words(reports: Iterable[Report]) -> list[Group]:
    """One group for each content, whatever the days."""
    groups: dict[tuple[str, ...], Group] = {}
    for report in reports:
        words = report.part.words
        groups.setdefault(words, Group(words, [])).reports.append(report)
    return _fuller(list(groups.values()))


def _fuller(groups: list[Group]) -> list[Group]:
    """Let a short proper name join the one fuller name that holds it: "THAAD" and "THAAD missile system".

    Not where two fuller names differ, where a number makes the difference ("Nord Stream 2"), or where the
    days of signing do not fit.
    """
    homes: dict[int, Group] = {}
    originals = [list(one.reports) for one in groups]
    for at, one in enumerate(groups):
        fuller = [it for it in groups if it is not one and _holds(it, one)]
        fullest = max(fuller, key=lambda it: len(it.marks), default=None)
        if fullest is not None and all(set(it.marks) <= set(fullest.marks) for it in fuller):
            homes[at] = fullest
    for at, home in homes.items():
        while further := next((homes[i] for i, it in enumerate(groups) if it is home and i in homes), None):
            home = further
        home.reports += originals[at]
    return [one for at, one in enumerate(groups) if at not in homes]


def _holds(full: Group, short: Group) -> bool:
    """Whether one name holds all of another and more, beginning with what it is called."""
    more = set(full.marks) - set(short.marks)
    if not set(short.marks) < set(full.marks) or any(word.isdigit() for word in map(str, more)):
        return False
    own = set(short.marks)
    called = [own & (proper_words(one.name) | proper_words(one.object)) for one in short.reports]
    days = (full.signed(), short.signed())
    return any(called) and (None in days or _near(*days))


def _dated(reports: Iterable[Report]) -> list[Group]:
    """Papers: those that carry a name of their own, then those that only the day of signing tells apart."""
    named: list[Group] = []
    plain: list[Report] = []
    for one in _by_words(reports):
        if set(one.marks) <= rules().forms:
            plain += one.reports
        elif set(one.marks) & rules().recurring:
            named += _by_signing(one)
        else:
            named.append(one)
    return named + _plain(plain, named)


def _by_signing(named: Group) -> list[Group]:
    """Papers of a form that recurs: one for each signing; what tells no day joins where there is only one."""
    undated = [one for one in named.reports if not one.signed_closely]
    groups = _clusters(one for one in named.reports if one.signed_closely)
    if len(groups) <= 1:
        return [named]
    parted = [Group((*named.marks, *one.marks), one.reports) for one in groups]
    return parted + ([Group(named.marks, undated)] if undated else [])


def _plain(reports: Sequence[Report], named: Sequence[Group]) -> list[Group]:
    """Papers without a name of their own: told apart by their signing, or by their document."""
    groups: list[Group] = []
    homes = [(other, other.signed(), tuple(other.reports)) for other in named]
    for one in _clusters(report for report in reports if report.signed_closely):
        meeting = [(home, own) for home, signed, own in homes if _near(one.signed(), signed)]
        if len(meeting) == 1 and _same_form(one.reports, meeting[0][1]):
            meeting[0][0].reports += one.reports
        else:
            groups.append(one)
    for report in reports:
        if not report.signed_closely:
            groups.append(Group((report.document, *report.part.words), [report]))
    return _once(groups)


def _once(groups: Iterable[Group]) -> list[Group]:
    joined: dict[tuple[object, ...], Group] = {}
    for one in groups:
        if one.marks in joined:
            joined[one.marks].reports += one.reports
        else:
            joined[one.marks] = one
    return list(joined.values())


def _clusters(reports: Iterable[Report]) -> list[Group]:
    """Reports by day of signing. Each joins the closest account before it, so that days do not chain."""
    ordered = sorted(reports, key=lambda one: (_closeness(one.signed or _NEVER), one.place))
    groups: list[list[Report]] = []
    for report in ordered:
        home = next((one for one in groups if _meet(report, one[0])), None)
        if home is None:
            groups.append([report])
        else:
            home.append(report)
    same_day: Counter[object] = Counter()
    found = []
    for one in groups:
        first = (one[0].signed or _NEVER)[0]
        found.append(Group(("signed", first, same_day[first]), one))
        same_day[first] += 1
    return found


def _meet(one: Report, other: Report) -> bool:
    return _near(one.signed, other.signed) and _form_fits(one, other)


_NEVER = (date.max, date.max)


def _closeness(days: tuple[date, date]) -> tuple[timedelta, date, date]:
    return (days[1] - days[0], *days)


def _near(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    if one is None or other is None:
        return False
    slack = timedelta(days=rules().slack)
    return one[0] <= other[1] + slack and other[0] <= one[1] + slack


def _same_form(one: Sequence[Report], other: Sequence[Report]) -> bool:
    return all(_form_fits(report, named) for report in one for named in other)


_ANY_FORM = frozenset({None, "agreement"})


def _form_fits(one: Report, other: Report) -> bool:
    """Whether two papers can be one by their form; "agreement" is what any of them may be called."""
    return one.subtype == other.subtype or bool(_ANY_FORM & {one.subtype, other.subtype})
