"""Data for machines: the downloads of a dataset, and what is said of it in formats others read."""
