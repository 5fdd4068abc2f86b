"""The program: `assess`, and `python -m assess`."""

import os
import signal
from typing import Any


def main() -> None:
    """Run the command line; whoever stops it while it is still being read in gets one line too."""
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not where it is ignored, as under nohup
    if ours:
        signal.signal(signal.SIGINT, _stopped)
    from assess.cli.main import main as run

    run(program=ours)


def _stopped(*_: Any) -> None:
    """An exception could come up in the middle of any module that is being imported, and be taken for something else there."""
    os.write(2, b"stopped\n")
    os._exit(130)


if __name__ == "__main__":  # a process of `--jobs` reads this module too
    main()
