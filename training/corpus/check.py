"""The corpus is what its guidelines say: `python training/corpus/check.py [SECTION.jsonl…] [--report]`.

Fails with one line for every broken rule. `--report` prints what the corpus holds: types, modes, statuses,
regions, kinds, lengths, and how varied its words and sentences are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from entente import actors, codebook
from entente.evaluation.gold import split_of
from entente.records import Status

FOLDER = Path(__file__).parent
KINDS = {"wire", "brief", "official", "analysis", "opinion", "feature"}
REGIONS = {
    "Africa", "Americas", "Central Asia", "East Asia", "Europe", "Middle East",
    "Pacific", "Russia", "South Asia", "Southeast Asia", "World",
}  # fmt: skip
ROLES = ("actors", "recipients")
ALWAYS_TWO_SIDED = {"ACCUSE", "SANCTION", "AID"}


def read(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the items of some sections."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def sections() -> list[Path]:
    """The files of the corpus."""
    return sorted(FOLDER.glob("*.jsonl"))


@cache
def known_codes() -> frozenset[str]:
    """Codes that a party may carry: of states, past and present, and of organisations."""
    index = actors.load()
    return frozenset(index.states) | frozenset(index.organisations)


def problems_of(item: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with an item, a line each; empty when nothing is."""
    problems = []
    if item["kind"] not in KINDS:
        problems.append(f"kind {item['kind']!r}, expected one of {sorted(KINDS)}")
    if item["region"] not in REGIONS:
        problems.append(f"region {item['region']!r}, expected one of {sorted(REGIONS)}")
    if not re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", item["published"]):
        problems.append(f"published {item['published']!r}, expected a day")
    if not item["events"] and not item["why"]:
        problems.append("no event and no why")
    if len(item["text"].split()) < 4:
        problems.append("too short")
    seen = Counter((event["trigger"]["start"], event["type"]) for event in item["events"])
    problems += [f"two events {type_} at {start}" for (start, type_), count in seen.items() if count > 1]
    for event in item["events"]:
        problems += [
            f"{event['type']} {event['trigger']['text']!r}: {text}" for text in _event_problems(item, event)
        ]
    return problems


def _event_problems(item: Mapping[str, Any], event: Mapping[str, Any]) -> Iterator[str]:
    book = codebook.load()
    type_ = book.event_types.get(event["type"])
    if type_ is None:
        yield f"no such type; expected one of {sorted(book.event_types)}"
        return
    if event["mode"] is not None and event["mode"] not in type_.modes:
        yield f"no mode {event['mode']!r}; expected one of {sorted(type_.modes)}"
    yield from (f"no context {name!r}" for name in event["contexts"] if name not in book.contexts)
    if event["status"] not in {str(status) for status in Status}:
        yield f"no status {event['status']!r}"
    if not event["actors"] and not event["recipients"]:
        yield "no party"
    if event["type"] in ALWAYS_TWO_SIDED and not event["recipients"]:
        yield "needs a recipient"
    if len(event["trigger"]["text"].split()) > 5:
        yield "trigger longer than five words"
    if event["cue"] is not None and event["speaker"] is None:
        yield "a cue without a speaker"
    for span in spans_of(event):
        if item["text"][span["start"] : span["end"]] != span["text"]:
            yield f"{span['text']!r} is not at {span['start']}"
        yield from (
            f"unknown code {code!r} of {span['text']!r}"
            for code in span.get("codes", ())
            if code not in known_codes()
        )


def spans_of(event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every span of an event."""
    single = (event[name] for name in ("trigger", "date", "place", "speaker", "cue"))
    yield from (span for span in single if span is not None)
    yield from chain(*(event[role] for role in ROLES))


def template_of(item: Mapping[str, Any]) -> str:
    """The opening of an item with parties, times, places and numbers masked: what a template would repeat."""
    text = list(item["text"])
    for event in item["events"]:
        for span in spans_of(event):
            if span is not event["trigger"] and span is not event["cue"]:
                text[span["start"] : span["end"]] = "X" * (span["end"] - span["start"])
    words = re.sub(r"X{2,}|\d+", "X", "".join(text)).split()
    return " ".join(words[:6])


def report(items: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of the report."""
    events = [event for item in items for event in item["events"]]
    passages = sum(item["passage"] for item in items)
    single = [item for item in items if not item["passage"]]
    yield f"{len(single)} sentences, {passages} passages, {len(events)} events"
    yield f"sentences without an event {_share(not item['events'] for item in single)}"
    yield f"sentences with several events {_share(len(item['events']) > 1 for item in single)}"
    yield f"pairs in two relations: {sum(map(_has_two_relations, items))} items"
    lengths = sorted(len(item["text"].split()) for item in single) or [0]
    yield "words a sentence: " + ", ".join(
        f"{share:.0%} ≤ {lengths[int(share * (len(lengths) - 1))]}" for share in (0.1, 0.5, 0.9, 1.0)
    )
    triggers: dict[str, set[str]] = defaultdict(set)
    for event in events:
        triggers[event["type"]].add(event["trigger"]["text"].casefold())
    counts = Counter(event["type"] for event in events)
    yield "type (events, distinct triggers): " + ", ".join(
        f"{name} {count}/{len(triggers[name])}" for name, count in counts.most_common()
    )
    modes = Counter(f"{event['type']} {event['mode']}" for event in events if event["mode"])
    yield "modes: " + ", ".join(f"{name} {count}" for name, count in modes.most_common())
    yield f"status: {_counted(event['status'] for event in events)}"
    told = sum(event["speaker"] is not None for event in events)
    yield f"background {sum(event['background'] for event in events)}, with a speaker {told}"
    for name in ("kind", "region", "why"):
        yield f"{name}: {_counted(item[name] for item in items if item[name])}"
    yield f"split: {_counted(split_of(item['id']) for item in items)}"
    templates = Counter(map(template_of, items))
    (most, count) = templates.most_common(1)[0]
    yield f"distinct openings {len(templates) / len(items):.1%}; the commonest {most!r} {count} times"
    words = [word for item in items for word in re.findall(r"[a-z]+", item["text"].casefold())]
    yield f"{len(words)} words, {len(set(words))} distinct"


def _share(values: Iterable[bool]) -> str:
    listed = list(values)
    return f"{sum(listed)} ({sum(listed) / max(1, len(listed)):.0%})"


def _counted(values: Iterable[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in Counter(values).most_common(25))


def _has_two_relations(item: Mapping[str, Any]) -> bool:
    """Whether one pair of parties is in one kind of event and another pair in another."""
    pairs = {
        (actor["text"], recipient["text"], event["type"])
        for event in item["events"]
        for actor in event["actors"]
        for recipient in event["recipients"]
    }
    return len({type_ for *_, type_ in pairs}) > 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", type=Path, nargs="*", help="all when none is named")
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    items = list(read(options.sections or sections()))
    problems = [f"{item['id']}: {problem}" for item in items for problem in problems_of(item)]
    texts = Counter(item["text"] for item in items)
    problems += [f"{count} times: {text[:80]}" for text, count in texts.items() if count > 1]
    for line in (*problems, *(report(items) if options.report else ())):
        print(line)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
