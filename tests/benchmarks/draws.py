"""Draws of a comparison of the world: 195 made-up profiles, 60 criteria, 10,000 draws. Prints seconds and memory; no test asserts
them, and `docs/performance.md` keeps what was measured."""

import json
import random
import resource
import subprocess
import sys
import time

from tests.build import library, profile

STATES, CRITERIA, DRAWS = 195, 60, 10_000


def main() -> None:
    """Prints one line of JSON."""
    from assess.api import assess_profile
    from assess.engine.assessment import prepare
    from assess.engine.comparison import compare
    from assess.engine.drawn import Setting

    rng = random.Random(1)  # made-up answers, the same each time
    names = [f"m{i}" for i in range(CRITERIA)]
    facts = {name: {"kind": "number", "min": 0, "max": 1, "unit": "u"} for name in names}
    rows = [{"id": n, "measure": {"fact": f"t.{n}", "from": 0, "to": 1}} for n in names]
    made = library(facts, rows)
    done = []
    for i in range(STATES):
        code = f"X{chr(65 + i // 26)}{chr(65 + i % 26)}"
        answers = {
            f"t.{n}": "unknown" if rng.random() < 0.4 else {"value": round(rng.random(), 2), "cite": ["p s. 1"]}
            for n in names
        }
        body = {"schema": "profile/v1", "country": code, "name": code, "as_of": "2026-06-30",
                "sources": {"p": {"kind": "act", "title": "P"}}, "facts": answers}  # fmt: skip
        done.append((code, assess_profile(profile(made, f"# country:\n{json.dumps(body)}"), made)[0]))
    compared = compare(done, rules=prepare(made.frameworks[0], made.catalogue))
    compared = compared._replace(rows=tuple(row for row in compared.rows if row.domain))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    import numpy  # noqa: F401

    from assess.engine.draws import drivers, rows_of

    setting, ways = Setting(DRAWS), ("arithmetic", "geometric")
    start, used = time.perf_counter(), time.process_time()
    rows_of(compared, setting, ways)
    spent = {"seconds": round(time.perf_counter() - start, 2), "processor": round(time.process_time() - used, 2)}
    used = time.process_time()
    drivers(compared, setting, ways)
    spent["processor for what drives the spread"] = round(time.process_time() - used, 2)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({**spent, "MB": after // 1024, "MB before": before // 1024}))


if __name__ == "__main__":
    if "--once" in sys.argv:
        main()
    else:
        for _ in range(3):
            subprocess.run([sys.executable, "-m", "tests.benchmarks.draws", "--once"], check=True)
