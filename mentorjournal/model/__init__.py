"""What a journal holds: record types, their fields and their rules, free of storage and windows."""
