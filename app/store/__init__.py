"""What is kept on disk: the desk, the outbox, the vault of encrypted bytes, receipts, recent records, the journal."""
