"""How well places are read: `python benchmarks/places_quality.py [--show]`.

On `data/places_dev.jsonl`: places found with the same span, meant place (name and state) and kind,
false finds, and places given to the right events. Beside them a baseline: every capitalised name of
the gazetteer is its most prominent place; the event's place is the nearest one in its sentence.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entente.nlp.gazetteer import load_gazetteer
from entente.nlp.pipeline import load
from entente.nlp.places import FoundPlace, find_places, place_of

DATA = Path(__file__).parent / "data" / "places_dev.jsonl"
Row = dict[str, Any]
Described = tuple[str, str, str | None, str | None]


def rows() -> list[Row]:
    return [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def described(found: FoundPlace) -> Described:
    place = found.place
    return place.text, place.name, place.country, place.granularity


def baseline(doc: Doc) -> list[tuple[Described, int]]:
    """Return the longest capitalised names, each as its most prominent place, with their first token."""
    gazetteer, found, at = load_gazetteer(), list[tuple[Described, int]](), 0
    while at < len(doc):
        for last in range(min(at + 5, len(doc)), at, -1):
            text = doc[at:last].text
            entries = gazetteer.find(text) if text[:1].isupper() else ()
            if entries:
                best = entries[0]
                found.append(((text, best.name, best.country, best.kind), at))
                at = last - 1
                break
        at += 1
    return found


def score(nlp: Language, *, show: bool) -> None:
    """Print the scores."""
    counts = dict.fromkeys(
        (
            "gold",
            "span",
            "place",
            "all",
            "found",
            "spurious",
            "b_place",
            "b_spurious",
            "events",
            "right",
            "nearest",
        ),
        0,
    )
    chosen = rows()
    for row, doc in zip(chosen, nlp.pipe([row["text"] for row in chosen]), strict=True):
        places = find_places(doc, load_gazetteer())
        got, plain = [described(found) for found in places], baseline(doc)
        gold = [(one["text"], one["name"], one["country"], one["granularity"]) for one in row["places"]]
        counts["gold"] += len(gold)
        counts["found"] += len(got)
        counts["span"] += sum(one[0] in {other[0] for other in got} for one in gold)
        counts["place"] += sum(one[:3] in {other[:3] for other in got} for one in gold)
        counts["all"] += sum(one in got for one in gold)
        counts["spurious"] += sum(one[0] not in {other[0] for other in gold} for one in got)
        counts["b_place"] += sum(one[1:3] in {other[0][1:3] for other in plain} for one in gold)
        counts["b_spurious"] += sum(
            not any(other[0][0] in one[0] or one[0] in other[0][0] for one in gold) for other in plain
        )
        if show and got != gold:
            print(f"  {row['text']}\n    gold {gold}\n    got  {got}")
        if "event" in row:
            score_event(doc, row["event"], places, plain, counts, show=show)
    total, events = counts["gold"], counts["events"]
    span, place, whole = (counts[name] / total for name in ("span", "place", "all"))
    print(f"places: {total}; same span {span:.1%}, and place {place:.1%}, and kind {whole:.1%}")
    print(f"  spurious {counts['spurious']}")
    print(f"  baseline, every name: place {counts['b_place'] / total:.1%}, spurious {counts['b_spurious']}")
    print(f"events: {events}; right place {counts['right'] / events:.1%}")
    print(f"  baseline, the nearest place: {counts['nearest'] / events:.1%}")


def score_event(
    doc: Doc,
    event: dict[str, str],
    places: list[FoundPlace],
    plain: list[tuple[Described, int]],
    counts: dict[str, int],
    *,
    show: bool,
) -> None:
    """Count whether one event gets its place."""
    trigger = next(token.i for token in doc if token.text == event["trigger"])
    found = place_of(doc, trigger, places)
    nearest = min(plain, key=lambda one: abs(one[1] - trigger), default=None)
    counts["events"] += 1
    counts["right"] += (found.place.text if found else None) == event["place"]
    counts["nearest"] += nearest is not None and nearest[0][0] in event["place"]
    if show and (found.place.text if found else None) != event["place"]:
        print(
            f"  {doc.text}\n    {event['trigger']}: gold {event['place']}, got {found and found.place.text}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true", help="print what is not right")
    score(load(threads=1), show=parser.parse_args().show)


if __name__ == "__main__":
    main()
