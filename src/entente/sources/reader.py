"""Targets → documents: files, folders, addresses and standard input."""

from __future__ import annotations

import itertools
import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from entente.errors import UnreadableSource
from entente.records import Document
from entente.sources.cues import ordered
from entente.sources.decode import Kind, decode, tell_kind
from entente.sources.failure import Failure
from entente.sources.options import DEFAULT_OPTIONS, ReadOptions
from entente.sources.rows import read_csv, read_json, read_json_lines, too_large
from entente.sources.text import read_markdown, read_text

STDIN = "-"
_HEAD = 65_536  # bytes looked at to tell what a stream is
_ROWS = (".jsonl", ".ndjson")


def read_targets(
    targets: Iterable[str | Path], *, options: ReadOptions = DEFAULT_OPTIONS
) -> Iterator[Document | Failure]:
    """Yield a document or a Failure for everything that the targets hold, in order.

    A target is a file, a folder, an http address, or ``-`` for standard input. Raises
    UnreadableSource before anything is read when a target is missing or a folder has nothing to
    read; a document that cannot be used is a Failure and the rest goes on.
    """
    wanted = [str(target) for target in targets]
    plans = [_plan(target) for target in wanted]
    return itertools.chain.from_iterable(
        _read_file(Path(item), options) if local else _read_remote(item, options)
        for plan in plans
        for item, local in plan
    )


def read_target(
    target: str | Path, *, options: ReadOptions = DEFAULT_OPTIONS
) -> Iterator[Document | Failure]:
    """Yield a document or a Failure for everything that one target holds; see :func:`read_targets`."""
    return read_targets([target], options=options)


def is_address(target: str) -> bool:
    """Tell whether a target is an http or https address."""
    return bool(re.match(r"https?://", target, re.IGNORECASE))


def _plan(target: str) -> list[tuple[str, bool]]:
    """Return what to read for a target, each with whether it is a local file."""
    if target == STDIN or is_address(target):
        return [(target, False)]
    path = Path(target)
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as exc:
        if isinstance(exc, PermissionError):
            raise UnreadableSource(f"{target}: permission denied. Check who may read it.") from exc
        raise UnreadableSource(
            f"{target}: no such file or folder. "
            "Expected a file, a folder, an address that begins with http, or - for standard input."
        ) from exc
    if not stat.S_ISDIR(mode):
        return [(target, True)]
    files = [(str(file), True) for file in _files_under(path)]
    if not files:
        raise UnreadableSource(
            f"{target}: the folder holds no file that can be read. "
            "Expected pages (.html), text (.txt, .md), JSON Lines or CSV."
        )
    return files


