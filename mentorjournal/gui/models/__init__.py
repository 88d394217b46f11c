"""Qt item models; they page by key and never hold the journal."""
