"""Imports run downward only, and other people's types stop at one folder each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "entente"

LAYERS = (  # from the bottom; neighbours on one line do not import each other
    ("errors", "prefetch"),
    ("records",),
    ("contract", "settings"),
    ("codebook",),
    ("actors",),
    ("nlp", "sources", "store"),
    ("coder",),
    ("dossier", "exchange", "evaluation", "labels", "parallel"),
    ("recorder",),
    ("runs",),
    ("scale",),
    ("web",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

HOMES = {  # other people's packages, and where in src/entente they may be imported
    "duckdb": ("store/",),
    "httpx": ("sources/", "web/"),
    "lxml": ("sources/",),
    "onnxruntime": ("nlp/encoder.py",),
    "ray": ("scale/",),
    "rich": ("cli/",),
    "spacy": ("nlp/", "coder.py"),
    "starlette": ("web/",),
    "tokenizers": ("nlp/",),
    "torch": (),
    "trafilatura": ("sources/",),
    "transformers": (),
}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, wherever in the file, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by a relative name"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_downward(path: Path) -> None:
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert own in RANK, f"{own} has no layer: give it one in LAYERS and in the design"
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] != "entente" or len(parts) < 2 or parts[1] == "__version__" or parts[1] == own:
            continue
        other = parts[1]
        assert other in RANK, f"{path}:{line} imports {name}, which has no layer"
        assert RANK[other] < RANK[own], f"{path}:{line}: {own} imports {other}, which is not below it"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_other_peoples_types_stay_at_home(path: Path) -> None:
    where = path.relative_to(SOURCE).as_posix()
    for line, name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or where.startswith(homes), f"{where}:{line} imports {name}; its home is {homes}"


def test_the_layers_name_what_there_is() -> None:
    there = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in FILES}
    assert there <= set(RANK)
    assert len(RANK) == sum(map(len, LAYERS))
