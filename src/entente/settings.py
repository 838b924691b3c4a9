"""The settings: one table of names, defaults, types and help, and where a value may come from.

A value given with the call (a flag) wins over the environment (``ENTENTE_RECORD``), which wins over
``entente.toml`` in the working folder, which wins over ``entente/entente.toml`` in the user's
configuration folder (``XDG_CONFIG_HOME``), which wins over the default.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from entente.errors import UnknownSetting

FILE_NAME = "entente.toml"
PREFIX = "ENTENTE_"
OTHER_VARIABLES = frozenset({"ENTENTE_DEBUG"})  # read elsewhere, not a setting


def _setting(default: Any, text: str, *, least: float | None = None, most: float | None = None) -> Any:
    return field(default=default, metadata={"help": text, "least": least, "most": most})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its value; the fields are the table."""

    record: str = _setting("entente.duckdb", "file that holds the record")
    threads: int = _setting(0, "threads of the language model in one process; 0 lets Entente choose", least=0)
    processes: int = _setting(1, "processes that code side by side", least=1, most=1024)
    batch_size: int = _setting(
        32, "documents read ahead at most; for labels, lines handed to the language model at once", least=1
    )
    min_confidence: float = _setting(
        -1.0,
        "leave out events and relations below this confidence, 0 to 1; -1 for the model's own",
        least=-1,
        most=1,
    )
    own_types: str = _setting("", "file of event types of one's own (docs/own_types.md)")
    own_actors: str = _setting("", "table of actors of one's own (docs/own_actors.md)")
    max_document_bytes: int = _setting(20_000_000, "largest document that is read, in bytes", least=1)
    timeout: float = _setting(30.0, "seconds to wait for an address on the network", least=0)
    lock_wait: float = _setting(10.0, "seconds to wait while another process uses the record", least=0)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of the settings table, for help texts and documentation."""

    name: str
    default: Any
    type: type
    help: str
    least: float | None
    most: float | None


_TYPES: Mapping[str, type] = {"str": str, "int": int, "float": float}

TABLE: tuple[SettingRow, ...] = tuple(
    SettingRow(
        row.name,
        row.default,
        _TYPES[str(row.type)],
        row.metadata["help"],
        row.metadata["least"],
        row.metadata["most"],
    )
    for row in fields(Settings)
)

_BY_NAME = {row.name: row for row in TABLE}


def load_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Return the settings in force; flags that are None count as not given.

    Raises UnknownSetting for a name that is not in the table or a value that cannot be meant.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    for path in _files(environ, folder or Path.cwd()):
        values |= _from_file(path)
    values |= _from_environment(environ)
    for name, value in (flags or {}).items():
        if value is not None:
            values[name] = check(name, value, f"the call ({name})")
    return Settings(**values)


def check(name: str, value: Any, origin: str) -> Any:
    """Return the value in the setting's type. Raises UnknownSetting with what was expected."""
    row = _BY_NAME.get(name)
    if row is None:
        raise UnknownSetting(_unknown(name, origin))
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError
        if row.type is int and isinstance(value, float):
            raise ValueError
        converted = row.type(value)
        if converted != converted or converted == "":
            raise ValueError
    except ValueError as exc:
        raise UnknownSetting(_bad(row, value, origin)) from exc
    if (row.least is not None and converted < row.least) or (row.most is not None and converted > row.most):
        raise UnknownSetting(_bad(row, value, origin))
    return converted


def _files(environ: Mapping[str, str], folder: Path) -> list[Path]:
    """The files that exist, the weaker first."""
    home = environ.get("HOME")
    base = environ.get("XDG_CONFIG_HOME") or (f"{home}/.config" if home else None)
    candidates = [Path(base) / "entente" / FILE_NAME] if base else []
    return [path for path in [*candidates, folder / FILE_NAME] if path.is_file()]


def _from_file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as exc:
        raise UnknownSetting(
            f"found {path}, which is not TOML ({exc}); expected lines such as threads = 2"
        ) from exc
    return {name: check(name, value, str(path)) for name, value in table.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    return {
        name.removeprefix(PREFIX).lower(): check(
            name.removeprefix(PREFIX).lower(), value, f"the variable {name}"
        )
        for name, value in environ.items()
        if name.startswith(PREFIX) and name not in OTHER_VARIABLES
    }


def _unknown(name: str, origin: str) -> str:
    near = difflib.get_close_matches(name, _BY_NAME, n=1, cutoff=0.4)
    hint = f" Nearest: {near[0]}." if near else ""
    return f"{name!r} in {origin} is not a setting.{hint} Settings: {', '.join(_BY_NAME)}."


def _bad(row: SettingRow, value: Any, origin: str) -> str:
    kind = {str: "text", int: "a whole number", float: "a number"}[row.type]
    least = f" of at least {row.least:g}" if row.least is not None else ""
    most = f" and at most {row.most:g}" if row.most is not None else ""
    return f"found {value!r} for {row.name} in {origin}; expected {kind}{least}{most}: {row.help}."
