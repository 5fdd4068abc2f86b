"""Models by themselves: records, dates, numbers, conditions, the catalogue."""
