"""How well events are found on the development sentences: `entente evaluate`, with their files as default.

python benchmarks/events_quality.py                       # the development sentences
python benchmarks/events_quality.py FILE.toml --errors    # list what is missed, extra or wrong
"""

from __future__ import annotations

import sys
from pathlib import Path

from entente.cli.main import run

DEFAULT = Path(__file__).parent / "data" / "events_dev.toml"

if __name__ == "__main__":
    given = sys.argv[1:]
    named = [word for word in given if not word.startswith("-")]
    sys.exit(run(["evaluate", *([] if named else [str(DEFAULT)]), *given]))
