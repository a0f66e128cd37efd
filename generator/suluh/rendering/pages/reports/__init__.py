"""Pages of the agencies' written reports: section `laporan`."""
