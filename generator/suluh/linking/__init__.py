"""What belongs together? The catalog, and the thread from a proposal to what came of it."""
