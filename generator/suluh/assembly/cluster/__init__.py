"""Long work on several machines: Dask tells who does what, a store that all can read carries it."""
