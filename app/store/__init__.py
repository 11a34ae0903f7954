"""What is kept on disk: the outbox, the vault of encrypted bytes, the receipts."""
