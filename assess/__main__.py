"""The program: `assess`, and `python -m assess`."""

import gc
import os
import signal
from typing import Any


def main() -> None:
    """Run the command line; an interrupt while modules are still being imported also gives one line."""
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not where it is ignored, as under nohup
    if ours:
        signal.signal(signal.SIGINT, _stopped)
    # importing and a run build many small records that stay; looking for cycles among them would waste a tenth of a short run
    gc.set_threshold(100_000, 20, 20)
    from assess.cli.main import main as run

    run(program=ours)


def _stopped(*_: Any) -> None:
    """Exits at once: an exception would be raised inside a module that is being imported, which might misinterpret it."""
    os.write(2, b"stopped\n")
    os._exit(130)


if __name__ == "__main__":  # a process of `--jobs` reads this module too
    main()
