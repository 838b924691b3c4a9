"""Write ``states.tsv``: formal name, capital, region from country-codes.csv (PDDL); numbers by hand.

python training/actors/make_states.py COUNTRY_CODES_CSV
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from entente.actors.tables import DATA

HERE = Path(__file__).parent
COLUMNS = ("iso3 name formal capital cow gw region status sovereign since until source").split()  # noqa: SIM905
# formal names that the file leaves empty
FORMAL = {"CIV": "Republic of Côte d'Ivoire", "TUR": "Republic of Türkiye"}
REGIONS = {"TWN": "Eastern Asia", "XKX": "Southern Europe"}


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a TSV file, leaving out the comment lines."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def main(country_codes: Path) -> None:
    with country_codes.open(encoding="utf-8", newline="") as stream:
        codes = {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(stream)}
    by_alpha2 = {row["ISO3166-1-Alpha-2"]: alpha3 for alpha3, row in codes.items()}
    numbers = {row["iso3"]: row for row in rows(HERE / "state_numbers.tsv")}
    lines = ["\t".join(COLUMNS)]
    for named in rows(DATA / "state_names.tsv"):
        iso3 = named["iso3"]
        code, number = codes.get(iso3, {}), numbers.get(iso3, {})
        standing = code.get("is_independent", "")
        sovereign = number.get("sovereign") or by_alpha2.get(standing.split()[-1] if standing else "", "")
        status = number.get("status") or "territory"
        formal = code.get("UNTERM English Formal", "").strip().removeprefix("the ")
        formal = formal or FORMAL.get(iso3, "")
        if status == "territory" or iso3 == "TWN":
            formal = ""
        cow = number.get("cow", "")
        values = {
            "iso3": iso3,
            "name": named["names"].split(" | ")[0],
            "formal": formal,
            "capital": named["seats"].split(" | ")[0].lstrip("=") or code.get("Capital", "").strip(),
            "cow": cow,
            "gw": number.get("gw") or cow,
            "region": REGIONS.get(iso3) or code.get("Sub-region Name", "").strip(),
            "status": status,
            "sovereign": sovereign,
            "since": number.get("since", ""),
            "until": number.get("until", ""),
            "source": "country-codes.csv (PDDL); COW state list; Gleditsch & Ward"
            if code
            else "hand: COW state list; Gleditsch & Ward",
        }
        lines.append("\t".join(values[column] for column in COLUMNS))
    (DATA / "states.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
