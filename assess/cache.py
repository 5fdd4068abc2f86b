"""A cache of what was read and checked, under the user's cache folder, like Python's own for compiled modules.

It holds frameworks, the fact catalogue, country names and the schemas of models, by a hash of the files they came from;
never a profile, whose facts may be confidential. It is only ever a shortcut: without it, or with `ASSESS_CACHE=0`, everything
works, slower.
"""

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from assess.resources import VERSION

T = TypeVar("T")

_TRUSTED = ("assess.model.",)
_PLAIN = {
    ("fractions", "Fraction"), ("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set"), ("builtins", "str"),
    ("builtins", "int"), ("builtins", "float"), ("builtins", "bool"), ("builtins", "dict"), ("builtins", "list"),
    ("builtins", "tuple"),
}  # fmt: skip


class _Unpickler(pickle.Unpickler):
    """Builds the toolkit's own records and plain values; a file that names anything else is refused."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN or (module.startswith(_TRUSTED) and "." not in name):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over named contents."""
    total = hashlib.sha256()
    for name, content in parts:
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def folder() -> Path | None:
    """Where the cache lies, or None where it is switched off."""
    if os.environ.get("ASSESS_CACHE") == "0":
        return None
    named = os.environ.get("ASSESS_CACHE") or os.environ.get("XDG_CACHE_HOME")
    home = Path(named) if named else Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return home / "assess"


def remember(key: str, make: Callable[[], T | None]) -> T | None:
    """What `make` gives, kept under `key`; None is not kept. No fault of the cache is ever an error."""
    try:
        base = folder()
    except RuntimeError:  # no home folder
        base = None
    if base is None:
        return make()
    python = f"{sys.version_info.major}{sys.version_info.minor}"
    path = base / f"{VERSION}-{python}-{key}.pickle"
    with suppress(Exception):  # absent, damaged, or written by another version
        kept: T = _Unpickler(io.BytesIO(path.read_bytes())).load()
        return kept
    made = make()
    if made is not None:
        # not writable, or something in it cannot be kept
        with suppress(OSError, pickle.PicklingError, AttributeError):
            base.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial = path.with_suffix(f".{os.getpid()}")
            partial.write_bytes(pickle.dumps(made, protocol=5))
            partial.replace(path)
    return made
