"""Tasks that tests run in other processes; light to import, because the import counts against the processor time too."""

import os
import tempfile
import time
from pathlib import Path

from assess.problems import InvalidInput, Place, ReportError, problem


def number() -> str:
    return str(os.getpid())


def loud(text: str) -> str:
    print("printed")
    os.write(1, b"written")
    return text


def refuse() -> bytes:
    raise ReportError("no paper")


def fill() -> bytes:
    raise OSError(28, "No space left on device", "/tmp/x")


def fail() -> bytes:
    raise KeyError("x")


def turn() -> bytes:
    while True:
        pass


def add() -> bytes:
    return bytes(sum(range(10**13)))  # no signal is looked at meanwhile


def sleep() -> bytes:
    time.sleep(600)
    return b""


def grow() -> bytes:
    held = []
    while True:
        held.append(bytearray(1_000_000))


def leap() -> bytes:
    return bytearray(10**10) and b""


def talk() -> bytes:
    return b"x" * 2_000_000


def end(code: int) -> bytes:
    os._exit(code)


def kill(name: int) -> bytes:
    os.kill(os.getpid(), name)
    time.sleep(60)
    return b""


def here() -> str:
    handle, path = tempfile.mkstemp()
    os.close(handle)
    return path


def linger(told: str) -> bytes:
    Path(told).write_text(here())
    time.sleep(600)
    return b""


def larger() -> bytes:
    held = bytearray(150_000_000)
    until = time.process_time() + 1.2
    while time.process_time() < until:
        pass
    return b"done" if held else b""


def double(value: int) -> tuple[int, int]:
    return 2 * value, os.getpid()


def die_on_two(value: int) -> int:
    if value == 2:
        kill(9)
    return value


def linger_on_one(value: int, told: str) -> int:
    if value == 1:
        linger(told)
    return value


def invalid(path: str) -> None:
    raise InvalidInput([problem(Place(path, 1, 1), "file-not-found")])


# In place of what lays out a PDF


def _begun() -> None:
    with open(os.environ["TASKS_TOLD"], "a") as told:
        told.write("begun\n")


def killed(*_: object) -> bytes:
    _begun()
    return kill(9)


def crashed(*_: object) -> bytes:
    _begun()
    return kill(11)


def wrong(*_: object) -> bytes:
    _begun()
    raise ValueError(7)


def out_of_memory(*_: object) -> bytes:
    raise MemoryError


def echo(html: str, files: list[tuple[str, bytes, str]], day: object, _fonts: object) -> str:
    return repr((html, files, str(day)))


def no_pango() -> str:
    import sys

    from assess.formats.pdf import made_with

    sys.modules["weasyprint"] = None  # type: ignore[assignment]
    try:
        return made_with()
    finally:
        del sys.modules["weasyprint"]
