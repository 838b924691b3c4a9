"""How well events are found: precision, recall and attributes over a gold file.

python benchmarks/events_quality.py                       # the development sentences
python benchmarks/events_quality.py FILE.toml --errors    # list what is missed and what is extra
"""

from __future__ import annotations

import argparse
from pathlib import Path

from entente.coder import Coder
from entente.evaluation import (
    EventScores,
    GoldCase,
    GoldEvent,
    date_text,
    is_swapped,
    match,
    party_codes,
    read_cases,
    score,
)
from entente.records import CodedDocument, Event

DEFAULT = Path(__file__).parent / "data" / "events_dev.toml"


def main() -> None:
    """Code the cases and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--errors", action="store_true", help="list every disagreement")
    parser.add_argument(
        "--attributes", action="store_true", help="with --errors: attributes of matched events too"
    )
    arguments = parser.parse_args()
    cases = [case for path in arguments.files for case in read_cases(path)]
    coder = Coder()
    coded = [
        result for result in coder.code(case.document for case in cases) if isinstance(result, CodedDocument)
    ]
    pairs = list(zip(cases, coded, strict=True))
    if arguments.errors:
        for case, result in pairs:
            print_errors(case, result, attributes=arguments.attributes)
    print_scores(score(pairs), coder.key)


def print_errors(case: GoldCase, coded: CodedDocument, *, attributes: bool) -> None:
    """Print what one case misses, has too much, or has wrong."""
    matched = match(case.events, coded.events)
    missed = [gold for gold in case.events if not any(gold is one for one, _ in matched)]
    extra = [event for event in coded.events if not any(event is one for _, one in matched)]
    lines = [f"  - missed {gold_line(gold)}" for gold in missed]
    lines += [f"  + extra  {event_line(event)}" for event in extra]
    for gold, event in matched:
        parties = (party_codes(event.actors), party_codes(event.recipients)) == (gold.actors, gold.recipients)
        same = parties and (event.mode, event.status) == (gold.mode, gold.status)
        same = same and date_text(event) == gold.date and event.background == gold.background
        if not parties or (attributes and not same):
            swap = " SWAPPED" if is_swapped(gold, event) else ""
            lines += [f"  ~ gold   {gold_line(gold)}", f"    coded  {event_line(event)}{swap}"]
    if lines:
        print(f"{case.id} [{case.published}] {case.text}", *lines, sep="\n")


def gold_line(gold: GoldEvent) -> str:
    """Return a gold event on one line."""
    return (
        f"{gold.type}/{gold.mode} {sorted(gold.actors)} > {sorted(gold.recipients)} {gold.status} "
        f"'{gold.trigger}' {gold.date} @{gold.place} by={gold.attributed_to} bg={gold.background}"
    )


def event_line(event: Event) -> str:
    """Return a coded event on one line."""
    by = party_codes([event.attributed_to]) if event.attributed_to else None
    return (
        f"{event.type}/{event.mode} {sorted(party_codes(event.actors))} > "
        f"{sorted(party_codes(event.recipients))} {event.status} '{event.trigger.text}' "
        f"{date_text(event)} @{event.place.name if event.place else None} "
        f"by={sorted(by) if by else None} bg={event.background}"
    )


def print_scores(scores: EventScores, key: str) -> None:
    """Print the scores as a table."""
    print(f"coder {key}; {scores.sentences} cases, {scores.gold} gold events, {scores.predicted} coded")
    print(f"events      P {scores.precision:.3f}  R {scores.recall:.3f}  F1 {scores.f1:.3f}")
    print(
        f"            all parties right {scores.exact}/{scores.matched}; extra per case "
        f"{(scores.predicted - scores.matched) / max(1, scores.sentences):.2f}"
    )
    swap = scores.swapped / scores.both_sides if scores.both_sides else 0.0
    print(f"swapped     {scores.swapped}/{scores.both_sides} = {swap:.3f}")
    for name in ("actors", "recipients", "mode", "status", "date", "place", "attribution", "background"):
        print(f"{name:<12}{scores.accuracy(name):.3f}")
    for type_, counts in sorted(scores.by_type.items()):
        print(
            f"  {type_:<10} gold {counts['gold']:>3}  coded {counts['predicted']:>3}  "
            f"matched {counts['matched']:>3}"
        )


if __name__ == "__main__":
    main()
