"""How well places are read: `python benchmarks/places_quality.py [--set dev|dev2|control] [--show]`.

On `data/places_test.jsonl` (written before any change was made for it; points from public knowledge, to
a hundredth of a degree): places with the right country (rightly none for seas), with a point within 25 km,
false finds, and places given to the right events. On `data/places_dev.jsonl`: places found with the same
span, meant place (name and state) and kind. Beside them a baseline: every capitalised name of the gazetteer
is its most prominent place; the event's place is the nearest one in its sentence. First and last scores:
docs/evaluation.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from entente.nlp.gazetteer import Entry, load_gazetteer
from entente.nlp.pipeline import load
from entente.nlp.places.find import FoundPlace, find_places, place_of

DATA = Path(__file__).parent / "data"
NEAR = 25.0  # kilometres
Row = dict[str, Any]
Described = tuple[str, str, str | None, str | None]


def rows(name: str) -> list[Row]:
    path = DATA / f"places_{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


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


def prominent(doc: Doc) -> list[tuple[int, int, Entry]]:
    """Return the baseline's places with the characters that they stand at."""
    gazetteer = load_gazetteer()
    return [
        (doc[at].idx, doc[at].idx + len(text), gazetteer.find(text)[0])
        for (text, _, _, _), at in baseline(doc)
    ]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points (latitude, longitude in degrees) on a sphere."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def score_points(nlp: Language, chosen: list[Row], *, show: bool) -> None:
    """Print how many places have the right country and a point near the right one."""
    total = points = without = clean = 0
    right, near = {"read": 0, "baseline": 0}, {"read": 0, "baseline": 0}
    for row, doc in zip(chosen, nlp.pipe([row["text"] for row in chosen]), strict=True):
        read = [one.place for one in find_places(doc, load_gazetteer())]
        found: dict[str, list[tuple[int, int, Any]]] = {
            "read": [(one.start, one.end, one) for one in read],
            "baseline": prominent(doc),
        }
        total += len(row["places"])
        without += not row["places"]
        clean += not row["places"] and not read
        for gold in row["places"]:
            points += "lat" in gold
            for way, places in found.items():
                mine = [one for first, last, one in places if first < gold["end"] and gold["start"] < last]
                hit = any(one.country == gold["country"] for one in mine)
                close = "lat" in gold and any(
                    one.lat is not None and kilometres((one.lat, one.lon), (gold["lat"], gold["lon"])) <= NEAR
                    for one in mine
                )
                right[way] += hit
                near[way] += close
                if show and way == "read" and not (hit and (close or "lat" not in gold)):
                    print(f"  {row['text']}\n    gold {gold}\n    got  {mine}")
    for way in right:
        print(
            f"{way}: country {right[way] / total:.1%} of {total}, point {near[way] / points:.1%} of {points}"
        )
    print(f"sentences without a place: {without}; left alone {clean / without:.1%}")


def score_events(nlp: Language, chosen: list[Row], *, show: bool) -> None:
    """Print how many events get the right place."""
    counts = dict.fromkeys(("events", "right", "nearest"), 0)
    for row in chosen:
        if "event" in row:
            doc = nlp(row["text"])
            places = find_places(doc, load_gazetteer())
            score_event(doc, row["event"], places, baseline(doc), counts, show=show)
    print(f"events: {counts['events']}; right place {counts['right'] / counts['events']:.1%}")
    print(f"  baseline, the nearest place: {counts['nearest'] / counts['events']:.1%}")


def score_names(nlp: Language, chosen: list[Row], *, show: bool) -> None:
    """Print how many places are found with the same words, name and kind."""
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
        ),
        0,
    )
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
    total = counts["gold"]
    span, place, whole = (counts[name] / total for name in ("span", "place", "all"))
    print(f"places: {total}; same span {span:.1%}, and place {place:.1%}, and kind {whole:.1%}")
    print(f"  spurious {counts['spurious']}")
    print(f"  baseline, every name: place {counts['b_place'] / total:.1%}, spurious {counts['b_spurious']}")


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
    parser.add_argument(
        "--set",
        choices=("dev", "dev2", "test", "control", "control2"),
        default="test",
        help="which of our sets",
    )
    options = parser.parse_args()
    nlp, chosen = load(threads=1), rows(options.set)
    measure: Callable[..., None] = score_names if options.set == "dev" else score_points
    measure(nlp, chosen, show=options.show)
    score_events(nlp, chosen, show=options.show)


if __name__ == "__main__":
    main()
