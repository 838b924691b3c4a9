"""Make the tables from newer open files, and report what changed: added, ended, changed, gone, by table.

python training/actors/refresh.py NEWER STANDING EWT_TRAIN_CONLLU REPORT [--ministers-on DAY] [--write]

NEWER     a folder with the files that are newer, under the names that the scripts know (make_all.py)
STANDING  the folder with the other open files, as they were used last
REPORT    the Markdown file to write
DAY       the day on which a newer list of foreign ministers was taken, 2026-11-01

The tables are made in a copy of the package, so nothing is lost when a file is damaged. Without --write the
package stays as it is: read the report first. With it, the tables made from open files are taken over. Tables
by hand are never written: what the files say against them stands in the report, to be settled by hand.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import shutil
import sys
import tempfile
from pathlib import Path

import make_all
from changes import TABLES, Changes, Row, compare, report

DATA = "entente/actors/data"
MINISTERS = "foreign_ministers_2022.csv"
FILES = tuple(dict.fromkeys(file for _script, *files in make_all.SCRIPTS for file in files))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    for name in ("newer", "standing", "treebank", "report"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--ministers-on", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files, source = Path(folder, "files"), Path(folder, "src")
        used = gather(asked.newer, asked.standing, files)
        if bool(asked.ministers_on) != (MINISTERS in used):
            parser.error(f"--ministers-on goes with a newer {MINISTERS}: give both or neither")
        copy_package(source)
        heard = make(files, asked.treebank, source, asked.ministers_on)
        found = compare_tables(make_all.SOURCE / DATA, source / DATA)
        asked.report.write_text(page(used, found, heard), encoding="utf-8")
        if asked.write:
            for name in TABLES:
                shutil.copyfile(source / DATA / f"{name}.tsv", make_all.SOURCE / DATA / f"{name}.tsv")
    print(f"{asked.report}: {sum(map(bool, found.values()))} tables differ")


def gather(newer: Path, standing: Path, into: Path) -> list[str]:
    """Put the open files side by side, the newer ones first; return the names of those."""
    unknown = {path.name for path in newer.iterdir()} - set(FILES)
    if unknown:
        sys.exit(f"{newer} holds {sorted(unknown)}, expected some of {sorted(FILES)}: rename the files")
    into.mkdir()
    for name in FILES:
        path = newer / name if (newer / name).exists() else standing / name
        if not path.exists():
            sys.exit(f"{name} is neither in {newer} nor in {standing}: add the file used last (README.md)")
        shutil.copyfile(path, into / name)
    return [name for name in FILES if (newer / name).exists()]


def copy_package(into: Path) -> None:
    """Copy what the scripts import: the package without its models."""
    shutil.copytree(make_all.SOURCE, into, ignore=shutil.ignore_patterns("models", "__pycache__", "*.onnx"))


def make(files: Path, treebank: Path, source: Path, ministers_on: str) -> list[str]:
    """Make the tables under ``source``; return the lines about terms by hand that the files gainsay."""
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        make_all.main(files, treebank, source, ministers_on)
    return [line for line in heard.getvalue().splitlines() if line.startswith("by hand still")]


def compare_tables(before: Path, after: Path) -> dict[str, Changes]:
    """Return the changes of every table that comes from open files."""
    return {name: compare(name, rows(before, name), rows(after, name)) for name in TABLES}


def rows(folder: Path, name: str) -> list[Row]:
    """Return the cells of a table, comments and heading left out."""
    lines = (folder / f"{name}.tsv").read_text("utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def page(used: list[str], found: dict[str, Changes], heard: list[str]) -> str:
    """Return the report as a Markdown page."""
    head = f"# Actor tables made anew\n\nNewer files: {', '.join(used) or 'none'}.\n\n"
    settle = "\n## To settle by hand\n\n" + ("\n".join(f"- {line}" for line in heard) or "Nothing.") + "\n"
    return head + report(found) + settle


if __name__ == "__main__":
    main()
