"""How long the actor tables take to load, and how large they are.

    python benchmarks/actors_load.py

Each pass is a fresh process: the import, ``load()``, then the first question about an office, which reads the
terms. The baseline beside it reads the same files and splits their cells, and does nothing else.
"""

from __future__ import annotations

import subprocess
import sys

from entente.actors.tables import DATA

PASSES = 7
LOAD = (
    "import time; s = time.perf_counter(); from entente.actors import load; i = load(); "
    "m = time.perf_counter(); i.holder('president', 'FRA'); print(m - s, time.perf_counter() - m)"
)
READ = (
    "import time; s = time.perf_counter(); from pathlib import Path; "
    f"files = [p.read_text('utf-8') for p in Path({str(DATA)!r}).glob('*.tsv')]; "
    "cells = [row.split(chr(9)) for file in files for row in file.split(chr(10))]; "
    "print(time.perf_counter() - s, 0)"
)


def best(program: str) -> tuple[float, float]:
    """Return the shortest times of some fresh processes."""
    times = [
        tuple(map(float, subprocess.check_output([sys.executable, "-c", program], text=True).split()))
        for _ in range(PASSES)
    ]
    return min(one[0] for one in times), min(one[1] for one in times)


def main() -> None:
    """Print the size of the tables and the times."""
    size = sum(path.stat().st_size for path in DATA.glob("*.tsv"))
    load, office = best(LOAD)
    print(f"tables {size / 1e6:.2f} MB (limit 15 MB)")
    print(f"import and load {load:.3f} s, first office {office:.3f} s")
    print(f"baseline: reading and splitting the files {best(READ)[0]:.3f} s")


if __name__ == "__main__":
    main()
