"""Bytes to models: YAML with positions, checks of the raw tree, shapes, the library, translations, pictures, PDFs."""
