"""Pages of record types that a site adds itself, drawn by the roles of their columns."""
