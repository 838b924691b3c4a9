"""How well dates are read: `python benchmarks/dates_quality.py [--set dev|control] [--gum FOLDER]`.

On `data/dates_test.jsonl` (336 expressions, 124 sentences without one, 101 events; written before any
change was made for it) or `data/dates_dev.jsonl`: expressions with the right interval of days, with the
same words too, with granularity and basis too; false finds in sentences without a date; dates given to
the right events. First and last scores: docs/evaluation.md. `--gum` adds the dates that GUM
annotates (`<date when from to>`, CC BY; interviews, news, travel, biographies, court, academic):
how many of those with a plain year are found, and found with the same days.
Beside them a baseline: a pattern for "Month day, year", "Month year" and bare years.
"""

from __future__ import annotations

import argparse
import json
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from spacy.language import Language
from spacy.tokens import Doc

from entente.nlp.dates.find import FoundDate, date_of, find_dates
from entente.nlp.pipeline import load

DATA = Path(__file__).parent / "data"
MONTHS = [date(2000, number, 1).strftime("%B") for number in range(1, 13)]
BASELINE = re.compile(
    rf"(?:(?P<month>{'|'.join(MONTHS)})\s+(?:(?P<day>\d{{1,2}}),\s+)?)?\b(?P<year>1[5-9]\d\d|20\d\d)\b"
)
Row = dict[str, Any]
Days = tuple[date | None, date | None]
Marked = tuple[int, int, Days]


def rows(name: str) -> list[Row]:
    path = DATA / f"dates_{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def baseline(text: str) -> Iterator[tuple[str, Days]]:
    """Yield what the pattern finds, with its days."""
    for match in BASELINE.finditer(text):
        year = int(match["year"])
        month = MONTHS.index(match["month"]) + 1 if match["month"] else None
        try:
            first = date(year, month or 1, int(match["day"] or 1))
        except ValueError:
            continue
        last = first
        if not match["day"]:
            last = date(year, month or 12, monthrange(year, month or 12)[1])
        yield match.group(), (first, last)


def described(found: FoundDate) -> tuple[str, Days, str | None, str]:
    one = found.date
    granularity = None if one.granularity is None else str(one.granularity)
    return one.text, (one.first, one.last), granularity, str(one.basis)


def has_interval(one: Row, found: list[FoundDate]) -> bool:
    """Tell whether a found date shares words with a gold one and means the same days."""
    days = day(one["from"]), day(one["to"])
    return any(
        each.date.start < one["end"]
        and one["start"] < each.date.end
        and (each.date.first, each.date.last) == days
        for each in found
    )


def score_expressions(nlp: Language, chosen: list[Row], *, show: bool) -> None:
    """Print how many of the expressions are found and how."""
    counts = dict.fromkeys(
        ("gold", "found", "interval", "span", "days", "all", "spurious", "baseline", "clean", "without"), 0
    )
    for row, doc in zip(chosen, nlp.pipe([row["text"] for row in chosen]), strict=True):
        dates = find_dates(doc, day(row["published"]))
        counts["interval"] += sum(has_interval(one, dates) for one in row["dates"])
        got = [described(found) for found in dates]
        gold = [
            (one["text"], (day(one["from"]), day(one["to"])), one["granularity"], one["basis"])
            for one in row["dates"]
        ]
        plain = list(baseline(row["text"]))
        counts["gold"] += len(gold)
        counts["found"] += len(got)
        counts["span"] += sum(one[0] in {other[0] for other in got} for one in gold)
        counts["days"] += sum(one[:2] in {other[:2] for other in got} for one in gold)
        counts["all"] += sum(one in got for one in gold)
        counts["baseline"] += sum(one[1] in {days for _, days in plain} for one in gold)
        counts["spurious"] += sum(one[0] not in {other[0] for other in gold} for one in got)
        counts["without"] += not gold
        counts["clean"] += not gold and not got
        if show and got != gold:
            print(f"  {row['published']} {row['text']}\n    gold {gold}\n    got  {got}")
    total = counts["gold"]
    right, span, days, whole = (counts[name] / total for name in ("interval", "span", "days", "all"))
    print(f"expressions: {total}; right interval {right:.1%}")
    print(f"  same words {span:.1%}, and interval {days:.1%}, and granularity and basis {whole:.1%}")
    print(f"  spurious {counts['spurious']}; baseline, a pattern: days {counts['baseline'] / total:.1%}")
    if counts["without"]:
        share = counts["clean"] / counts["without"]
        print(f"sentences without a date: {counts['without']}; left alone {share:.1%}")


