"""`/api/v1/`: what the site knows as static JSON, small files by stable keys, described by OpenAPI 3.1."""
