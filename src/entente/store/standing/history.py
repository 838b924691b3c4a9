"""The life of a standing relation: when it opened, changed and ended, and which documents say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from entente.store.standing.reports import Report
from entente.store.standing.rules import content_words, rules

Source = tuple[str, str]  # document, relation

_CHANGES = ("opened", "reported", "changed", "ended")  # in this order on one day
_WHATS = ("signed", "from", "status", "until", "level", "trend")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a history, and how the relation stands after it.

    ``change`` is opened, reported (its first mention, where no beginning is stated), changed or ended;
    ``what`` is signed, from, until, status, level or trend. ``basis`` is "stated" where a text dates the
    step, "published" where it is known only that it had come by the day of publication, "none" without
    any date. From ``effective`` on, the relation stands as ``status``, ``level`` and ``trend`` say.
    """

    change: str
    what: str
    value: str | None
    before: str | None
    day: date | None
    last: date | None
    effective: date | None
    basis: str
    sources: tuple[Source, ...]
    status: str | None = None
    level: str | None = None
    trend: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """That something held on a day, as one report has it."""

    day: date | None
    value: str
    basis: str
    report: Report


def history(reports: Sequence[Report]) -> tuple[Step, ...]:
    """Return the steps in the order of time. ``reports`` stand in their own order, see ``Report.place``."""
    steps = [*_together([*_beginnings(reports)], _statuses(reports)), *_extensions(reports)]
    steps += _course(reports, "level")
    steps += _course(reports, "trend")
    return tuple(_carried(sorted(steps, key=_order)))


def _together(beginnings: list[Step], statuses: Iterable[Step]) -> list[Step]:
    """Return the steps with a beginning and the status that it brings as one."""
    found = beginnings
    for step in statuses:
        same = [
            number
            for number, one in enumerate(beginnings)
            if one.effective == step.effective and step.basis == "stated" and step.value != "ended"
        ]
        if same:
            found[same[0]] = replace(found[same[0]], status=step.value)
        else:
            found.append(step)
    return found


def _order(step: Step) -> tuple[object, ...]:
    return (
        step.effective or date.max, step.day or date.max, _CHANGES.index(step.change),
        _WHATS.index(step.what), step.value or "", step.sources,
    )  # fmt: skip


def _carried(steps: Iterable[Step]) -> Iterator[Step]:
    """Let each step know all that stands after it."""
    kept: list[Step] = []
    status = level = trend = None
    for step in steps:
        status, level, trend = step.status or status, step.level or level, step.trend or trend
        known = replace(step, status=status, level=level, trend=trend)
        first_told = step.change == "reported" and step.what != "status"
        if first_told and kept and kept[-1].effective == step.effective:
            known = replace(kept.pop(), status=status, level=level, trend=trend)  # one report, one step
        kept.append(known)
    yield from kept


# Beginnings


def _beginnings(reports: Sequence[Report]) -> Iterator[Step]:
    """Yield every signing and every first day that is told; accounts that fit each other are one step."""
    for what in ("signed", "from"):
        told = [(days, one) for one in reports if (days := beginning(one, what))]
        for days, sources in clusters(told):
            first, last = days if what == "signed" else (days[0], days[0])
            value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
            yield Step("opened", what, value, None, first, last, first, "stated", sources)


def beginning(report: Report, what: str) -> tuple[date, date] | None:
    """Return the days that a report tells for a signing ("signed") or a beginning ("from")."""
    if what == "signed":
        return report.signed
    first = report.holds_from
    return (first, _vague_end(first)) if first else None


