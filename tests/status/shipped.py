"""The status data that are shipped, read once for all tests."""

from assess.reading.status import load_status

STATUS = load_status()
