"""Tell what it costs to load the knowledge: time of each table and of the index, and memory.

    python tools/measure_lexicon.py [--runs 5]

Every run is a process of its own, so nothing is loaded before. Time is that of the processor, which other programs on
the machine disturb least; the best run counts. Memory is what the tables and the index add to a bare interpreter.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

CODE = """
import json, resource, time
from kroniek.lexicon import actors, countries, gazetteer, places, roles
bare = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found, at = {}, time.process_time()
for load in (actors, places, countries, roles, gazetteer):
    load()
    found[load.__name__], at = 1000 * (time.process_time() - at), time.process_time()
found["total"] = sum(found.values())
found["memory"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - bare) / 1024
print(json.dumps(found))
"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(arguments)
    runs = [json.loads(subprocess.check_output([sys.executable, "-c", CODE])) for _ in range(options.runs)]
    best = min(runs, key=lambda run: run["total"])
    for name, cost in best.items():
        print(f"{name:10} {cost:6.0f} {'MB' if name == 'memory' else 'ms'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
