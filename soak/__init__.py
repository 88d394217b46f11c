"""The long trials of what the journal promises: kills, faults, damage, random edits, hostile input."""
