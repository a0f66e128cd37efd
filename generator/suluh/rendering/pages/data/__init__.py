"""Pages of datasets, their editions and public information: section `data`, and `ppid`."""
