"""Pages of the record types and the tables to fill in: section `standar`."""
