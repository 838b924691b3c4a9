"""``entente read``: resume, failures, interruption, and what is left in the record."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from entente import runs
from entente.recorder import Recorder
from entente.records import Document
from entente.settings import Settings
from entente.store import Record

Entente = Callable[..., tuple[int, str, str]]


def test_a_run_ends_with_one_line_and_status_1_where_documents_failed(entente: Entente, corpus: Path) -> None:
    status, out, err = entente("read", corpus)
    assert status == 1
    assert out == (
        "4 documents: 2 coded, 0 skipped, 2 failed; 2 events, 2 relations, 2 claims. Record: entente.duckdb\n"
    )
    assert "failed: " in err
    assert ":2: found a broken text" in err
    assert ":3: the field 'text' is missing" in err


def test_a_second_run_skips_what_is_coded_and_tries_the_failures_again(
    entente: Entente, corpus: Path
) -> None:
    entente("read", corpus)
    _, out, _ = entente("read", corpus, "--quiet")
    assert out.startswith("4 documents: 0 coded, 2 skipped, 2 failed.")
    with Record.open("entente.duckdb", read_only=True) as record:
        assert [run.coded for run in record.runs()] == [2, 0]
        assert len(record.failures_of()) == 2
        assert [len(record.failures_of(run.id)) for run in record.runs()] == [2, 2]


def test_a_failure_that_was_mended_is_no_longer_listed(entente: Entente, tmp_path: Path) -> None:
    page = tmp_path / "page.jsonl"
    page.write_text('{"text": "A broken text on Chad."}')
    assert entente("read", "page.jsonl")[0] == 1
    assert "found a broken text" in entente("documents", "--failed")[1]
    page.write_text('{"text": "A mended text on Chad."}')
    assert entente("read", "page.jsonl")[0] == 0
    assert entente("documents", "--failed")[1:] == ("", "no failed documents found\n")


def test_a_changed_coder_codes_again_and_so_does_force(entente: Entente, corpus: Path, coder: object) -> None:
    entente("read", corpus)
    coder.key = "newer"  # type: ignore[attr-defined]
    _, out, _ = entente("read", corpus)
    assert out.startswith("4 documents: 2 coded, 0 skipped")
    _, out, _ = entente("read", corpus, "--force")
    assert out.startswith("4 documents: 2 coded, 0 skipped")
    _, out, _ = entente(
        "sql",
        "SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM current_events)",
        "--format",
        "csv",
    )
    assert out.splitlines()[1] == "6,2"


def test_the_same_document_twice_in_a_run_is_coded_once(entente: Entente, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Envoys of China and Russia met in the capital of Chad on Monday.")
    _, out, _ = entente("read", "a.txt", "b.txt")
    assert out.startswith("2 documents: 1 coded, 1 skipped, 0 failed")


def test_published_dates_only_documents_without_a_day(entente: Entente, tmp_path: Path) -> None:
    rows = [{"text": "China met Russia."}, {"text": "Chad met Niger.", "published": "2018-04-02"}]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert entente("read", "x.jsonl", "--published", "2001-02-03")[0] == 0
    _, out, _ = entente("events", "--format", "jsonl")
    assert [json.loads(line)["date"]["from"] for line in out.splitlines()] == ["2001-02-03", "2018-04-02"]


def test_an_interrupted_run_keeps_what_is_done(entente: Entente, tmp_path: Path) -> None:
    rows = [{"text": "China met Russia."}, {"text": "interrupt"}, {"text": "Chad met Niger."}]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    status, _, err = entente("read", "x.jsonl")
    assert (status, err) == (130, "entente: interrupted\n")
    with Record.open("entente.duckdb", read_only=True) as record:
        assert len(record.events()) == 1
        assert [run.state for run in record.runs()] == ["interrupted"]


def test_a_missing_target_is_wrong_usage_and_makes_no_record(entente: Entente, tmp_path: Path) -> None:
    status, _, err = entente("read", "nowhere.html")
    assert status == 2
    assert err.startswith("entente: nowhere.html: no such file or folder.")
    assert not (tmp_path / "entente.duckdb").exists()


def test_a_record_that_is_not_ours_is_wrong_usage(entente: Entente, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "notes.duckdb").write_text("notes")
    status, _, err = entente("read", corpus, "--record", "notes.duckdb")
    assert status == 2
    assert "expected a record of Entente" in err


def test_reports_of_one_meeting_share_an_incident(entente: Entente, tmp_path: Path) -> None:
    rows = [{"text": f"China met Russia, says {name}.", "published": "2018-04-02"} for name in "ab"]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)))
    entente("read", "x.jsonl")
    _, out, _ = entente("events", "--format", "jsonl")
    assert len({json.loads(line)["incident"] for line in out.splitlines()}) == 1


def test_results_wait_while_somebody_else_holds_the_record(
    coder: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entente.recorder.FLUSH_DOCUMENTS", 1)
    path = tmp_path / "entente.duckdb"
    document = Document.from_text("China met Russia.", published=date(2018, 4, 2))
    (result,) = coder.code([document], batch_size=1)  # type: ignore[attr-defined]
    with Recorder(path, "fake", [], wait=0.05) as recorder, Record.open(path):
        recorder.take(document, result)
    with Record.open(path, read_only=True) as record:
        assert len(record.events()) == 1


def test_evidence_that_does_not_stand_in_the_text_is_a_failure_and_the_rest_goes_on(
    coder: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    honest = type(coder)._coded  # type: ignore[attr-defined]

    def lying(self: object, document: Document) -> object:
        coded = honest(self, document)
        wrong = replace(coded.events[0].evidence, quote="other words")
        return (
            replace(coded, events=(replace(coded.events[0], evidence=wrong),))
            if "Chad" in document.text
            else coded
        )

    monkeypatch.setattr(type(coder), "_coded", lying)
    texts = ["China met Russia.", "Chad met Niger."]
    summary = runs.read(
        [], settings=Settings(record=str(tmp_path / "r.duckdb")), documents=map(Document.from_text, texts)
    )
    assert (summary.coded, summary.failed) == (1, 1)


def test_documents_without_a_date_are_said_to_have_none() -> None:
    from entente.cli.read import describe
    from entente.recorder import Summary

    assert "without a day" not in describe(Summary(coded=3), "r.duckdb")
    assert "2 without a day of publication" in describe(Summary(coded=3, undated=2), "r.duckdb")
