"""Pages of the agencies: section `instansi`."""
