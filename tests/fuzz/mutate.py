"""Mutations of plain data and of bytes, all drawn from the given `Random`, so that the same seed gives the same input."""

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

import yaml

MARKER = "<script>evil()</script>"
"""Must never appear in a page unchanged."""
TEXTS = (
    "", " ", "\0", "\x1b[2J\x1b]0;owned\x07", "\x7f", "\x85", "\u2028", "\u2029x", "a\u2028- b: c", "\u202egnp.exe",
    "\u2066x\u2069",
    "\ud800", "\udcff\ud83d", "\ue000\ue001\ue002\ue003\ue004", "\ufeff", "\ufffe", "\ufdd0", "\U0010ffff",
    "🏴\U000e0067\U000e007f",
    "e\u0301" * 50, "\u0301" * 300, "مرحبا", "שלום", "क्षि", "ﷺ" * 40, "İıſK", "ß" * 30, "２０２６-０１-０１",
    MARKER, '"><img src=x onerror=evil()>', "javascript:evil()", "' onload='evil()", "]]>", "<!--", "-->", "&#x3c;b&gt;",
        "</style>",
    "{{ 7*7 }}", "{% include '/etc/passwd' %}", "{# x", "${jndi:x}", "`id`", "$(id)", "%s%n", "{0.__class__}", "__import__('os')",
    "=HYPERLINK(\"http://127.0.0.1:9/\")", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "|calc",
    "file:///etc/passwd", "http://127.0.0.1:9/x", "https://", "http://[", "https://x.org/ y", "//127.0.0.1:9/x",
    "data:text/html,x",
    "../../../../etc/passwd", "/etc/passwd", "/dev/zero", "/dev/stdin", "C:\\x", "\\\\host\\x", "a/../b", ".", "..", "~", "-",
    "--help",
    "null", "~", "true", "no", "NaN", ".inf", "-.inf", "0x10", "0o17", "1e309", "1_000", "12,5", "80%", "12:30", "1/3", "٣", "½",
    "2026-02-30", "2026-13", "0000-00-00", "9999-12-31", "2026", "2026-06", "20260101", "10/01/2026", "2026-10-31T00:00",
    "10000-01-01",
    "&a", "*a", "!!python/object/apply:os.system [id]", "!x", "<<", "? x", "|", ">", "---", "...", "%YAML 1.1", "# x", "a: b",
    "- a", "[", "}",
    "KEN", "ken", "EU", "ZZZ", "cmca.14", "a.", ".a", "a..b", "a s. 1", "x.y.z", "offences.illegal_access", "treaties.budapest",
    "offences.illegal_access.intent == true", "powers.production_order in [a", "not", "all", "x >= 1", "x == 1e99", "none",
    "unknown",
    "withheld", "not_applicable", "in_force", "party", "restricted", "fr", "en", "pt_BR", "xx_YY", "ar", "x" * 41,
    "A" * 300, "A" * 5_000, "A " * 3_000, "Ж" * 2_000, "-" * 1_000, "\n" * 500, "a\n" * 300, "(" * 200, "x" * 30_000,
)  # fmt: skip
VALUES = (
    None, True, False, 0, 1, -1, 2, 3, 255, 256, 4096, 4097, 1000, 9999, 10_000, 2**31, 2**53, 10**15 - 1, 10**15, 10**40,
    10**4400,
    0.0, -0.0, 0.5, 1.0, 1.5, 0.1, 1e-9, 1e-300, 1e308, -1e15, 3.0000001, float("inf"), float("nan"), [], {}, [[]], [{}],
    {"": ""}, [None],
    [0], {"en": "x"}, {"fr": "x", "xx": 1}, {"all": []}, {"any": [[]]}, {"not": {}}, {"at_least": {"n": 1}}, {"of": []},
)  # fmt: skip
SCRAPS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\r\n",
    b"\t", b"\x1b[2J",
    b"&a ", b"*a", b"!!binary ", b"<<: ", b"? ", b"- ", b": ", b"|\n", b">-\n", b"---\n", b"...\n", b"%YAML 1.1\n---\n", b"#",
    b"'", b'"', b"\\x41",
    b"\\u2028", b"\\ud800", b"\\U00110000", b"{", b"}", b"[", b"]", b",", b"[" * 60, b"{a: " * 60, b"- " * 60, b"9" * 400,
    b"1e999", b"\\",
    b"{{", b"}}", b"{%", b"%}", b"{#", b"<", b">", b"</", b"/>", b"<!--", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
    b"url(#a)",
    b"href='x'", b"<use href='#a'/>", b"<style>*{}</style>", b"0x", b"-", b"e", b"%", b"nan", b"inf", b"endobj", b"stream\n",
    b"endstream",
    b"<<", b">>", b"0 R", b"1 0 R", b"/Kids[1 0 R]", b"/Length 99999999", b"/Filter/LZWDecode", b"startxref", b"%%EOF",
    b"trailer", b"xref",
)  # fmt: skip
"""Fragments that have a meaning for some reader."""

