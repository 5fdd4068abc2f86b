"""What is fuzzed: each target makes files and the commands that read them, from a `Random` alone."""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from random import Random
from typing import Any

from tests.fuzz import pdfs, seeds
from tests.fuzz.case import Case
from tests.fuzz.looks import brand, font, picture, template
from tests.fuzz.mutate import SCRAPS, TEXTS, mutated, part_of, spoiled, text, vocabulary, written
from tests.fuzz.seeds import ROOT

KEEP = frozenset({"sources", "provisions", "instruments", "method", "feature_sets"})
"""Declarations that other parts refer to."""


def _of_a_file(random: Random, kind: str, path: str, mild: float = 0.5) -> bytes:
    """A shipped file, part of it kept, mutated as data or as bytes."""
    roll = random.random()
    if roll < 0.12:
        return spoiled(random, (ROOT / path).read_bytes())
    tree = seeds.tree(path)
    if kind in ("profile", "facts") or random.random() < 0.4:  # of a framework, parts name each other
        tree = part_of(random, tree, KEEP if random.random() < 0.7 else frozenset())
    raw = written(random, mutated(random, tree, seeds.words(kind), mild=mild))
    return spoiled(random, raw) if roll < 0.2 else raw


def profile(random: Random) -> Case:
    raw = _of_a_file(random, "profile", random.choice(seeds.profiles()))
    command = random.choice((
        ("validate", "p.yaml"), ("validate", "p.yaml"), ("validate", "--format", random.choice(("json", "sarif", "github")),
        "p.yaml"),
        ("run", "p.yaml"), ("run", "-"), ("explain", "p.yaml", "preservation"), ("run", "p.yaml", "--release", "public"),
        ("compare", "p.yaml", str(ROOT / "examples/profiles/khm.yaml")), ("run", "p.yaml", "-f", "budapest", "--as-of",
        "2020-01-01"),
    ))  # fmt: skip
    return Case({"p.yaml": raw}, (command,), stdin=raw if "-" in command else b"")


def runs(random: Random) -> Case:
    """Whole runs of profiles that are nearly valid."""
    path = random.choice(seeds.profiles())
    tree = part_of(random, seeds.tree(path), KEEP)
    raw = written(random, mutated(random, tree, seeds.words("profile"), random.choice((1, 2, 3)), mild=0.85))
    more = random.choice(((), (), ("--language", "fr"), ("--brief",), ("--release", "public"), ("-f", "budapest"), ("-f", "g20"),
                          ("-f", "un_convention"), ("--as-of", "2022-05-05"), ("--classification", text(random)), ("--draft",),
                          ("--fail-on", "gap", "--min-coverage", "0.5")))  # fmt: skip
    kinds = random.sample(("json", "csv", "html", "xlsx", "docx"), random.choice((1, 1, 2)))
    if not {"html", "docx"} & {*kinds}:
        more = (
            tuple(each for each in more if each not in ("--language", "fr", "--brief", "--draft"))
            if "--classification" not in more
            else ()
        )
    outputs = tuple(part for kind in kinds for part in ("-o", f"x.{kind}"))
    if random.random() < 0.08:
        command: tuple[str, ...] = ("compare", "p.yaml", str(ROOT / "examples/profiles/cri.yaml"), *outputs)
    elif random.random() < 0.05:
        command = ("questions", "p.yaml", *random.choice(((), ("-f", "budapest"), ("--format", "json"))))
    else:
        command = ("run", "p.yaml", *more, *outputs)
    return Case({"p.yaml": raw}, (command,), twice=random.random() < 0.05)


def briefs(random: Random) -> Case:
    """Profiles to two pages in PDF form."""
    case = runs(random)
    return case._replace(commands=(("run", "p.yaml", "--brief", "-o", "x.pdf"),), twice=False, pages=True)


def _framework(random: Random, spoil: str) -> tuple[dict[str, bytes], str]:
    """The files of a framework under `f/`, of which one of a kind is mutated."""
    name = random.choice(("examples/index", *(f"frameworks/{each}" for each in seeds.SMALL)))
    files = seeds.files_in(name)
    chosen = {
        "head": [each for each in files if each == "framework.yaml"],
        "domain": [each for each in files if "/" not in each and each != "framework.yaml"],
        "cases": [each for each in files if each.startswith("cases/")],
        "translation": [each for each in files if each.startswith("translations/")],
        "facts": [each for each in files if each.startswith("facts/")],
    }[spoil]
    if not chosen:
        return _framework(random, spoil)
    one = random.choice(chosen)
    kind = {"head": "framework", "domain": "framework"}.get(spoil, spoil)
    files[one] = _of_a_file(random, kind, f"{name}/{one}", mild=0.65)
    profile = "examples/index/profile.yaml" if name == "examples/index" else "examples/profiles/khm.yaml"
    return {f"f/{each}": raw for each, raw in files.items()}, str(ROOT / profile)


