"""Pages for people, a room for each section or a few: from the catalogue to `Page` values."""
