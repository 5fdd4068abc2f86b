"""The executor of processes: every task gives its result, a lost process loses only its own task, and stopping stops everything."""

import os
import pickle
import time
from pathlib import Path

import pytest

from assess.problems import InvalidInput
from assess.processes import Ended
from assess.run.workers import Processes
from tests.tasks import die_on_two, double, invalid, linger_on_one


def test_every_task_has_its_result_from_another_process() -> None:
    with Processes(2) as processes:
        results = list(processes.map(double, range(5)))
    assert [number for number, _ in results] == [0, 2, 4, 6, 8]
    assert os.getpid() not in {process for _, process in results}


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_process_that_is_lost_takes_only_its_own_task_with_it() -> None:
    with Processes(2) as processes:
        futures = [processes.submit(die_on_two, number) for number in range(5)]
    assert [future.result() for number, future in enumerate(futures) if number != 2] == [0, 1, 3, 4]
    with pytest.raises(Ended) as ended:
        futures[2].result()
    assert (ended.value.why, ended.value.detail) == ("killed", "SIGKILL")


def test_what_a_task_raises_comes_back_whole() -> None:
    with Processes(1) as processes:
        future = processes.submit(invalid, "x.yaml")
    error = future.exception()
    assert isinstance(error, InvalidInput)
    assert [fault.code for fault in error.problems] == ["file-not-found"]
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_stopping_ends_every_process_with_its_temporary_files(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with pytest.raises(KeyboardInterrupt), Processes(2) as processes:
        futures = [processes.submit(linger_on_one, number, str(told)) for number in range(20)]
        assert futures[0].result() == 0
        while not (told.exists() and told.read_text()):
            time.sleep(0.01)
        assert Path(told.read_text()).exists()
        raise KeyboardInterrupt
    assert all(future.done() for future in futures)
    assert not Path(told.read_text()).parent.exists()
