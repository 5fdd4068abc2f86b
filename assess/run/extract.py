"""Writes files into a folder: never over others and never through a link, even if somebody else writes there at the same time."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from assess.problems import ReportError, UsageError

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_BY_FOLDER = {os.open, os.mkdir, os.stat, os.unlink} <= os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
"""Whether files can be opened relative to an open folder, so that no folder on the way can be replaced by a link."""


def extract(files: Mapping[str, bytes], folder: str | Path) -> tuple[int, int]:
    """Writes the files into a folder; returns how many were written, and how many were there already.

    Raises:
        UsageError: a file is there already and differs, or there is a link on the way; then nothing is written.
        ReportError: the folder cannot be written to.
    """
    root = Path(folder)
    try:
        if not os.path.lexists(root):
            os.makedirs(root, exist_ok=True)
        with _opened(root, None) as top:
            wanted = {name: content for name, content in files.items() if not _is_there(root, top, name, content)}
            for name, content in wanted.items():
                _write(root, top, name, content)
    except OSError as error:
        raise ReportError(f"{root} cannot be written to: {error.strerror or error}") from error
    return len(wanted), len(files) - len(wanted)


def _refused(path: Path) -> UsageError:
    return UsageError(f"{path} is a link, or leads through one; name another folder")


@contextmanager
def _opened(path: Path, above: int | None, name: str = "") -> Iterator[int]:
    """Opens a folder that is not a link; `name` is its name in the folder `above`. Returns its number."""
    if not _BY_FOLDER:
        if path.is_symlink():
            raise _refused(path)
        yield -1
        return
    try:
        number = os.open(name or path, _FOLDER, dir_fd=above)
    except OSError as error:
        # what opening a link gives on Linux and on macOS
        if error.errno in (errno.ENOTDIR, errno.ELOOP, errno.EMLINK) and path.is_symlink():
            raise _refused(path) from None
        raise
    try:
        yield number
    finally:
        os.close(number)


@contextmanager
def _within(root: Path, top: int, name: str, *, make: bool) -> Iterator[tuple[Path, int | None, str]]:
    """The path of a file, the number of its folder and its name there; the folders on the way are created, or have to exist."""
    *between, last = PurePosixPath(name).parts
    if between:
        path = root / between[0]
        if make:
            with suppress(FileExistsError):
                os.mkdir(between[0] if _BY_FOLDER else path, dir_fd=top if _BY_FOLDER else None)
        with (
            _opened(path, top, between[0]) as below,
            _within(path, below, "/".join([*between[1:], last]), make=make) as found,
        ):
            yield found
    else:
        yield root / last, (top if _BY_FOLDER else None), (last if _BY_FOLDER else str(root / last))


def _is_there(root: Path, top: int, name: str, content: bytes) -> bool:
    """Whether the same file is there already.

    Raises:
        UsageError: a different file is.
    """
    try:
        with _within(root, top, name, make=False) as (path, folder, last):
            other = UsageError(f"{path} is there already and differs; name another folder, or remove it first")
            if stat.S_ISLNK(os.stat(last, dir_fd=folder, follow_symlinks=False).st_mode):
                raise _refused(path)
            with open(os.open(last, _FILE, dir_fd=folder), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode) or file.read(len(content) + 1) != content:
                    raise other
            return True
    except FileNotFoundError:
        return False
    except IsADirectoryError:
        raise other from None


def _write(root: Path, top: int, name: str, content: bytes) -> None:
    """Writes a file that must not exist yet; if it cannot be written whole, it is removed again."""
    with _within(root, top, name, make=True) as (path, folder, last):
        try:
            number = os.open(last, _NEW, 0o666, dir_fd=folder)
        except FileExistsError:
            raise UsageError(f"{path} was created by another program in the meantime; name another folder") from None
        try:
            with open(number, "wb") as file:
                file.write(content)
        except BaseException:
            os.unlink(last, dir_fd=folder)
            raise
