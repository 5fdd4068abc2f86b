"""The data: frozen models of the catalogue, profiles, frameworks and worked cases, and the results."""
