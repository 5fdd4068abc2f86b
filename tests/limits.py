"""Runs `assess run` on every file of a folder, each in a process with 200 MB more than reading nothing takes.

Run as `python -m tests.limits FOLDER`; prints JSON: for each file its exit code, both outputs and the seconds it took. The
processes are forks, so that importing is paid for once.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

EXTRA = 200_000_000


def one(path: Path, folder: Path) -> dict[str, Any]:
    outputs = [folder / "stdout", folder / "stderr"]
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        for number, output in enumerate(outputs, start=1):
            os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + EXTRA, mapped + EXTRA))
        sys.argv = ["assess", "run", str(path)]
        from assess.cli.main import main

        main()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, err = (output.read_text(encoding="utf-8") for output in outputs)
    return {"code": code, "out": out, "err": err, "seconds": time.perf_counter() - start}


def ready() -> None:
    """Imports everything a run imports, so that only reading is measured."""
    from assess.api import assess_file
    from assess.problems import InvalidInput, did_you_mean

    did_you_mean("", ())
    try:
        assess_file("/nowhere.yaml")
    except InvalidInput:
        return


if __name__ == "__main__":
    ready()
    files, scratch = Path(sys.argv[1]), Path(sys.argv[2])
    print(json.dumps({path.stem: one(path, scratch) for path in sorted(files.glob("*.yaml"))}))
