"""May it be published? Only what is cleared goes on from here."""