MOST = 60_000
"""Values of a tree that is mutated further."""
Path = tuple[str | int, ...]
Vocabulary = Mapping[str, Sequence[Any]]
"""By key, the values that it has in valid files."""


def paths(tree: Any, here: Path = ()) -> Iterator[Path]:
    """Of every value in a tree."""
    yield here
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from paths(value, (*here, key))
    elif isinstance(tree, list):
        for i, value in enumerate(tree):
            yield from paths(value, (*here, i))


def at(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def vocabulary(trees: Sequence[Any]) -> dict[str, list[Any]]:
    """The values under each key in these trees, small ones only."""
    found: dict[str, dict[str, Any]] = {}
    for tree in trees:
        for path in paths(tree):
            names = [step for step in path if isinstance(step, str)]
            if names:
                value = at(tree, path)
                written = json.dumps(value)
                if len(written) <= 600 and len(found.setdefault(names[-1], {})) < 200:
                    found[names[-1]][written] = value
    return {key: list(values.values()) for key, values in found.items()}


def part_of(random: Random, tree: Any, keep: frozenset[str] = frozenset()) -> Any:
    """A copy with only part of long lists and mappings; everything is kept under the keys `keep`."""
    if isinstance(tree, dict):
        names = list(tree)
        if len(names) > 12:
            names = [name for name in names if random.random() < 12 / len(names)]
        return {name: tree[name] if name in keep else part_of(random, tree[name], keep) for name in names}
    if isinstance(tree, list):
        many = tree if len(tree) <= 6 else random.sample(tree, 6)
        return [part_of(random, value, keep) for value in many]
    return tree


def text(random: Random, old: str = "") -> str:
    """An odd text, perhaps made from the old one."""
    odd = random.choice(TEXTS)
    match random.randrange(7):
        case 0:
            return old + odd
        case 1:
            return odd + old
        case 2:
            at = random.randint(0, len(old))
            return old[:at] + odd + old[at:]
        case 3 if old:
            return old[: random.randrange(len(old))]
        case 4 if old:
            return (old * 10 ** random.randint(0, 4))[: random.choice((50, 600, 25_000, 200_000))]
        case 5:
            return odd + random.choice(TEXTS)
    return odd


def value(random: Random, old: Any) -> Any:
    """A value of another kind, or an odd one of the same."""
    if isinstance(old, str) and random.random() < 0.6:
        return text(random, old)
    if isinstance(old, (int, float)) and random.random() < 0.4:
        return random.choice((-old, old + 1, old - 1, old / 3, old * 1000, str(old), [old]))
    if random.random() < 0.5:
        return text(random)
    return copy.deepcopy(random.choice(VALUES))


def _nested(random: Random, inner: Any) -> Any:
    keys = random.choice((("all",), ("any",), ("not",), ("a",), (0,), ("en",), ("of", "by")))
    for _ in range(random.choice((1, 1, 2, 3, 11, 13, 39, 41, 45))):
        key = random.choice(keys)
        inner = [inner] if key == 0 else {key: [inner] if key in ("all", "any") else inner}
    return inner


def _many(random: Random, container: Any) -> None:
    """Up to thousands of equal or similar entries, but not more values than a file may have, which would be refused at once."""
    count = random.choice((2, 2, 5, 5, 50, 300, 2_000, 9_000))
    if isinstance(container, list) and container:
        one = random.choice(container)
        count = min(count, MOST // sum(1 for _ in paths(one)))
        container.extend(copy.deepcopy(one) if count < 100 else one for _ in range(count))
    elif isinstance(container, dict) and container:
        key = random.choice(list(container))
        count = min(count, MOST // sum(1 for _ in paths(container[key])))
        for i in range(count):
            container[f"{key}{i}"] = container[key]


def mutated(random: Random, tree: Any, words: Vocabulary, times: int | None = None, *, mild: float = 0.5) -> Any:
    """A tree with some mutations; a share `mild` of them replaces a value by another of its kind."""
    tree = copy.deepcopy(tree)
    for _ in range(times if times is not None else random.choice((1, 1, 1, 2, 3, 6))):
        known = [path for path in paths(tree) if path]
        if not known:
            return value(random, tree)
        if len(known) > MOST:
            return tree
        path = random.choice(known)
        holder, step = at(tree, path[:-1]), path[-1]
        old = holder[step]
        names = [each for each in path if isinstance(each, str)]
        if random.random() < mild and names and (choices := words.get(names[-1])):
            holder[step] = copy.deepcopy(random.choice(choices))
            continue
        match random.randrange(10):
            case 0 | 1 | 2:
                holder[step] = value(random, old)
            case 3:
                other = random.choice(known)
                holder[step] = copy.deepcopy(at(tree, other))
            case 4:
                del holder[step]
            case 5:
                other = random.choice(
                    [each for each in known if each[: len(path)] != path and path[: len(each)] != each] or [path]
                )
                above = at(tree, other[:-1])
                holder[step], above[other[-1]] = above[other[-1]], holder[step]
            case 6 if isinstance(step, str):
                new = random.choice((text(random, step), str(random.choice(known)[-1]), step[:-1], step.upper()))
                holder[new] = holder.pop(step)
            case 7:
                holder[step] = _nested(random, old)
            case 8:
                _many(random, random.choice((old, holder)))
            case _ if isinstance(holder, dict):
                name = random.choice(list(words) or ["x"])
                holder[name] = copy.deepcopy(random.choice(words.get(name) or VALUES))
    return tree


def written(random: Random, tree: Any) -> bytes:
    """A tree as YAML: as its subset JSON, or in lines."""
    if random.random() < 0.5:
        try:
            made = yaml.dump(
                tree,
                Dumper=_Dumper,
                allow_unicode=random.random() < 0.5,
                sort_keys=False,
                width=random.choice((40, 120, 10_000)),
            )
            return str(made).encode("utf-8", errors="surrogatepass")
        except (yaml.YAMLError, ValueError, RecursionError):
            pass  # it holds what has no such form
    return json.dumps(_plain(tree), ensure_ascii=random.random() < 0.5).encode("utf-8", errors="surrogatepass")


class _Dumper(yaml.CSafeDumper):
    """Writes everything out, because anchors are refused."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(tree: Any) -> Any:
    """Python writes no whole number of more than 4,300 digits."""
    if isinstance(tree, dict):
        return {key: _plain(each) for key, each in tree.items()}
    if isinstance(tree, list):
        return [_plain(each) for each in tree]
    return "9" * 4_400 if isinstance(tree, int) and abs(tree) > 10**4000 else tree


def spoiled(random: Random, raw: bytes, scraps: Sequence[bytes] = SCRAPS) -> bytes:
    """Bytes with some flipped, removed, doubled or moved, or with a fragment inserted."""
    content = bytearray(raw)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        size = len(content)
        place = random.randint(0, size)
        length = random.choice((1, 1, 2, 8, 64, 1024))
        match random.randrange(9):
            case 0 if size:
                content[place - 1] ^= 1 << random.randrange(8)
            case 1 if size:
                content[place - 1] = random.randrange(256)
            case 2:
                del content[place : place + length]
            case 3:
                content[place:place] = content[place : place + length] * random.choice((1, 2, 50))
            case 4:
                other = random.randint(0, size)
                content[place:place] = content[other : other + length]
            case 5:
                del content[place:]
            case 6:
                content[place:place] = random.randbytes(length)
            case _:
                content[place:place] = random.choice(scraps)
    return bytes(content)
