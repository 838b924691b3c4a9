"""Drafts → corpus sections: `python training/corpus/draft.py DRAFT.jsonl… --out training/corpus/agree.jsonl`.

A draft has quotes where the corpus has offsets, short names and no defaults:

{"text": "…", "pub": "2019-03-20", "kind": "wire", "reg": "Africa", "e": [{"t": "signed", "y": "AGREE",
 "a": {"Ghana": "GHA", "Togo": "TGO"}, "r": {}, "m": null, "s": "actual", "b": false, "c": ["economic"],
 "d": "Monday", "p": "Accra", "by": {"The ministry": "GHA"}, "cue": "said"}], "why": "…", "passage": false}

A quote that stands more than once in the text takes the number of the meant one: "Iran#2".
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from check import problems_of

Span = dict[str, Any]


class DraftError(ValueError):
    """A draft that cannot be read, with what to mend."""


def find(text: str, quote: str) -> Span:
    """The span of a quote; of several, the one whose number it carries."""
    wanted, number = quote, 0
    marked = re.fullmatch(r"(.+)#(\d+)", quote, re.S)
    if marked:
        wanted, number = marked[1], int(marked[2])
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)]
    if not starts:
        raise DraftError(f"not in the text: {wanted!r}")
    if number > len(starts) or (len(starts) > 1 and not number):
        raise DraftError(f"{wanted!r} stands {len(starts)} times: write {wanted}#1 … #{len(starts)}")
    start = starts[max(number - 1, 0)]
    return {"start": start, "end": start + len(wanted), "text": wanted}


def parties(text: str, table: Mapping[str, str]) -> list[Span]:
    """The spans of parties with their codes; `?` is no code."""
    found = [
        {**find(text, quote), "codes": [code for code in codes.split() if code != "?"]}
        for quote, codes in table.items()
    ]
    return sorted(found, key=lambda span: int(span["start"]))


def event(text: str, draft: Mapping[str, Any]) -> dict[str, Any]:
    """One event of a draft with its offsets."""
    unknown = set(draft) - set("tymsbcdpar") - {"by", "cue"}
    if unknown:
        raise DraftError(f"unknown keys {sorted(unknown)}")
    speaker = parties(text, draft.get("by") or {})
    return {
        "trigger": find(text, draft["t"]),
        "type": draft["y"],
        "mode": draft.get("m"),
        "contexts": list(draft.get("c") or ()),
        "status": draft.get("s") or "actual",
        "background": bool(draft.get("b")),
        "actors": parties(text, draft.get("a") or {}),
        "recipients": parties(text, draft.get("r") or {}),
        "date": find(text, draft["d"]) if draft.get("d") else None,
        "place": find(text, draft["p"]) if draft.get("p") else None,
        "speaker": speaker[0] if speaker else None,
        "cue": find(text, draft["cue"]) if draft.get("cue") else None,
    }


def items(paths: list[Path], section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield where each draft stands and its item."""
    number = 0
    for path in paths:
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            number += 1
            where = f"{path.name}:{place}"
            try:
                draft = json.loads(line)
                text = draft["text"]
                yield (
                    where,
                    {
                        "id": f"{section}-{number:04}",
                        "passage": bool(draft.get("passage")),
                        "kind": draft["kind"],
                        "region": draft["reg"],
                        "published": draft["pub"],
                        "text": text,
                        "why": draft.get("why"),
                        "events": sorted(
                            (event(text, one) for one in draft["e"]), key=lambda one: one["trigger"]["start"]
                        ),
                    },
                )
            except (DraftError, KeyError, TypeError, AttributeError, json.JSONDecodeError) as exc:
                print(f"{where}: {type(exc).__name__} {exc}  << {line[:70]}")
                yield where, {}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("drafts", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lines, bad = [], 0
    for where, item in items(options.drafts, options.out.stem):
        problems = problems_of(item) if item else [""]
        bad += bool(problems)
        for problem in filter(None, problems):
            print(f"{where}: {problem}  << {item['text'][:60]}")
        if not problems:
            lines.append(json.dumps(item, ensure_ascii=False) + "\n")
    options.out.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} items written, {bad} left out")


if __name__ == "__main__":
    main()
