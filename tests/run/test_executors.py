"""Documents of many profiles on any executor: the same bytes from each, and errors among the results."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import assess
from assess.problems import InvalidInput, ReportError, UsageError
from assess.run import many

ROOT = Path(__file__).parent.parent.parent
INDEX = ROOT / "examples/index"
PROFILES = [ROOT / f"examples/profiles/{name}.yaml" for name in ("ken", "khm", "phl")]
EXECUTORS: dict[str, Callable[[], Executor]] = {
    "threads": lambda: ThreadPoolExecutor(2),
    "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
}


def alone(path: Path, kind: str) -> bytes:
    made = assess.document(assess.assess_file(path), kind)
    return made.encode("utf-8") if isinstance(made, str) else made


@pytest.mark.parametrize("name", EXECUTORS)
def test_every_executor_makes_what_is_made_here(name: str) -> None:
    expected = {path: alone(path, ".json") for path in PROFILES}
    with EXECUTORS[name]() as executor:
        assert dict(assess.documents(PROFILES, kind=".json", executor=executor)) == expected


def test_without_one_they_are_made_here() -> None:
    assert dict(assess.documents(PROFILES, kind=".csv")) == {path: alone(path, ".csv") for path in PROFILES}


def test_what_is_wrong_with_one_profile_is_its_own(tmp_path: Path) -> None:
    bad, late = tmp_path / "bad.yaml", tmp_path / "late.yaml"
    text = PROFILES[0].read_text(encoding="utf-8")
    bad.write_text(text.replace("status: in_force", "status: inforce", 1), encoding="utf-8")
    late.write_text(text.replace("as_of: ", "as_of: 2020-01-01 #", 1), encoding="utf-8")
    paths = [bad, tmp_path / "absent.yaml", PROFILES[0], late]
    made = dict(assess.documents(paths, kind=".json", as_of="2026-01-01"))
    with ThreadPoolExecutor(1) as executor:
        there = dict(assess.documents(paths, kind=".json", as_of="2026-01-01", executor=executor))
    for results in (made, there):
        assert isinstance(results[bad], InvalidInput)
        assert f"{bad}:" in str(results[bad])
        assert "file-not-found" in str(results[paths[1]])
        assert isinstance(results[PROFILES[0]], bytes)
        assert isinstance(results[late], UsageError | InvalidInput)


class Losing(ThreadPoolExecutor):
    """Loses every task."""

    def submit(self, *_: object, **__: object):  # type: ignore[no-untyped-def]
        return super().submit(lambda: 1 // 0)


def test_what_an_executor_loses_is_said_and_the_rest_goes_on() -> None:
    with Losing(1) as executor:
        made = list(assess.documents(PROFILES, kind=".json", executor=executor))
    assert len(made) == 3
    assert all(isinstance(result, ReportError) and "ZeroDivisionError" in str(result) for _, result in made)


def test_no_more_is_read_ahead_than_asked_for() -> None:
    given: list[Path] = []

    def paths() -> Iterator[Path]:
        for path in PROFILES * 5:
            given.append(path)
            yield path

    with ThreadPoolExecutor(2) as executor:
        made = assess.documents(paths(), kind=".csv", executor=executor, ahead=4)
        next(iter(made))
        assert len(given) == 4
        assert len(list(made)) == 14


def test_other_frameworks_where_the_work_is_done_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = assess.documents(PROFILES[:1], kind=".json")
    real = many.load_library

    def other(*arguments: object) -> object:
        return real(*arguments)._replace(files={})  # type: ignore[arg-type]

    monkeypatch.setattr(many, "load_library", other)
    many._library.cache_clear()
    ((_, result),) = made
    many._library.cache_clear()
    assert isinstance(result, ReportError)
    assert "the frameworks where the document is made differ from those here" in str(result)


def test_what_cannot_be_asked_for_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="no kind of document"):
        assess.documents(PROFILES, kind=".odt")
    with pytest.raises(UsageError, match="there is no framework 'nothing'"):
        assess.documents(PROFILES, ["nothing"])
    with pytest.raises(UsageError, match="no framework is named"):
        assess.documents(PROFILES, [])
    with pytest.raises(UsageError, match="release"):
        assess.documents(PROFILES, release="Public")  # type: ignore[arg-type]


def test_frameworks_in_relative_folders_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    (made,) = assess.documents(["index/profile.yaml"], ["index"], kind=".html")
    assert made == (
        "index/profile.yaml",
        assess.document(assess.assess_file(INDEX / "profile.yaml", [INDEX]), ".html").encode(),
    )  # type: ignore[union-attr]


@pytest.mark.documents
def test_a_local_cluster_makes_pdfs() -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True) as cluster,
        distributed.Client(cluster) as client,
    ):
        executor = client.get_executor()
        paths = [INDEX / "profile.yaml", str(INDEX / "profile.yaml")]
        made = dict(assess.documents(paths, [INDEX], executor=executor))
    expected = assess.document(assess.assess_file(INDEX / "profile.yaml", [INDEX]), ".pdf")
    assert made == dict.fromkeys(paths, expected)
