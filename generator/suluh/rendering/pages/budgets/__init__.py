"""Pages of the budget by year, agency, account, item, source and strategy: section `anggaran`."""
