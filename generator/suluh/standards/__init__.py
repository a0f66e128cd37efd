"""Rules and reference data as files: record types, findings, national code lists."""
