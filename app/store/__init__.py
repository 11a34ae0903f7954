"""What is kept on disk: the outbox, the vault of encrypted bytes, receipts, and the records picked last."""
