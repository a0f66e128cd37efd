"""Lines that read a published table right in other programs, made of its columns."""