def _framework_case(spoil: str) -> Callable[[Random], Case]:
    def make(random: Random) -> Case:
        files, profile = _framework(random, spoil)
        command = random.choice((
            ("validate", "f"), ("validate", "f"), ("test", "f"), ("frameworks", "show", "f"), ("run", profile, "-f", "f"),
            ("run", profile, "-f", "f", "-o", random.choice(("x.json", "x.csv", "x.html", "x.xlsx"))), ("new", "KEN", "-f", "f"),
            ("frameworks", "crosswalk", "f", "budapest", "--format", random.choice(("text", "csv", "json"))),
            ("frameworks", "list", "--frameworks", "."), ("new", "KEN", "-f", "f", "-o", "n.yaml"), ("test", "--undecided", "f"),
        ))  # fmt: skip
        if spoil == "translation":
            command = random.choice((command, ("validate", "f", "--translations", "fr", "-f", "f"),
                                     ("run", profile, "-f", "f", "--language", "fr", "-o", "x.html")))  # fmt: skip
        if spoil == "cases":
            command = random.choice((("test", "f"), ("test", "--undecided", "f"), ("validate", "f")))
        return Case(files, (command,))

    return make


def facts(random: Random) -> Case:
    name = random.choice(sorted(path.name for path in (ROOT / "frameworks/facts").glob("*.yaml")))
    if random.random() < 0.5:
        return _framework_case("facts")(random)
    raw = _of_a_file(random, "facts", f"frameworks/facts/{name}", mild=0.65)
    if random.random() < 0.3:
        raw = _of_a_file(random, "translation", f"frameworks/facts/translations/fr/{name}")
        return Case(
            {f"facts/translations/fr/{name}": raw, f"facts/{name}": (ROOT / "frameworks/facts" / name).read_bytes()},
            (("validate", "facts"),),
        )
    return Case({"t.yaml": raw}, (("validate", "t.yaml"),))


def status(random: Random) -> Case:
    """Status data, and profiles that are compared with them."""
    if random.random() < 0.3:
        case = profile(random)
        more = random.choice(((), ("-o", "new.yaml"), ("-o", "p.yaml")))
        return case._replace(commands=(("refresh", "p.yaml", *more),), stdin=b"", free=bool(more))
    home = ROOT / "frameworks/status"
    files = {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}
    name = random.choice(sorted(files))
    if name.endswith(".yaml") and random.random() < 0.7:
        tree = seeds.tree(f"frameworks/status/{name}")
        files[name] = written(random, mutated(random, tree, vocabulary([tree])))
    elif random.random() < 0.5:
        lines = files[name].decode().splitlines(keepends=True)
        place = random.randrange(len(lines))
        cells = lines[place].split(",")
        cells[random.randrange(len(cells))] = random.choice(
            ('"', "", "KEN", "2026-13-01", f'"{text(random)}"', text(random))
        )
        lines[place] = ",".join(cells) * random.choice((1, 1, 1, 2, 5_000))
        files[name] = "".join(lines).encode("utf-8", errors="surrogatepass")
    else:
        files[name] = spoiled(random, files[name], (*SCRAPS, b",", b'"', b'""', b",,,,"))
    return Case({f"s/{each}": raw for each, raw in files.items()}, (("validate", "s"),))


def verify(random: Random) -> Case:
    """Our own PDFs, damaged, and PDFs built by hand with the same files, damaged."""
    if random.random() < 0.35:
        raw = seeds.briefing()
        raw = pdfs.shaken(random, raw) if random.random() < 0.6 else spoiled(random, raw)
    else:
        raw = _carrying(random)
        if random.random() < 0.25:
            raw = random.choice((pdfs.shaken, spoiled))(random, raw)
    command = random.choice((("verify", "b.pdf"), ("verify", "b.pdf"), ("verify", "b.pdf", "--extract", "out")))
    return Case({"b.pdf": raw}, (command,), pages=True)


