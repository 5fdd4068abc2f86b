"""Readers' templates: read, checked before anything is rendered, and run in a process with limits."""
