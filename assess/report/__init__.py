"""Documents made from assessments. Everything printed is worded here; nothing is calculated here."""
