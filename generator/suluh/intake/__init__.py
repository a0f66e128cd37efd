"""How is an office's own file to be read? From its sheets to a recipe of reading and a described table."""
