"""The catalogue as CKAN's interface tells it, in files that need no program to answer."""
