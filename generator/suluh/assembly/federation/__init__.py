"""Many published sites as one: fetched, verified, laid out as a site of a province or the nation."""