def _files_under(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its subfolders in sorted order; hidden ones and page assets not."""
    skipped = set(ordered("skip", "extensions"))
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder  # reading it gives the Failure that says why
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_under(Path(entry.path))
        elif entry.is_file() and Path(entry.name).suffix.casefold() not in skipped:
            yield Path(entry.path)


def _read_file(path: Path, options: ReadOptions) -> Iterator[Document | Failure]:
    source = str(path)
    try:
        with open(path, "rb") as stream:
            yield from _read_stream(stream, source, path.name, options)
    except UnreadableSource as exc:
        yield Failure(source, str(exc))
    except PermissionError:
        yield Failure(source, "permission denied; check who may read it")
    except OSError as exc:
        yield Failure(source, f"it cannot be read ({exc.strerror or exc})")


def _read_remote(target: str, options: ReadOptions) -> Iterator[Document | Failure]:
    try:
        if target == STDIN:
            yield from _read_stream(options.stdin or sys.stdin.buffer, STDIN, "", options)
            return
        from entente.sources.fetch import fetch  # an HTTP client is loaded only where one is needed

        page = fetch(target, options)
        name = page.url.split("?")[0].rsplit("/", 1)[-1]
        yield from _read_bytes(
            page.data, target, name, options, charset=page.charset, media=page.media, url=page.url
        )
    except UnreadableSource as exc:
        yield Failure(target, str(exc))


def _read_stream(
    stream: BinaryIO, source: str, name: str, options: ReadOptions
) -> Iterator[Document | Failure]:
    """Read a stream: JSON Lines line by line, whatever its size, everything else as one document."""
    head = stream.read(_HEAD)
    if _is_json_lines(head, name):
        yield from read_json_lines(_lines(stream, head, source, options), source=source, options=options)
        return
    data = head + stream.read(max(options.max_bytes - len(head), 0) + 1)
    if len(data) > options.max_bytes:
        size = len(data)
        if stream.seekable():
            size = stream.seek(0, os.SEEK_END)
        raise UnreadableSource(too_large(size, options.max_bytes))
    yield from _read_bytes(data, source, name, options)


def _is_json_lines(head: bytes, name: str) -> bool:
    """Tell whether a stream is JSON Lines: its first line is a whole object, or its name says so."""
    text = head.decode("utf-8-sig", errors="replace").lstrip("\ufeff \t\r\n")
    if not text.startswith("{"):
        return name.casefold().endswith(_ROWS) and not text.startswith("[")
    line, newline, _ = text.partition("\n")
    if not newline and len(head) >= _HEAD:
        return True  # the first line is longer than what was looked at
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return name.casefold().endswith(_ROWS) or (line.lstrip("{ ").startswith('"') and '"text"' in line)


def _lines(stream: BinaryIO, head: bytes, source: str, options: ReadOptions) -> Iterator[tuple[int, str]]:
    """Yield numbered lines. A line over the limit is cut, so that it fails alone and memory stays bounded."""
    limit = options.max_bytes * 2 + 4096  # JSON may escape; the text itself is measured once it is read
    for number, line in enumerate(_raw_lines(stream, head, limit), start=1):
        data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        try:
            yield number, data.decode("utf-8")
        except UnicodeDecodeError:
            options.note(f"{source}:{number}", "it is not UTF-8; read as Windows-1252")
            yield number, data.decode("cp1252", errors="replace")


def _raw_lines(stream: BinaryIO, head: bytes, limit: int) -> Iterator[bytes]:
    rest = bytearray(head)
    while True:
        end = rest.find(b"\n")
        while end >= 0:
            yield bytes(rest[: min(end, limit)])
            del rest[: end + 1]
            end = rest.find(b"\n")
        chunk = stream.read(_HEAD)
        if not chunk:
            break
        del rest[limit:]
        rest += chunk
    if rest:
        yield bytes(rest)


def _read_bytes(
    data: bytes,
    source: str,
    name: str,
    options: ReadOptions,
    *,
    charset: str | None = None,
    media: str | None = None,
    url: str | None = None,
) -> Iterator[Document | Failure]:
    if not data.strip():
        raise UnreadableSource("it is empty; a document needs at least one sentence")
    decoded = decode(data, charset=charset)
    if decoded.note:
        options.note(source, decoded.note)
    text, kind = decoded.text, tell_kind(decoded.text, name=name, media=media)
    if kind is Kind.FEED:
        raise UnreadableSource(
            "it is a feed or a site map, which is not read yet: give the pages that it lists"
        )
    if kind is Kind.HTML:
        from entente.sources.page import read_page  # so are the HTML libraries

        yield read_page(text, source=source, options=options, url=url)
    elif kind is Kind.MARKDOWN:
        yield read_markdown(text, source=source, options=options)
    elif kind is Kind.CSV:
        yield from read_csv(text, source=source, options=options)
    elif kind in (Kind.JSON, Kind.JSON_LINES) and _holds_json(text):
        yield from read_json(text, source=source, options=options)
    elif (kind is Kind.JSON_LINES and name.casefold().endswith(_ROWS)) or media in (
        "application/x-ndjson",
        "application/jsonl",
    ):
        numbered = enumerate(text.split("\n"), start=1)
        yield from read_json_lines(numbered, source=source, options=options)
    elif kind is Kind.JSON:
        yield from read_json(text, source=source, options=options)
    else:
        yield read_text(text, source=source, options=options)


def _holds_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
