"""What every app borrows: clock, ids, permission algebra, rich text, pictures, full text. No domain nouns."""
