"""Every shape of ``shapes.toml`` gives its fields and exactly its body."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entente.records import Document
from entente.sources import ReadOptions
from entente.sources.text import read_text

TABLE = tomllib.loads((Path(__file__).parent / "shapes.toml").read_text("utf-8"))


@pytest.mark.parametrize("shape", TABLE["shapes"], ids=lambda shape: shape["name"])
def test_shape_gives_its_fields_and_exactly_its_body(shape: dict[str, Any]) -> None:
    page = shape["page"].replace("BODY", TABLE["body"])
    found = read_text(page, source=shape["name"], options=ReadOptions())
    assert isinstance(found, Document)
    assert found.text == TABLE["body"]
    assert found.published == date(2018, 4, 2)
    wanted = {key: value for key, value in shape.items() if key not in ("name", "page")}
    assert {key: getattr(found, key) for key in wanted} == wanted
