"""Pages of the thread from proposal to result: sections `usulan` and `alur`."""
