"""How a journal is kept: engine, encryption, transactions, revisions, search index, attachments."""
