"""Pure functions from models to findings and scores: no files, clock, network, locale or randomness."""
