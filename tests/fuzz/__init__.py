"""Fuzzing: gives mutated inputs of every kind to the command line and checks the promises of `docs/security.md`.

`make fuzz SECONDS=600` runs it; `test_fuzz.py` replays what was found, and a few inputs of each kind.
"""