def manifest(random: Random) -> Case:
    """PDFs with our files and an odd manifest."""
    return Case({"b.pdf": _carrying(random, "manifest.json")}, (("verify", "b.pdf"),), pages=True)


def _carrying(random: Random, spoil: str = "") -> bytes:
    files = dict(seeds.carried())
    name = spoil or random.choice(sorted(files))
    record = json.loads(files["manifest.json"])
    if random.random() < 0.97:  # else its pages are laid out, which takes seconds
        record["software"] = "assess 0.0.9"
    if name.endswith(".json"):
        tree = record if name == "manifest.json" else json.loads(files[name])
        words = {
            "release": ["public", "full"],
            "language": ["fr", "en"],
            "as_of": ["2020-01-01", "9999-01-01"],
            "options": [{}, {"brief": True}],
        }
        tree = mutated(random, tree, words, mild=0.2)
        raw = json.dumps(_finite(tree), ensure_ascii=random.random() < 0.5).encode("utf-8", errors="surrogatepass")
        files[name] = raw if random.random() < 0.85 else spoiled(random, raw)
    else:
        kind = "profile" if name == "profile.yaml" else "facts" if "facts/" in name else "framework"
        tree = mutated(random, _parsed(files[name]), seeds.words(kind), mild=0.6)
        files[name] = written(random, tree)
    if name != "manifest.json" and random.random() < 0.8:
        record["files"] = {each: sha256(files[each]).hexdigest() for each in record["files"] if each in files}
    if name != "manifest.json":
        files["manifest.json"] = json.dumps(record).encode()
    if random.random() < 0.12:
        odd = random.choice(("../x.yaml", "/tmp/x.yaml", "facts/../../x.yaml", "PROFILE.yaml", "facts/a\0.yaml",
            "a\u202eb.yaml", "facts/" + "x" * 300
                             + ".yaml", "", "frameworks/index/facts/x.yaml", "C:\\x.yaml",
                                 "facts/translations/fr/x.yaml"))  # fmt: skip
        files[odd] = random.choice(list(files.values()))
    if random.random() < 0.05:
        files.pop(random.choice(sorted(files)))
    return pdfs.carrying(random, files)


def _finite(tree: Any) -> Any:
    """JSON takes whole numbers of fewer digits than Python may hold."""
    if isinstance(tree, dict):
        return {key: _finite(each) for key, each in tree.items()}
    if isinstance(tree, list):
        return [_finite(each) for each in tree]
    return 10**4000 if isinstance(tree, int) and abs(tree) > 10**4000 else tree


def _parsed(raw: bytes) -> Any:
    from assess.reading.yamlfile import parse_yaml

    return parse_yaml(raw, "x").data


def cache(random: Random) -> Case:
    """Cache files that are damaged, or have other content with a correct checksum; `watch` puts them into the cache."""
    run = ("run", str(ROOT / "examples/profiles/khm.yaml"))
    twist = json.dumps({"seed": random.randrange(2**32)}).encode()
    return Case({"cache-twist.json": twist}, (run,))


_OPTIONS = ("-f", "--framework", "--frameworks", "-o", "--output", "--format", "--jobs", "--as-of", "--release", "--fail-on",
    "--min-coverage",
            "--language", "--brief", "--template", "--brand", "--classification", "--draft", "--translations", "--extract",
            "--undecided", "--font", "--lossy", "--authority", "-h",
            "--help", "--version", "--", "-", "--x", "-fo", "-")  # fmt: skip
_COMMANDS = (
    "countries",
    "refresh",
    "run",
    "compare",
    "questions",
    "explain",
    "verify",
    "new",
    "validate",
    "test",
    "frameworks",
    "schema",
    "list",
    "show",
    "crosswalk",
    "rum",
    "",
)
_GIVEN = ("p.yaml", "q.yaml", "b.pdf", "brand.yaml", "f", "t", ".", "out", "out/", "nothing.yaml", "x.json", "x.csv",
    "x.html", "x.xlsx", "x.docx", "x.txt",
          "x", "f/framework.yaml", "cooperation", "budapest", "g20", "index", "KEN", "preservation",
          "cooperation:preservation", "json", "csv",
          "html", "text", "sarif", "2026-01-01", "2020-02-30", "public", "full", "Public", "gap", "unknown", "0.5", "nan",
          "2", "0", "-1", "1e9",
          "fr", "en", "ar", "/dev/null", "/dev/full", "/nowhere/x.json", "./p.yaml", "p.yaml/", "x.JSON", "a" * 250 + ".json",
          "a" * 300 + ".json",
          "/dev/full.json", "out/../x.csv", "x.json/", "=x.csv")  # fmt: skip


