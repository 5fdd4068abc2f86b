"""The date of a document."""

import os
from datetime import UTC, datetime

from assess.problems import ReportError


def document_day(stated: str) -> str:
    """`stated` (YYYY-MM-DD), unless `SOURCE_DATE_EPOCH`, the convention of reproducible builds, gives another.

    Raises:
        ReportError: `SOURCE_DATE_EPOCH` is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return stated
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise ReportError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds since 1970") from None
