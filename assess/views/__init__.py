"""Documents as data: everything that is printed is sorted, rounded and worded here. Templates and writers only lay it out."""
