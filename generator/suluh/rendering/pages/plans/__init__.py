"""Pages of goals, plans and official documents: sections `rencana`, `tpad` and `kalender`."""
