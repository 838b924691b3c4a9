"""Lines of ``entente label``: marked text in, what it says the source does to the target out.

for line in label_lines(numbered_lines, Coder()):
    print(line["type"], line["scores"])
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from entente.errors import BadInput, EntenteError
from entente.records import Document
from entente.sources.written_dates import read_date

if TYPE_CHECKING:
    from entente.coder import Coder
    from entente.nlp.labelling import Label

Json = dict[str, Any]
Marks = tuple[int, int] | None

ANSWERS = ("type", "status", "plover", "quad", "scores", "error")  # the keys that an answer adds
_SHAPE = '{"text", "source": [start, end] or null, "target": [start, end] or null, "published"?}'


@dataclass(frozen=True, slots=True)
class Question:
    """One line that asks: its fields as they came, the text, and the two spans; None where none is named."""

    fields: Mapping[str, Any]
    document: Document
    source: Marks
    target: Marks


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be answered, its fields where it has any, and why."""

    fields: Mapping[str, Any]
    reason: str
    place: str


def label_lines(
    lines: Iterable[tuple[str, str]], coder: Coder, *, published: date | None = None
) -> Iterator[Json]:
    """Yield one answer for each line that is not blank, in order, as soon as its batch is read.

    ``lines`` are pairs of a place, such as ``file:3``, and a line of JSON; ``published`` dates the lines
    that give no day. An answer has the fields of its line and ``type``, ``status``, ``plover``, ``quad``
    and ``scores``; a line that cannot be answered has ``error`` with ``message`` and ``source`` instead.
    """
    asked = (read_line(place, line, published) for place, line in lines if line.strip())
    while batch := list(islice(asked, coder.settings.batch_size)):
        answers = _answers([one for one in batch if isinstance(one, Question)], coder)
        for one in batch:
            yield next(answers) if isinstance(one, Question) else _error(one.fields, one.reason, one.place)


def read_line(place: str, line: str, published: date | None = None) -> Question | Refused:
    """Return the question that a line of JSON asks, or why it cannot be answered."""
    fields: Mapping[str, Any] = {}
    try:
        fields = _object(line)
        text = fields.get("text")
        if not isinstance(text, str) or not text.strip():
            raise BadInput(f"'text' is {_shown(text)}; expected at least one sentence")
        source, target = (_span(fields, name, text) for name in ("source", "target"))
        day = _day(fields.get("published")) or published
        # The text stays as it came, so that the spans count its characters.
        document = replace(Document.from_text(text, published=day, source=place), text=text)
    except (BadInput, UnicodeError) as problem:
        return Refused(fields, str(problem), place)
    return Question(fields, document, source, target)


def _object(line: str) -> Json:
    try:
        value = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as exc:
        reason = exc.msg if isinstance(exc, json.JSONDecodeError) else str(exc)
        raise BadInput(f"the line is not JSON ({reason}); expected {_SHAPE}") from exc
    if not isinstance(value, dict):
        raise BadInput(f"found {_shown(value)}; expected {_SHAPE}")
    return value


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _span(fields: Mapping[str, Any], name: str, text: str) -> Marks:
    """Return a span of the text; None for null or nothing. Raises BadInput for anything else."""
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, list) and len(value) == 2 and all(type(part) is int for part in value):
        start, end = value
        if 0 <= start < end <= len(text) and text[start:end].strip():
            return start, end
    raise BadInput(
        f"'{name}' is {_shown(value)}; expected null or [start, end] around a word, in code points of "
        f"'text', which has {len(text)}"
    )


def _day(value: object) -> date | None:
    if value is None:
        return None
    found = read_date(value) if isinstance(value, str) else None
    if found is None:
        raise BadInput(f"'published' is {_shown(value)}; expected a day such as 2018-04-02, or null")
    return found


def _shown(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return "missing or null" if value is None else shown if len(shown) <= 40 else f"{shown[:40]}…"


def _answers(asked: list[Question], coder: Coder) -> Iterator[Json]:
    """Yield the answer to each question; one that breaks the language layer has an error of its own."""
    from entente.nlp.labelling import label

    try:
        docs = coder.parsed_with_words([one.document.text for one in asked])
    except Exception as problem:
        if len(asked) == 1:
            yield _broken(asked[0], problem)
            return
        for one in asked:
            yield from _answers([one], coder)
        return
    for one, doc in zip(asked, docs, strict=True):
        try:
            heard = coder.heard(doc, one.source, one.target)
            found = label(coder.read(one.document, doc), one.source, one.target, coder.frames, heard)
        except Exception as problem:
            yield _broken(one, problem)
        else:
            yield _kept(one.fields) | to_json(found)


def to_json(found: Label) -> Json:
    """Return a label as the plain values of the contract."""
    return {
        "type": found.type,
        "status": found.status.value if found.status is not None else None,
        "plover": found.plover,
        "quad": found.quad,
        "scores": dict(found.scores),
    }


def _kept(fields: Mapping[str, Any]) -> Json:
    return {key: value for key, value in fields.items() if key not in ANSWERS}


def _error(fields: Mapping[str, Any], reason: str, place: str) -> Json:
    return _kept(fields) | {"error": {"message": reason, "source": place}}


def _broken(question: Question, problem: Exception) -> Json:
    reason = str(problem)
    if not isinstance(problem, EntenteError):
        reason = (
            f"the line could not be labelled ({type(problem).__name__}: {problem}). "
            "This is a defect of Entente: please report it with the line"
        )
    return _error(question.fields, reason, question.document.source or "")
