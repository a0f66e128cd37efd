"""Pages of the regions: section `wilayah`."""
