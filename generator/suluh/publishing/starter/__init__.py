"""A new site for a region: its settings, its agencies, its forge's workflows, and tables to fill in."""
