"""Is it right? Findings about what was read."""
