"""Files, folders, streams: one bad document never stops the rest."""

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from entente.errors import UnreadableSource
from entente.records import Document, Genre
from entente.sources import Failure, ReadOptions, read_target, read_targets

SENTENCE = "Chad and Niger met in Paris."


def read(path: Path | str, **options: object) -> list[Document | Failure]:
    return list(read_target(path, options=ReadOptions(**options)))  # type: ignore[arg-type]


def failure(path: Path, **options: object) -> str:
    (found,) = read(path, **options)
    assert isinstance(found, Failure), found
    assert found.source == str(path)
    return found.reason


def test_json_lines_keep_order_label_and_line_number(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        json.dumps(
            {
                "id": "a",
                "text": SENTENCE,
                "published": "2018-04-02T10:00:00Z",
                "author": "A B",
                "url": "https://x.example/1",
            }
        ),
        "",
        "{not json",
        json.dumps({"id": 7, "text": ""}),
        json.dumps(["text"]),
        json.dumps({"id": "b", "text": SENTENCE, "published": "02/04/2018"}),
        json.dumps({"id": "c", "text": 5}),
        json.dumps(
            {
                "id": "d",
                "text": "One.\r\n\r\n\r\n\r\nTwo. \u0065\u0301",
                "genre": "release",
                "keywords": ["x", "y"],
                "title": None,
            }
        ),
    ]
    path.write_text("\n".join(rows), "utf-8")
    found = read(path)
    assert [one.label for one in found] == ["a", None, "7", None, "b", "c", "d"]
    assert [one.source.rsplit(":", 1)[1] for one in found if one.source] == [
        "1",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
    ]
    first, last = found[0], found[-1]
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (first.published, first.author, first.url) == (date(2018, 4, 2), "A B", "https://x.example/1")
    assert last.text == "One.\n\n\n\nTwo. \u00e9"  # what the caller gave, but for newlines and Unicode form
    assert last.genre is Genre.RELEASE
    assert all(isinstance(one, Failure) for one in found[1:-1])
    assert "two ways" in found[4].reason  # type: ignore[union-attr]


def test_lone_surrogate_is_replaced_not_raised(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "Chad \\ud800 met Niger."}\n', "utf-8")
    (found,) = read(path)
    assert isinstance(found, Document)
    assert found.text == "Chad \ufffd met Niger."


def test_json_file_holds_one_object_a_list_or_a_list_under_a_key(tmp_path: Path) -> None:
    for value in ({"text": SENTENCE}, [{"text": SENTENCE}], {"documents": [{"text": SENTENCE}]}):
        path = tmp_path / "file.json"
        path.write_text(json.dumps(value, indent=2), "utf-8")
        (found,) = read(path)
        assert isinstance(found, Document)
        assert found.text == SENTENCE


def test_csv_columns_are_the_fields_of_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f'id,Text,published\n1,"{SENTENCE}\nThey signed.",2018-04-02\n2,,2018-04-02\n', "utf-8")
    first, second = read(path)
    assert isinstance(first, Document)
    assert first.text == f"{SENTENCE}\nThey signed."
    assert first.label == "1"
    assert isinstance(second, Failure)
    path.write_text("a;b\n1;2\n", "utf-8")
    assert "column 'text'" in failure(path)


def test_folder_is_read_in_order_hidden_files_and_page_assets_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/config.txt", "a/page_files/style.css", "c.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} is a file that Chad wrote to Niger about.", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 ...")
    names = [os.path.relpath(one.source or "", tmp_path) for one in read(tmp_path)]
    assert names == ["a/z.txt", "b.txt", "bad.pdf", "c.md"]


def test_missing_target_or_folder_without_files_raises_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    with pytest.raises(UnreadableSource, match="no such file or folder"):
        read_targets([tmp_path / "a.txt", tmp_path / "none.txt"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableSource, match="holds no file"):
        read_targets([tmp_path / "empty"])
    with pytest.raises(UnreadableSource):
        read_targets(["bad\x00name"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"%PDF-1.4\n...", "PDF is not read yet"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x89PNG\r\n", "image"),
        (bytes(range(256)) * 4, "binary"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "feed"),
        (b"Home\nShare\nTags: a\n", "no text"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "file.dat"
    path.write_bytes(data)
    assert reason in failure(path)


def test_limit_holds_for_a_file_and_for_a_row(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("Chad met Niger. " * 1000, "utf-8")
    reason = failure(path, max_bytes=2000)
    assert "0.0 MB" in reason
    assert "--max-document-bytes" in reason
    rows = tmp_path / "rows.jsonl"
    long = json.dumps({"id": "long", "text": "Chad met Niger. " * 20_000})
    rows.write_text(
        "\n".join([json.dumps({"text": SENTENCE}), long, json.dumps({"text": SENTENCE})]), "utf-8"
    )
    kinds = [type(one) for one in read(rows, max_bytes=2000)]
    assert kinds == [Document, Failure, Document]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(SENTENCE, "utf-8")
    path.chmod(0)
    assert "permission" in failure(path)


def test_encodings_are_told_apart_and_a_guess_is_noted(tmp_path: Path) -> None:
    text = "Türkiye’s minister met Côte d’Ivoire’s in Abidjan."
    notes: list[str] = []
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"):
        path = tmp_path / "file.txt"
        path.write_bytes(text.encode(encoding))
        (found,) = read(path, on_note=lambda _, note: notes.append(note))
        assert isinstance(found, Document)
        assert found.text == text
    assert len(notes) == 1
    assert "Windows-1252" in notes[0]
    page = (
        f'<html><head><meta charset="windows-1251"></head><body><p>{"Москва и Пекин. " * 5}</p></body></html>'
    )
    path = tmp_path / "page.txt"  # the content tells that it is a page
    path.write_bytes(page.encode("cp1251"))
    (found,) = read(path)
    assert isinstance(found, Document)
    assert found.text.startswith("Москва и Пекин.")


def test_standard_input_is_json_lines_or_text() -> None:
    rows = io.BytesIO(b'\n  {"id":"a","text":"Chad met Niger."}\n{"id":"b","text":"Niger met Chad."}\n')
    assert [one.label for one in read("-", stdin=rows)] == ["a", "b"]
    (text,) = read("-", stdin=io.BytesIO(SENTENCE.encode()))
    assert isinstance(text, Document)
    assert (text.text, text.source) == (SENTENCE, "-")
    (one,) = read("-", stdin=io.BytesIO(json.dumps({"text": SENTENCE}, indent=1).encode()))
    assert isinstance(one, Document)
    (braces,) = read("-", stdin=io.BytesIO(b"{Editor's note} Chad and Niger met in Paris on Tuesday."))
    assert isinstance(braces, Document)
    (empty,) = read("-", stdin=io.BytesIO(b""))
    assert isinstance(empty, Failure)


def test_broken_first_line_does_not_hide_the_other_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": \n{"text": "Chad met Niger."}\n', "utf-8")
    assert [type(one) for one in read(path)] == [Failure, Document]


def test_same_input_gives_the_same_documents() -> None:
    pages = Path(__file__).parent / "pages"
    assert list(read_target(pages)) == list(read_target(pages))
