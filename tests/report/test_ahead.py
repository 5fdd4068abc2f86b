"""The process that gets ready to lay out a PDF: the same file as without it, and no harm where it fails."""

import pytest

from assess.formats.pdf import made_with, render_pdf
from assess.problems import ReportError
from assess.run.ahead import Ahead, ahead

PAGE = "<html lang=en><title>t</title><body><h1>x</h1></body></html>"
FILES = [("a.yaml", b"a: b\n", "A file")]


def test_it_makes_the_same_file() -> None:
    with ahead() as ready:
        assert ready is not None
        assert ready.made_with() == made_with()
        assert ready(PAGE, FILES) == render_pdf(PAGE, FILES)


def test_what_cannot_be_rendered_is_said_as_without_it() -> None:
    with ahead() as ready, pytest.raises(ReportError, match="asks for something outside"):
        assert ready is not None
        ready.made_with()
        ready("<html lang=en><title>t</title><body><img src='x.png' alt=x></body></html>")


def test_a_process_that_is_lost_is_done_without() -> None:
    ready = Ahead()
    ready._process.kill()
    ready._process.wait()
    assert ready.made_with() == made_with()
    assert ready(PAGE, FILES) == render_pdf(PAGE, FILES)
    ready.close()


def test_none_that_can_be_started_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("assess.run.ahead.subprocess.Popen", refuse)
    with ahead() as ready:
        assert ready is None
