"""Write every table that comes from open files anew, in the order in which they rest on each other.

python training/actors/make_all.py FOLDER_OF_OPEN_FILES EWT_TRAIN_CONLLU
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/entente/actors/data"
# tables that name persons: emptied first, since the loader refuses rows about persons it does not know
DEPENDENT = {
    "people_open": "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource",
    "people_leaders": "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource",
    "people_phoenix": "id\tname\tfamily\tshorts\tnames\tcountry\tsector\tsource",
    "terms_open": "person\toffice\tof\tstart\tend\tseen\tsource",
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
    ("make_phoenix", "Phoenix.Countries.actors.txt"),
    ("make_more_leaders",),
    ("make_leaders", "reign_leaderlist_2021-03.csv", "Phoenix.Countries.actors.txt"),
)


def main(folder: Path, treebank: Path) -> None:
    for table, heading in DEPENDENT.items():
        (DATA / f"{table}.tsv").write_text(heading + "\n", encoding="utf-8")
    for script, *files in SCRIPTS:
        run(script, *(folder / file for file in files))
    run("make_alone", treebank)


def run(script: str, *paths: Path) -> None:
    """Run one script of this folder; stop when it fails."""
    print(script, flush=True)
    subprocess.run([sys.executable, HERE / f"{script}.py", *paths], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
