"""Pages of what was reported and achieved: sections `evaluasi`, `dasbor` and `kepatuhan`."""
