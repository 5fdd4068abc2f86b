"""The same input gives the same bytes, whatever the hash seed of the process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.golden import making

SEEDS = ("0", "1", "2", "77", "4242")
_PRINTS = """
import hashlib, sys, tempfile
from pathlib import Path
from tests.golden import making

frameworks = making.cases()[0].frameworks
profiles = [case.profile for case in making.cases() if case.frameworks == frameworks]
with tempfile.TemporaryDirectory() as folder:
    def made(name, *args):
        below = Path(folder) / name
        making.call("run", *args, "-o", f"{below}/")
        for path in sorted(below.iterdir()):
            print(name, path.name, hashlib.sha256(path.read_bytes()).hexdigest())
    for framework in frameworks:
        made(framework, *profiles, "-f", framework, *"--format json --format html --format csv --format xlsx".split())
    made("pdf", *profiles[:3], "-f", "budapest_protocol_1", "--format", "pdf")
    made("brief", *profiles[3:5], "--brief", "--language", "fr", "--format", "pdf", "--format", "docx")
    made("word", *profiles[:3], "-f", "budapest", "-f", "un_convention", "--format", "docx")

    def one(name, command, *args, kinds):
        for kind in kinds:
            making.call(command, *args, "-o", f"{folder}/{name}.{kind}")
            print(name, kind, hashlib.sha256(Path(f"{folder}/{name}.{kind}").read_bytes()).hexdigest())
    one("comparison", "compare", *profiles[:4], kinds=("pdf", "html", "xlsx", "csv", "json"))
    one("questions", "questions", profiles[0], kinds=("txt", "html", "csv", "json"))
    one("effect", "whatif", profiles[0], "--set", "treaties.budapest=none", kinds=("pdf", "html", "json"))
    one("difference", "diff", profiles[0], "--as-of", "2020-01-01", kinds=("html", "json"))
"""


def test_the_order_of_a_set_differs_between_the_seeds() -> None:
    orders = {_run("print(*{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})", seed) for seed in SEEDS}
    assert len(orders) == len(SEEDS)


@pytest.mark.documents
def test_every_document_has_the_same_bytes_under_five_seeds() -> None:
    cases = [case for case in making.cases() if case.name in making.usual()]
    first, *others = [_run(_PRINTS, seed).splitlines() for seed in SEEDS]
    assert len(first) == 4 * len(cases) * len(cases[0].frameworks) + 3 + 2 * 2 + 3 + 5 + 4 + 3 + 2
    for seed, found in zip(SEEDS[1:], others, strict=True):
        assert [a.rpartition(" ")[0] for a, b in zip(first, found, strict=True) if a != b] == [], (
            f"PYTHONHASHSEED={seed}"
        )


def _run(code: str, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(making.ROOT), env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