def _vague_end(first: date) -> date:
    """The first of January may stand for the year and the first of a month for the month."""
    if first.day > 1:
        return first
    if first.month == 1:
        return first.replace(month=12, day=31)
    return (first.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY


def clusters(
    told: Iterable[tuple[tuple[date, date], Report]],
) -> list[tuple[tuple[date, date], tuple[Source, ...]]]:
    """Return days that fit each other as one, the closest account first; what does not fit stays apart."""
    found: list[tuple[tuple[date, date], list[Source]]] = []
    for days, report in sorted(told, key=lambda it: (it[0][1] - it[0][0], it[0], it[1].place)):
        source = (report.document, report.relation)
        slack = rules().slack * _DAY
        fitting = [it for it in found if it[0][0] - slack <= days[1] and days[0] - slack <= it[0][1]]
        if fitting:
            fitting[0][1].append(source)
        else:
            found.append((days, [source]))
    return [(days, tuple(sources)) for days, sources in found]


# Status


def _statuses(reports: Sequence[Report]) -> Iterator[Step]:
    said = sorted(
        _dated_first(one for report in reports for one in _status_said(report)),
        key=_said_order,
    )
    last_day = newest_end(reports)
    if last_day is not None:
        day, report = last_day
        said = [one for one in said if one.day is None or one.day <= day] + [
            _Said(day + _DAY, "ended", "stated", report),
            *(one for one in said if one.day is not None and one.day > day),
        ]
    now: str | None = None
    for one in said:
        if one.value == now or (now in rules().final and not _begins_anew(one)):
            continue
        yield _status_step(one, now)
        now = one.value


def _said_order(one: _Said) -> tuple[object, ...]:
    return (one.day or date.max, rules().stage(one.value), one.basis != "stated", one.report.place)


def _dated_first(said: Iterable[_Said]) -> list[_Said]:
    """What has a day; only where nothing has one, the rest."""
    known = list(said)
    return [one for one in known if one.day is not None] or known


def _status_step(one: _Said, now: str | None) -> Step:
    source = ((one.report.document, one.report.relation),)
    until = one.value == "ended" and one.basis == "stated"
    if one.value == "ended":
        change = "ended"
    elif now is None:
        change = "opened" if one.basis == "stated" else "reported"
    else:
        change = "opened" if now in rules().final else "changed"
    day = one.day - _DAY if until and one.day else one.day
    what = "until" if until else "status"
    return Step(change, what, one.value, now, day, day, one.day, one.basis, source, status=one.value)


def _begins_anew(one: _Said) -> bool:
    return one.basis == "stated" and one.value != "ended"


def _status_said(report: Report) -> Iterator[_Said]:
    """Yield what a report tells of the status: at its beginning, and on the day of publication."""
    status = report.status
    begun = status if status in ("announced", "proposed") else "in force"
    if report.signed:
        later = report.holds_from is not None and report.holds_from > report.signed[0]
        yield _Said(report.signed[0], "announced" if later else begun, "stated", report)
    if report.holds_from:
        yield _Said(report.holds_from, "in force", "stated", report)
    if report.published is None:
        if status is not None:
            yield _Said(None, status, "none", report)
    elif (told := status_when_published(report)) is not None:
        yield _Said(report.published, told, "published", report)


def status_when_published(report: Report) -> str | None:
    """Return how a relation stood when its document came out; None where only its own days tell."""
    status, published = report.status, report.published
    if published is None or status not in ("in force", "ended", "announced"):
        return status
    if status == "announced":  # what was signed long ago was announced then
        old = report.signed is not None and report.signed[1] + rules().same_time * _DAY < published
        return None if old else status
    if report.holds_to and report.holds_to < published:
        return None  # its own last day says when it ended
    future = [day for day in (report.holds_from, report.signed_from) if day and day > published]
    return "announced" if status == "in force" and future else status


# What may change


def newest_end(reports: Sequence[Report]) -> tuple[date, Report] | None:
    """Return the last day that the newest of the documents tells, with its report."""
    told = [one for one in reports if one.holds_to]
    newest = max(told, key=lambda one: (one.published or date.min, one.holds_to, one.place), default=None)
    return (newest.holds_to, newest) if newest and newest.holds_to else None


def _extensions(reports: Sequence[Report]) -> Iterator[Step]:
    """Yield where a later document tells another last day than those before it."""
    told = [one for one in reports if one.holds_to and one.published]
    for before, after in pairwise(told):
        if before.holds_to != after.holds_to:
            assert before.holds_to is not None
            assert after.holds_to is not None
            yield Step(
                "changed", "until", after.holds_to.isoformat(), before.holds_to.isoformat(),
                after.published, after.published, after.published, "published",
                ((after.document, after.relation),),
            )  # fmt: skip


def _course(reports: Sequence[Report], what: str) -> list[Step]:
    """Return the level or the trend as it was first told, and each change of it."""
    steps: list[Step] = []
    seen: date | None = None
    told = [(_told_on(one, what), one) for one in reports if getattr(one, what)]
    for day, report in sorted(told, key=lambda it: (it[0] or date.max, it[1].place)):
        value, now = str(getattr(report, what)), steps[-1].value if steps else None
        source = (report.document, report.relation)
        if now is None or not (value == now or is_shortened(now, value)):
            if now is not None and is_shortened(value, now) and _soon(seen, day):
                steps[-1] = _with_value(steps[-1], value, source)  # the same level in its full words
            else:
                basis = "none" if day is None else "published" if day == report.published else "stated"
                change = "changed" if now else "reported"
                step = Step(change, what, value, now, day, day, day, basis, ())
                steps.append(_with_value(step, value, source))
        seen = day
    return steps


def _with_value(step: Step, value: str, source: Source) -> Step:
    sources = (*step.sources, source)
    if step.what == "level":
        return replace(step, value=value, level=value, sources=sources)
    return replace(step, value=value, trend=value, sources=sources)


def _told_on(report: Report, what: str) -> date | None:
    stated = (report.signed[0] if report.signed else report.holds_from) if what == "level" else None
    return stated or report.published


def _soon(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(other - one) <= rules().same_time * _DAY


def is_shortened(full: str, short: str) -> bool:
    """Tell whether a name only leaves words of another out: "strategic partnership" of a longer one."""
    return set(content_words(short)) <= set(content_words(full))
