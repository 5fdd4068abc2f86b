"""Documents as data: everything printed is sorted, rounded and worded here; templates and writers only lay it out."""
