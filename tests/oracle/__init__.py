"""A second reading of `docs/method.md`: every completion of what is unknown, one after the other.

Nothing here imports `assess.engine`; only `adapter.py` knows the toolkit. README.md says which reading was chosen where
the documents leave one open.
"""
