"""Many documents in one run, other processes, and the two commands that check: `validate` and `verify`."""
