"""What do we have? Files as values, and what the package itself states as data."""
