"""Speed as ratios within one run: prints a table; `docs/performance.md` keeps one. No test asserts a time."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import yaml

from assess.api import assess_file
from assess.engine.assessment import assess, prepare
from assess.formats.data import as_data, to_json
from assess.formats.html import render_html
from assess.reading.library import framework_folders, load_library
from assess.reading.profiles import load_profile, load_profiles
from assess.views.briefing_view import briefing_view

ROOT = Path(__file__).parent.parent.parent
KEN = ROOT / "examples/profiles/ken.yaml"


def seconds(function: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process(*arguments: str) -> float:
    return seconds(lambda: subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True))


def events(text: str) -> None:
    get_event = yaml.CSafeLoader(text).get_event
    while type(get_event()) is not yaml.StreamEndEvent:
        pass


def paper() -> str:
    """The HTML from which Kenya's PDF is made; the HTML for screens has more."""
    results = assess_file(KEN)
    return render_html(briefing_view(results, country="Kenya"))


def main() -> None:
    library = load_library(["cooperation"])
    profile = load_profile(KEN, library)
    rules = prepare(library.frameworks[0], library.catalogue)
    text = KEN.read_text(encoding="utf-8")
    copies = 200
    parse = seconds(lambda: deque((events(text) for _ in range(copies)), 0), 3)
    evaluate = seconds(lambda: deque((assess(profile, rules) for _ in range(copies)), 0), 3)

    everything = load_library(sorted(framework_folders()))
    profiles = load_profiles(sorted((ROOT / "examples/profiles").glob("*.yaml")), everything)
    ready = [prepare(framework, everything.catalogue) for framework in everything.frameworks]
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "examples/profiles").glob("*.yaml")]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "frameworks").glob("*/*.yaml")]
    all_parse = seconds(lambda: [events(one) for one in texts], 3)
    all_assess = seconds(lambda: [assess(one, made) for one in profiles for made in ready], 3)

    copies_written = 20
    written = [as_data(assess(profile, rules)) for _ in range(copies_written)]
    json_here = seconds(lambda: [to_json(each) for each in written])
    json_indent = seconds(lambda: [json.dumps(each, ensure_ascii=False, indent=1) for each in written])

    imports = process("-c", "import click, pydantic, yaml")
    run = process("-m", "assess", "run", str(KEN))
    with tempfile.TemporaryDirectory() as folder:
        html, pdf = f"{folder}/x.html", f"{folder}/x.pdf"
        Path(html).write_text(paper(), encoding="utf-8")
        code = (
            "import sys, weasyprint; weasyprint.HTML(string=open(sys.argv[1], encoding='utf-8').read())"
            ".write_pdf(sys.argv[2], pdf_variant='pdf/a-3a')"
        )
        alone = process("-c", code, html, pdf)
        full = process("-m", "assess", "run", str(KEN), "-o", pdf)
    rows = [
        (f"evaluate and score {copies} copies of Kenya / C event loop over their YAML", evaluate, parse, 1.0),
        (
            f"{len(profiles)} profiles x {len(ready)} frameworks / C event loop over the YAML read",
            all_assess,
            all_parse,
            10.0,
        ),
        (
            f"{copies_written} assessments as JSON text / the same by `json.dumps` with `indent`",
            json_here,
            json_indent,
            0.2,
        ),
        ("`run` to text / `import click, pydantic, yaml`", run, imports, 2.5),
        ("`run` to PDF / (`run` to text + WeasyPrint alone on the same HTML)", full, run + alone, 1.15),
    ]
    print("| what | seconds | against | ratio | at most |\n|---|---|---|---|---|")
    for name, a, b, limit in rows:
        print(f"| {name} | {a:.2f} | {b:.2f} | {a / b:.2f} | {limit:g} |")


if __name__ == "__main__":
    main()
