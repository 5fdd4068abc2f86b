"""The cache holds only data, which are checked again; it ignores whatever it does not trust, and never changes a result."""

import ast
import os
import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest

from assess import cache
from assess.cache import folder, remember
from assess.reading import library as library_module
from assess.reading.kept import packed, unpacked
from assess.reading.library import framework_folders, load_library
from assess.words.countries import country_codes, country_names

ROOT = Path(__file__).parent.parent


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ASSESS_CACHE", str(tmp_path / "cache"))
    yield tmp_path / "cache" / "assess"


class Maker:
    """Makes a text, and counts how often."""

    def __init__(self, text: str = "made") -> None:
        self.text = text
        self.made = 0

    def __call__(self) -> str:
        self.made += 1
        return self.text

    def remembered(self) -> str:
        return remember("text", self, str.encode, bytes.decode)


def the_file(base: Path) -> Path:
    (path,) = base.glob("*.kept")
    return path


def test_what_was_made_once_is_read_afterwards(base: Path) -> None:
    make = Maker()
    assert [make.remembered() for _ in range(3)] == ["made"] * 3
    assert make.made == 1
    assert the_file(base).stat().st_mode & 0o777 == 0o600
    assert base.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("frameworks", [[name] for name in sorted(framework_folders())] + [sorted(framework_folders())])
