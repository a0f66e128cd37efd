"""The report of a check: one value made from findings, and the forms it is given in."""
