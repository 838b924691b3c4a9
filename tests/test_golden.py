"""The golden sentences: each text must give exactly the rows that its file says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from entente.coder import Coder
from entente.evaluation.gold import GoldCase, read_cases
from entente.evaluation.matching import disagreements
from entente.records import CodedDocument

FOLDER = Path(__file__).parent / "golden"


def _cases() -> list[GoldCase]:
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in read_cases(path)]


CASES = _cases()


@cache
def _codings() -> dict[str, CodedDocument]:
    coder = Coder()
    results = coder.code((case.document for case in CASES), batch_size=64)
    return {
        case.id: result
        for case, result in zip(CASES, results, strict=True)
        if isinstance(result, CodedDocument)
    }


def test_there_are_at_least_two_hundred_golden_sentences() -> None:
    assert len(CASES) >= 200
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_golden(case: GoldCase, request: pytest.FixtureRequest) -> None:
    if case.pending is not None:
        request.applymarker(pytest.mark.xfail(reason=case.pending, strict=True))
    coded = _codings()[case.id]
    assert not disagreements(case, coded), "\n".join(["", case.text, *disagreements(case, coded)])


def test_every_row_of_every_golden_sentence_quotes_its_text() -> None:
    for case in CASES:
        coded = _codings()[case.id]
        text = coded.document.text
        rows = [*coded.events, *coded.relations, *coded.claims]
        assert all(text[row.evidence.start : row.evidence.end] == row.evidence.quote for row in rows)
        spans = [event.trigger for event in coded.events]
        spans += [actor for event in coded.events for actor in (*event.actors, *event.recipients)]
        spans += [mention.actor for mention in coded.mentions] + list(coded.dates) + list(coded.places)
        assert all(text[span.start : span.end] == span.text for span in spans)


def test_coding_the_same_text_twice_gives_the_same_rows() -> None:
    case = CASES[0]
    coder = Coder()
    assert coder.code_one(case.document) == _codings()[case.id]
