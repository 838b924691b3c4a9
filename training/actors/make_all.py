"""Write every table that comes from open files anew, in the order in which they rest on each other.

python training/actors/make_all.py FOLDER_OF_OPEN_FILES EWT_TRAIN_CONLLU
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
# tables that name persons: emptied first, since the loader refuses rows about persons it does not know
DEPENDENT = {
    "people_open": "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource",
    "people_officials": "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource",
    "people_leaders": "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource",
    "people_phoenix": "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource",
    "terms_open": "person\toffice\tof\tstart\tend\tseen\tsource",
    "terms_officials": "person\toffice\tof\tstart\tend\tseen\tsource",
    "terms_leaders": "person\toffice\tof\tstart\tend\tseen\tsource",
    "terms_reign": "person\toffice\tof\tstart\tend\tseen\tsource",
    "aliases_phoenix": "id\tnames\tsource",
    "alone_names": "id\tname",
}
SCRIPTS = (
    ("make_states", "country-codes.csv"),
    ("make_memberships", "factbook_io_membership.csv"),
    ("make_roles", "Phoenix.agents.txt"),
    (
        "make_people",
        "factbook_officeholders.csv",
        "foreign_ministers_2022.csv",
        "cia_world_leaders_2019.csv",
    ),
    ("make_officials",),
    ("make_phoenix", "Phoenix.Countries.actors.txt"),
    ("make_more_leaders",),
    ("make_leaders", "reign_leaderlist_2021-03.csv", "Phoenix.Countries.actors.txt"),
)


def main(folder: Path, treebank: Path, source: Path = SOURCE, ministers_on: str = "") -> None:
    """Write the tables of the package under ``source`` anew, whichever package is installed.

    ``ministers_on`` is the day on which a newer list of foreign ministers was taken.
    """
    for table, heading in DEPENDENT.items():
        (source / f"entente/actors/data/{table}.tsv").write_text(heading + "\n", encoding="utf-8")
    for script, *files in SCRIPTS:
        more = [ministers_on] if script == "make_people" and ministers_on else []
        run(script, source, *(folder / file for file in files), *more)
    run("make_alone", source, treebank)


def run(script: str, source: Path, *arguments: Path | str) -> None:
    """Run one script of this folder on the tables under ``source``; stop when it fails."""
    print(script, flush=True)
    environment = os.environ | {"PYTHONPATH": str(source)}
    command = [sys.executable, str(HERE / f"{script}.py"), *map(str, arguments)]
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
