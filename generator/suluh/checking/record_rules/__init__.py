"""What must hold for the rows of record types beside their schemas: one module per family of types.

A rule is a function `(records, places, known) -> Iterator[Finding]` over the rows of one table; the value
of its record type (`suluh.record_types`) names it. Its module takes `Known` from `record_rules.known`. A
type without a rule is checked by its schema alone.
"""
