"""Fuzzing: mutated inputs of every kind through the command line, watched for what is promised in `docs/security.md`.

`make fuzz SECONDS=600` runs it; `test_fuzz.py` replays what was found, and a few inputs of each kind.
"""