def test_a_library_is_read_from_the_cache_as_it_was(
    base: Path, frameworks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = load_library(frameworks)
    monkeypatch.setattr(library_module, "_read_library", lambda *_: pytest.fail("it was kept"))
    read = load_library(frameworks)
    assert (read.catalogue.topics, read.catalogue.facts) == (made.catalogue.topics, made.catalogue.facts)
    assert [f.hash for f in read.frameworks] == [f.hash for f in made.frameworks]
    assert [(f.head, f.domains, f.criteria) for f in read.frameworks] == [
        (f.head, f.domains, f.criteria) for f in made.frameworks
    ]


def test_a_translated_library_is_read_from_the_cache_as_it_was(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = load_library(["cooperation"], language="fr")
    monkeypatch.setattr(library_module, "_read_library", lambda *_: pytest.fail("it was kept"))
    read = load_library(["cooperation"], language="fr")
    assert read.catalogue.facts == made.catalogue.facts
    assert read.frameworks[0].domains == made.frameworks[0].domains


def test_names_of_countries_are_read_from_the_cache_as_they_were(base: Path) -> None:
    assert country_codes("fr") == country_names("fr") == country_codes("fr")
    assert b"\nZWE Zimbabwe" in the_file(base).read_bytes()


def test_a_flipped_bit_anywhere_is_a_miss(base: Path) -> None:
    library = load_library(["cooperation"])
    value = (library.catalogue, library.frameworks)
    path = the_file(base)
    key = path.name.removesuffix(".kept").removeprefix(f"{cache._edition()}-")
    whole = path.read_bytes()
    made = []

    def make() -> object:
        made.append(1)
        return value

    random_ = random.Random(9)
    places = [*range(0, 65 * 8, 13), *(random_.randrange(len(whole) * 8) for _ in range(150))]
    for place in places:
        damaged = bytearray(whole)
        damaged[place // 8] ^= 1 << place % 8
        path.write_bytes(damaged)
        assert remember(key, make, lambda _: whole[65:], unpacked) is value
        assert path.read_bytes() == whole  # written anew
    assert len(made) == len(places)


def test_names_that_do_not_fit_together_are_a_miss_even_with_the_right_checksum() -> None:
    library = load_library(["cooperation"])
    content = packed((library.catalogue, library.frameworks))
    assert unpacked(content)
    for name in ("powers.expedited_preservation", "cooperation.realtime_traffic_mla"):
        with pytest.raises(ValueError, match=name):
            unpacked(content.replace(f'"{name}":'.encode(), f'"{name}_x":'.encode()))


@pytest.mark.parametrize("change", [
    lambda raw: raw[:-1], lambda raw: b"", lambda raw: raw[:64], lambda raw: raw + b" ", lambda raw: raw * 2,
])  # fmt: skip
def test_a_cut_or_longer_file_is_a_miss(base: Path, change: Callable[[bytes], bytes]) -> None:
    make = Maker()
    make.remembered()
    the_file(base).write_bytes(change(the_file(base).read_bytes()))
    assert (make.remembered(), make.made) == ("made", 2)


def test_a_file_under_another_name_is_a_miss(base: Path) -> None:
    Maker("other").remembered()
    the_file(base).rename(base / the_file(base).name.replace("text", "name"))
    make = Maker()
    assert (remember("name", make, str.encode, bytes.decode), make.made) == ("made", 1)


def forged(base: Path, content: bytes) -> None:
    """Replaces the only file by another content with a correct checksum."""
    path = the_file(base)
    path.write_bytes(cache._checksum(path, content) + content)


@pytest.mark.parametrize(("old", "new"), [
    ('"kind":"provision"', '"kind":"provisions"'), ('"axis":"practice"', '"axis":"theory"'),
    ('"title":', '"titel":'), ('"holds":"', '"holds":"no line '), ('"holds":"', '"holds":1,"note":"'),
    ('"effort":', '"effort":7'), ('"features":{', '"features":{"No id":{"type":"flag","question":"?"},'), ("[", "{"),
])  # fmt: skip
def test_a_kept_library_is_checked_by_the_schemas_of_the_models(base: Path, old: str, new: str) -> None:
    library = load_library(["cooperation"])
    content = packed((library.catalogue, library.frameworks)).decode()
    assert old in content
    with pytest.raises(ValueError):
        unpacked(content.replace(old, new, 1).encode())
    forged(base, content.replace(old, new, 1).encode())
    assert load_library(["cooperation"]).catalogue.facts == library.catalogue.facts


@pytest.mark.parametrize("content", [b"", b"\xff", b"KEN", b"KENKenya", b"ken Kenya", b"KEN Kenya\n"])
def test_kept_names_of_countries_are_checked(base: Path, content: bytes) -> None:
    country_codes()
    forged(base, content)
    assert country_codes() == country_names()


def test_nothing_in_a_kept_file_is_run(base: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "assess", "run", "examples/profiles/khm.yaml"]
    first = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)

    class Attack:
        def __reduce__(self) -> tuple[object, ...]:
            return os.system, (f"touch {tmp_path / 'hacked'}",)

    files = list(base.iterdir())
    assert len(files) == 2
    for path in files:
        path.write_bytes(cache._checksum(path, pickle.dumps(Attack())) + pickle.dumps(Attack()))
    second = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=True)
    assert first.stdout == second.stdout
    assert not (tmp_path / "hacked").exists()


def test_what_reads_files_knows_no_format_that_runs_code() -> None:
    rooms = [ROOT / "assess" / room for room in ("reading", "model", "words", "engine")]
    for path in [ROOT / "assess/cache.py", *(path for room in rooms for path in room.glob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            assert not {"pickle", "marshal", "shelve"} & {name.split(".")[0] for name in names}, path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
@pytest.mark.parametrize("kind", ["pipe", "link", "device", "folder"])
def test_what_is_no_file_is_neither_read_nor_waited_for(base: Path, tmp_path: Path, kind: str) -> None:
    make = Maker()
    make.remembered()
    path = the_file(base)
    kept = path.rename(tmp_path / "kept")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(kept if kind == "link" else "/dev/zero")
    code = "from assess.cache import remember\nprint(remember('text', lambda: 'made anew', str.encode, bytes.decode))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "made anew\n"
    assert kept.read_bytes().endswith(b"\nmade")  # what a link names is not written either


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no owners")
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_can_write_to_is_not_used(base: Path, mode: int) -> None:
    make = Maker()
    make.remembered()
    base.chmod(mode)
    assert (make.remembered(), make.made) == ("made", 2)
    the_file(base).unlink()
    make.remembered()
    assert list(base.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no owners")
def test_a_file_that_others_can_write_to_is_not_used(base: Path) -> None:
    make = Maker()
    make.remembered()
    the_file(base).chmod(0o620)
    assert (make.remembered(), make.made) == ("made", 2)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no owners")
def test_what_belongs_to_another_user_is_not_used(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    make.remembered()
    before = the_file(base).stat().st_mtime_ns
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert (make.remembered(), make.made) == ("made", 2)
    assert the_file(base).stat().st_mtime_ns == before


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="links need rights on Windows")
def test_a_linked_folder_is_not_used(base: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    base.parent.mkdir()
    base.symlink_to(tmp_path / "elsewhere")
    make = Maker()
    assert [make.remembered() for _ in range(2)] == ["made"] * 2
    assert (make.made, list((tmp_path / "elsewhere").iterdir())) == (2, [])


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ASSESS_CACHE", str(tmp_path / "file"))
    make = Maker()
    assert [make.remembered() for _ in range(2)] == ["made"] * 2


def test_what_cannot_be_read_back_is_not_kept(base: Path) -> None:
    assert remember("x", lambda: "made", str.encode, lambda content: content.decode().upper()) == "made"
    assert not base.exists()


def test_the_cache_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESS_CACHE", "0")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    make = Maker()
    assert [make.remembered() for _ in range(2)] == ["made"] * 2
    assert (make.made, list(tmp_path.iterdir())) == (2, [])


@pytest.mark.parametrize("home", [None, "", " ", "relative", "/somewhere/caches", "/somewhere/../caches/"])
def test_it_lies_where_the_platform_keeps_caches(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSESS_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if home is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert folder() == platformdirs.user_cache_path("assess", appauthor=False)


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_platforms_are_asked_of_platformdirs(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSESS_CACHE", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "name", "nt" if platform == "win32" else "posix")
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda name, appauthor: ROOT / name / str(appauthor))
    assert folder() == ROOT / "assess" / "False"


def test_without_a_home_there_is_no_cache_in_the_working_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ASSESS_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert folder() is None


def test_the_oldest_files_are_removed(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_FILES", 3)
    for i in range(5):
        remember(f"n{i}", Maker(), str.encode, bytes.decode)
        for path in base.glob(f"*n{i}.kept"):
            os.utime(path, (i, i))
    (base / "mine.txt").write_text("not of the cache")
    remember("n9", Maker(), str.encode, bytes.decode)
    names = sorted(path.name.rpartition("-")[2] for path in base.iterdir())
    assert names == ["mine.txt", "n3.kept", "n4.kept", "n9.kept"]


def test_other_code_reads_nothing_that_was_kept(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    make.remembered()
    monkeypatch.setattr(cache, "_edition", lambda: "other")
    assert (make.remembered(), make.made) == ("made", 2)
