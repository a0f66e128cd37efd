"""The example data and the script that makes them."""
