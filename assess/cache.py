"""A cache of what was read and checked, under the user's cache folder, like Python's own for compiled modules.

It has frameworks with the fact catalogue, country names and compiled words, under a hash of what they were made from. It never has
a profile, whose facts may be confidential. Without the cache, or with `ASSESS_CACHE=0`, everything works, only slower.

A file in the cache is data: nothing in it is run or looked up by name, and its content is checked again on reading. It begins with
a checksum, so that a damaged or renamed file is ignored. A folder or file that others could have written is not used.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import time_ns
from typing import Any, TypeVar

from assess.resources import VERSION

try:
    from _blake2 import blake2b  # CPython's own; `hashlib` also loads OpenSSL, which takes a sixtieth of a short run
except ImportError:
    from hashlib import blake2b

T = TypeVar("T")

MAX_KEPT = 64_000_000
"""Bytes of one file; a larger one is neither kept nor read."""
MAX_FILES = 100
"""If there are more files, the oldest are removed."""
_HEAD = 65
"""The length of the checksum in hexadecimal, with its line end."""
# do not follow links, do not wait for pipes; Windows lacks both flags and needs O_BINARY
_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_BINARY"))


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over named contents."""
    from hashlib import sha256

    return _over(sha256(), parts)


def fingerprint(parts: Iterable[tuple[str, bytes]]) -> str:
    """A hash over named contents that is only used here and for names in the cache: BLAKE2b."""
    return _over(blake2b(digest_size=32), parts)


def _over(total: Any, parts: Iterable[tuple[str, bytes]]) -> str:
    for name, content in parts:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return str(total.hexdigest())


def folder() -> Path | None:
    """The folder of the cache, or None if it is turned off or the user has no folder for it.

    `ASSESS_CACHE` is the folder to create it in, or 0; by default, it is where the platform keeps caches.
    """
    if named := os.environ.get("ASSESS_CACHE"):
        return None if named == "0" else Path(named) / "assess"
    if os.name == "posix" and sys.platform != "darwin":
        # the same as platformdirs, whose import would take a fifteenth of the time of a run
        xdg = os.environ.get("XDG_CACHE_HOME", "")
        home = Path(xdg if os.path.isabs(xdg) else os.path.expanduser("~/.cache")) / "assess"
    else:
        from platformdirs import user_cache_path

        home = user_cache_path("assess", appauthor=False)
    return home if home.is_absolute() else None  # without a home folder, it would be in the working folder


@cache
def _edition() -> str:
    """The version of the code that makes the cached content; in a checkout, the code changes without a new version number."""
    rooms = [Path(__file__).parent / room for room in ("model", "reading", "words")]
    files = sorted((each.path, each.stat()) for room in rooms for each in os.scandir(room) if each.name.endswith(".py"))
    stamps = "".join(f"{path}{state.st_size}-{state.st_mtime_ns}" for path, state in files)
    return f"{VERSION}-{fingerprint([('code', stamps.encode())])[:12]}"


def remember(key: str, make: Callable[[], T], pack: Callable[[T], bytes], unpack: Callable[[bytes], T]) -> T:
    """The result of `make`, cached as the bytes that `pack` makes of it. A fault of the cache is never an error.

    Args:
        key: identifies the value and everything it depends on; becomes part of a file name.
        make: does the work.
        pack: the value as data.
        unpack: reads the value from bytes that are known only to be undamaged; raises any error if they are not such a value.
    """
    if (base := folder()) is None:
        return make()
    path = base / f"{_edition()}-{key}.kept"
    with suppress(Exception):  # absent, damaged, or written by another version
        return unpack(_read(path))
    made = make()
    with suppress(Exception):  # not writable, or something in the value cannot be packed
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
    return fingerprint([(path.name, content)]).encode() + b"\n"


def _ours(state: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Whether it is of this kind and nobody else can have written it; on Windows, the user's folders are protected anyway."""
    theirs = hasattr(os, "geteuid") and (state.st_uid != os.geteuid() or state.st_mode & 0o022)
    return kind(state.st_mode) and not theirs
