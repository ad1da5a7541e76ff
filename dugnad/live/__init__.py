"""Pages that change while one reads them: streams that follow the ledger."""
