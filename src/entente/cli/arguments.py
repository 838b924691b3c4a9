"""Arguments that several commands share: dates, actors, settings, targets."""

from __future__ import annotations

import argparse
import calendar
import difflib
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from entente.errors import UsageError
from entente.settings import TABLE, Settings, load_settings

if TYPE_CHECKING:
    from entente.actors import ActorEntry, ActorIndex

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_CODE = re.compile(r"[A-Z]{3}[./].+")  # CHN.PLA, RUS/sergey-shoigu: taken as they are


def first_day(text: str) -> date:
    """Return the day that ``2018-04-02``, or the month ``2018-04`` or year ``2018``, begins with."""
    return _day(text, last=False)


def last_day(text: str) -> date:
    """Return the day that ``2018-04-02``, or the month ``2018-04`` or year ``2018``, ends with."""
    return _day(text, last=True)


def day(text: str) -> date:
    """Return a day written in full, such as ``2018-04-02``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a day such as 2018-04-02") from None


def _day(text: str, *, last: bool) -> date:
    match = _PERIOD.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year, month, number = (int(part) if part else None for part in match.groups())
        assert year is not None
        month = month or (12 if last else 1)
        return date(year, month, number or (calendar.monthrange(year, month)[1] if last else 1))
    except (ValueError, calendar.IllegalMonthError):
        raise argparse.ArgumentTypeError(
            f"found {text!r}; expected a day, month or year such as 2018-04-02, 2018-04 or 2018"
        ) from None


def whole_number(text: str) -> int:
    """Return a number of at least 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"found {text!r}; expected a whole number, 0 or more")
    return int(text)


# What decides how targets are read and coded, and at what cost.
CODING = (
    "min_confidence", "own_types", "own_actors",
    "threads", "processes", "batch_size", "max_document_bytes", "timeout",
)  # fmt: skip


def add_settings(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add flags for settings; a flag that is not given leaves environment and file their say."""
    rows = {row.name: row for row in TABLE}
    for name in names:
        row = rows[name]
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            dest=f"setting_{name}",
            metavar={"record": "FILE", "own_types": "FILE", "own_actors": "FILE"}.get(name, "N"),
            help=f"{row.help} (default {row.default})",
        )


def settings_of(args: argparse.Namespace) -> Settings:
    """Return the settings, the command's flags first."""
    flags = {
        key.removeprefix("setting_"): value for key, value in vars(args).items() if key.startswith("setting_")
    }
    return load_settings(flags)


def add_targets(parser: argparse.ArgumentParser, *, optional: bool = False) -> None:
    """Add the list of what is to be read."""
    what = "file, folder or address (page, text, JSON Lines, CSV and others), or - for standard input"
    many: Any = "*" if optional else "+"
    parser.add_argument("targets", nargs=many, metavar="TARGET", help=what)
    parser.add_argument(
        "--published", type=day, metavar="DATE", help="day of publication of documents that give none"
    )


def add_period(parser: argparse.ArgumentParser, of: str) -> None:
    """Add ``--since`` and ``--until``."""
    parser.add_argument(
        "--since", type=first_day, metavar="DATE", help=f"{of} from this day, month or year on"
    )
    parser.add_argument("--until", type=last_day, metavar="DATE", help=f"{of} up to and with this one")


def check_period(since: date | None, until: date | None) -> None:
    """Raise UsageError when a period ends before it begins."""
    if since is not None and until is not None and since > until:
        raise UsageError(f"found a period from {since} to {until}; expected --since to come before --until")


def actor_code(name: str, index: ActorIndex | None = None) -> str:
    """Return the code of an actor given by code or name: "China", "CHN", "Russia", "NATO".

    Raises UsageError, with the nearest names, when the actor tables hold nobody or several of that name.
    """
    from entente import actors

    index = index or actors.load()
    wanted = name.strip()
    code = wanted.upper()
    if code in index.states or code in index.organisations:
        return code
    if _CODE.fullmatch(wanted):
        return wanted
    entries = {entry.id: entry for entry in index.lookup(wanted)}
    states = [entry for entry in entries.values() if entry.kind == "state"]
    for candidates in (list(entries.values()), states):
        if len(candidates) == 1:
            return candidates[0].id
    if entries:
        raise UsageError(_ambiguous(wanted, list(entries.values())))
    raise UsageError(_nobody(wanted, index))


def actor_codes(names: Sequence[str] | None) -> tuple[str, ...]:
    """Return the codes of several actors."""
    return tuple(actor_code(name) for name in names or ())


def _ambiguous(name: str, entries: Sequence[ActorEntry]) -> str:
    choices = ", ".join(f"{entry.id} ({entry.name})" for entry in entries[:5])
    return f"found several actors called {name!r}; expected one. Give its code: {choices}"


def _nobody(name: str, index: ActorIndex) -> str:
    known = {entry.name.casefold(): (entry.name, code) for code, entry in _named(index)}
    near = difflib.get_close_matches(name.casefold(), known, n=3, cutoff=0.6)
    hint = ", ".join(f"{known[one][0]} ({known[one][1]})" for one in near)
    nearest = f"Nearest: {hint}" if hint else "See docs/commands.md for how actors are named"
    return f"found no actor {name!r}; expected a code such as CHN or a name such as China. {nearest}"


def _named(index: ActorIndex) -> list[tuple[str, Any]]:
    return [*index.states.items(), *index.organisations.items()]