def command_line(random: Random) -> Case:
    tree = part_of(random, seeds.tree(random.choice(seeds.profiles())), KEEP)
    files = {
        "p.yaml": json.dumps(tree).encode(), "q.yaml": (ROOT / "examples/index/profile.yaml").read_bytes(),
        "brand.yaml": json.dumps(seeds.WHOLE_BRAND).encode(), "logo.svg": seeds.DRAWING, "b.pdf": _carrying(random),
        **{f"f/{name}": raw for name, raw in seeds.files_in("examples/index").items()},
        "t/briefing.html.jinja": (ROOT / "examples/house/templates/briefing.html.jinja").read_bytes(),
    }  # fmt: skip
    words: list[str] = [random.choice(_COMMANDS[:15]) if random.random() < 0.9 else random.choice(_COMMANDS)]
    words += ["p.yaml"] if random.random() < 0.5 else []
    for _ in range(random.choice((0, 1, 2, 3, 5, 9, 40))):
        roll = random.random()
        words.append(
            random.choice(_OPTIONS) if roll < 0.4 else random.choice(_GIVEN) if roll < 0.85 else _argument(random)
        )
    if "--jobs" in words and random.random() < 0.9:
        words = [word for word in words if word != "--jobs"]
    if any(
        word.rstrip("/") in ("out", ".", "f", "t") for word in words
    ):  # a folder takes PDFs where nothing else is asked for
        words += ["--format", "json"] if words[0] == "run" else []
    return Case(
        files, (tuple(words),), stdin=random.choice((b"", files["p.yaml"], random.randbytes(50))), free=True, pages=True
    )


def _argument(random: Random) -> str:
    """An odd text, as the operating system may give it: bytes that are no UTF-8 become halves of characters."""
    raw = spoiled(random, text(random).encode("utf-8", errors="surrogatepass" if random.random() < 0.5 else "replace"))[
        :60_000
    ]
    made = os.fsdecode(raw.replace(b"\0", b"")) if random.random() < 0.97 else random.choice(TEXTS)
    return "x" + made if made.startswith("/") else made  # nothing outside the folder is written to


def scraps(random: Random) -> Case:
    """Files that are mostly fragments, under every name that a command looks for."""
    raw = b"".join(
        random.choice((*SCRAPS, random.randbytes(3), b"schema: profile/v1\n", b"schema: ", b"a: 1\n"))
        for _ in range(random.randrange(40))
    )
    name = random.choice(
        ("p.yaml", "f/framework.yaml", "brand.yaml", "t/briefing.html.jinja", "b.pdf", "f/facts/x.yaml")
    )
    command = {"p.yaml": ("run", "p.yaml"), "b.pdf": ("verify", "b.pdf")}.get(
        name, ("validate", name.partition("/")[0])
    )
    return Case({name: b"%PDF-1.7\n" + raw + b"startxref\n9\n%%EOF" if name == "b.pdf" else raw}, (command,))


TARGETS: dict[str, Callable[[Random], Case]] = {
    "profile": profile,
    "framework head": _framework_case("head"),
    "domain": _framework_case("domain"),
    "cases": _framework_case("cases"),
    "translation": _framework_case("translation"),
    "facts": facts,
    "brand": brand,
    "picture": picture,
    "template": template,
    "verify": verify,
    "manifest": manifest,
    "cache": cache,
    "command line": command_line,
    "scraps": scraps,
    "status": status,
    "runs": runs,
    "briefs": briefs,
    "font": font,
}
"""By name."""
WEIGHTS = {"profile": 20, "domain": 14, "framework head": 10, "cases": 8, "translation": 8, "facts": 10, "brand": 5,
    "picture": 10, "template": 6,
           "verify": 12, "manifest": 10, "cache": 5, "command line": 14, "scraps": 5, "status": 8,
           "runs": 14, "briefs": 0.15, "font": 0.3}  # fmt: skip
"""How often each is drawn."""


def case_of(seed: int, target: str, number: int) -> Case:
    """The same for the same three."""
    return TARGETS[target](Random(f"{seed}:{target}:{number}"))