def score_events(nlp: Language, chosen: list[Row], *, show: bool) -> None:
    """Print how many events get the right date, or rightly none."""
    right = total = nearest = 0
    for row in chosen:
        doc = nlp(row["text"])
        dates = find_dates(doc, day(row["published"]))
        for word, gold in row["events"].items():
            token = next(token.i for token in doc if token.text == word)
            found = date_of(doc, token, dates)
            close = min(dates, key=lambda one: abs(one.head - token), default=None)
            total += 1
            right += (found.date.text if found else None) == gold
            nearest += (close.date.text if close else None) == gold
            if show and (found.date.text if found else None) != gold:
                print(f"  {row['text']}\n    {word}: gold {gold}, got {found.date.text if found else None}")
    print(f"events: {total}; right date or rightly none {right / total:.1%}")
    print(f"  baseline, the nearest date: {nearest / total:.1%}")


def gum_documents(nlp: Language, folder: Path) -> Iterator[tuple[Doc, date | None, list[Marked]]]:
    """Yield GUM's documents by gold words and sentences, parsed, with their day and annotated spans."""
    for path in sorted(folder.glob("*.xml")):
        words, spans = list[str](), list[Marked]()
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        sentences = list[int]()

        def walk(node: ElementTree.Element) -> None:
            start = len(words)  # noqa: B023
            if node.tag == "s":
                sentences.append(start)  # noqa: B023
            for text in [node.text, *[part for child in node for part in (child, child.tail)]]:
                if isinstance(text, ElementTree.Element):
                    walk(text)
                    continue
                for line in (text or "").strip().splitlines():
                    cells = line.split("\t")
                    if len(cells) >= 2:
                        words.append(cells[0])  # noqa: B023
            if node.tag == "date":
                days = gum_days(node)
                if days is not None and len(words) > start:  # noqa: B023
                    spans.append((start, len(words), days))  # noqa: B023

        walk(root)
        starts: list[bool | int | None] = [number in set(sentences) for number in range(len(words))]
        doc = nlp(Doc(nlp.vocab, words=words, sent_starts=starts))
        created = root.get("dateCreated") or ""
        yield doc, day(created) if re.fullmatch(r"\d{4}-\d\d-\d\d", created) else None, spans


def gum_days(node: ElementTree.Element) -> Days | None:
    """Return the days of an annotation that has a plain year, None for times of day and recurring dates."""
    first, last = node.get("when") or node.get("from"), node.get("when") or node.get("to")
    if not first or not last:
        return None
    found = [re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", one) for one in (first, last)]
    if found[0] is None or found[1] is None:
        return None
    (y1, m1, d1), (y2, m2, d2) = found[0].groups(), found[1].groups()
    try:
        end_month = int(m2 or 12)
        end_day = int(d2) if d2 else monthrange(int(y2), end_month)[1]
        return date(int(y1), int(m1 or 1), int(d1 or 1)), date(int(y2), end_month, end_day)
    except ValueError:
        return None


def is_end(days: Days, found: Days) -> bool:
    """Tell 1890 from "1890 to 1970", which GUM annotates as two dates and the coder reads as one."""
    first, last = days
    if first is None or last is None:
        return False
    starts = found[0] == first and (found[1] is None or found[1] >= last)
    ends = found[1] == last and (found[0] is None or found[0] <= first)
    return starts or ends


def score_gum(nlp: Language, folder: Path, *, show: bool) -> None:
    """Print how many of GUM's dates are found, and with the same days."""
    gold = overlapping = same = found = spurious = base = whole = 0
    for doc, published, spans in gum_documents(nlp, folder):
        got = find_dates(doc, published)
        found += len(got)
        spurious += sum(not any(a < one.last and one.first < b for a, b, _ in spans) for one in got)
        for first, last, days in spans:
            gold += 1
            mine = [one for one in got if first < one.last and one.first < last]
            overlapping += bool(mine)
            hit = any((one.date.first, one.date.last) == days for one in mine)
            same += hit
            whole += hit or any(is_end(days, (one.date.first, one.date.last)) for one in mine)
            base += any(other == days for _, other in baseline(doc[first:last].text))
            if show and not hit:
                near = doc[max(0, first - 6) : last + 4].text
                mine_shown = [(one.date.text, str(one.date.first), str(one.date.last)) for one in mine]
                print(f"  {published} {near!r}: gold {days[0]}..{days[1]}, got {mine_shown}")
    print(f"GUM: {gold} dates with a plain year; found {overlapping / gold:.1%}, same days {same / gold:.1%}")
    print(f"  same days, or an end of a range that is read as one: {whole / gold:.1%}")
    print(f"  baseline, a pattern: same days {base / gold:.1%}")
    print(f"  {found} found in all, {spurious} outside GUM's annotation")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--set", choices=("dev", "test", "control"), default="test", help="which of our sets")
    parser.add_argument("--gum", type=Path, help="folder with GUM's xml files")
    parser.add_argument("--show", action="store_true", help="print what is not right")
    options = parser.parse_args()
    nlp = load(threads=1)
    chosen = rows(options.set)
    score_expressions(nlp, [row for row in chosen if "dates" in row], show=options.show)
    score_events(nlp, [row for row in chosen if "events" in row], show=options.show)
    if options.gum:
        score_gum(nlp, options.gum, show=options.show)


if __name__ == "__main__":
    main()
