"""The catalogue in DCAT's words: DCAT-AP 3 in three forms, and DCAT-US."""
