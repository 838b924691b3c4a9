"""Where a setting's value comes from, and what happens to one that cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.errors import UnknownSetting
from entente.settings import TABLE, Settings, load_settings


def test_defaults_hold_where_nothing_is_said(tmp_path: Path) -> None:
    assert load_settings(environ={}, folder=tmp_path) == Settings()


def test_flag_beats_environment_beats_folder_beats_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "entente").mkdir(parents=True)
    (home / "entente" / "entente.toml").write_text(
        'threads = 1\nbatch_size = 1\ntimeout = 1\nrecord = "home"'
    )
    (tmp_path / "entente.toml").write_text("threads = 2\nbatch_size = 2\ntimeout = 2")
    environ = {"XDG_CONFIG_HOME": str(home), "ENTENTE_THREADS": "3", "ENTENTE_BATCH_SIZE": "3"}
    found = load_settings({"threads": 4, "record": None}, environ=environ, folder=tmp_path)
    assert (found.threads, found.batch_size, found.timeout, found.record) == (4, 3, 2.0, "home")


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "entente.toml").write_text("thread = 2")
    with pytest.raises(
        UnknownSetting, match=r"'thread' in .*entente.toml is not a setting. Nearest: threads\."
    ):
        load_settings(environ={}, folder=tmp_path)
    with pytest.raises(UnknownSetting, match=r"'treads' in the variable ENTENTE_TREADS.*Nearest: threads\."):
        load_settings(environ={"ENTENTE_TREADS": "2"}, folder=tmp_path / "empty")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("threads", "two"),
        ("threads", "-1"),
        ("threads", 1.5),
        ("threads", True),
        ("min_confidence", "1.2"),
        ("min_confidence", "nan"),
        ("batch_size", 0),
        ("record", ""),
        ("record", ["a"]),
    ],
)
def test_a_value_that_cannot_be_meant_is_answered_with_what_is_expected(
    tmp_path: Path, name: str, value: object
) -> None:
    with pytest.raises(UnknownSetting, match=rf"found .* for {name} in the call.*; expected (a|text)"):
        load_settings({name: value}, environ={}, folder=tmp_path)


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "entente.toml").write_text("threads: 2")
    with pytest.raises(UnknownSetting, match=r"entente.toml, which is not TOML"):
        load_settings(environ={}, folder=tmp_path)


def test_other_variables_are_nobodys_business(tmp_path: Path) -> None:
    assert load_settings(environ={"ENTENTE_DEBUG": "1", "THREADS": "9"}, folder=tmp_path) == Settings()


def test_every_setting_has_a_help_text() -> None:
    assert all(row.help and row.name and isinstance(row.default, row.type) for row in TABLE)
