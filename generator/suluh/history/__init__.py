"""What changed: the versions of a dataset, from git."""
