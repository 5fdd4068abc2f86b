"""A cache of what was read and checked, under the user's cache folder, like Python's own for compiled modules.

It holds frameworks with the fact catalogue, country names and compiled words, by a hash of what they came from; never a profile,
whose facts may be confidential. It is only ever a shortcut: without it, or with `ASSESS_CACHE=0`, everything works, slower.

A kept file is data: nothing in it is run or looked up by name, and whoever keeps something checks it again on reading. It begins
with a checksum, so that one that is damaged, or stands under another name, is passed over. A folder or file that others could
have written is not used.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import time_ns
from typing import TypeVar

from assess.resources import VERSION

T = TypeVar("T")

MAX_KEPT = 64_000_000
"""Bytes of one file; what is larger is neither kept nor read."""
MAX_FILES = 100
"""The oldest beyond these are removed."""
_HEAD = 65
"""The checksum in hexadecimal, and the end of its line."""
# a link is not followed, and a pipe not waited for; Windows has neither flag, and needs the last
_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_BINARY"))


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over named contents."""
    total = hashlib.sha256()
    for name, content in parts:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def folder() -> Path | None:
    """Where the cache lies, or None where it is switched off or the user has no folder for it.

    `ASSESS_CACHE` names the folder to make it in, or is 0; else it lies where the platform keeps caches.
    """
    if named := os.environ.get("ASSESS_CACHE"):
        return None if named == "0" else Path(named) / "assess"
    if os.name == "posix" and sys.platform != "darwin":
        # what platformdirs gives, without a fifteenth of the time of a run, which importing it would take
        xdg = os.environ.get("XDG_CACHE_HOME", "")
        home = Path(xdg if os.path.isabs(xdg) else os.path.expanduser("~/.cache")) / "assess"
    else:
        from platformdirs import user_cache_path

        home = user_cache_path("assess", appauthor=False)
    return home if home.is_absolute() else None  # without a home folder it would lie in the working folder


@cache
def _edition() -> str:
    """The version of the code that makes what is kept; in a checkout it changes without a number."""
    rooms = [Path(__file__).parent / room for room in ("model", "reading", "words")]
    files = sorted((each.path, each.stat()) for room in rooms for each in os.scandir(room) if each.name.endswith(".py"))
    stamps = "".join(f"{path}{state.st_size}-{state.st_mtime_ns}" for path, state in files)
    return f"{VERSION}-{digest([('code', stamps.encode())])[:12]}"


def remember(key: str, make: Callable[[], T], pack: Callable[[T], bytes], unpack: Callable[[bytes], T]) -> T:
    """What `make` gives, kept as the bytes that `pack` makes of it. No fault of the cache is ever an error.

    Args:
        key: what it is and all that it depends on; part of a file name.
        make: does the work.
        pack: the value as data.
        unpack: the value from data of which nothing is known but that they are the bytes that were written; raises any error
            where they are not such a value.
    """
    if (base := folder()) is None:
        return make()
    path = base / f"{_edition()}-{key}.kept"
    with suppress(Exception):  # absent, damaged, or written by another version
        return unpack(_read(path))
    made = make()
    with suppress(Exception):  # not writable, or something in it cannot be kept
        content = pack(made)
        if len(content) <= MAX_KEPT and pack(unpack(content)) == content:
            _write(path, content)
    return made


def _read(path: Path) -> bytes:
    if not _ours(path.parent.lstat(), stat.S_ISDIR):
        raise PermissionError
    with open(os.open(path, _READ), "rb") as file:
        if not _ours(os.fstat(file.fileno()), stat.S_ISREG):
            raise PermissionError
        raw = file.read(_HEAD + MAX_KEPT + 1)
    content = raw[_HEAD:]
    if raw[:_HEAD] != _checksum(path, content) or len(content) > MAX_KEPT:
        raise ValueError
    return content


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not _ours(path.parent.lstat(), stat.S_ISDIR):
        raise PermissionError
    partial = path.with_suffix(f".{os.getpid()}-{time_ns()}")
    with open(os.open(partial, _WRITE, 0o600), "wb") as file:
        try:
            file.write(_checksum(path, content) + content)
            file.close()
            partial.replace(path)
        except OSError:
            partial.unlink(missing_ok=True)
            raise
    kept = sorted(path.parent.glob("*.kept"), key=lambda each: each.lstat().st_mtime)
    for old in kept[:-MAX_FILES]:
        old.unlink(missing_ok=True)


def _checksum(path: Path, content: bytes) -> bytes:
    return digest([(path.name, content)]).encode() + b"\n"


def _ours(state: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Whether it is of this kind and nobody else can have written it; Windows guards a user's folders by itself."""
    theirs = hasattr(os, "geteuid") and (state.st_uid != os.geteuid() or state.st_mode & 0o022)
    return kind(state.st_mode) and not theirs
