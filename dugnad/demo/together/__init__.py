"""What the people of the story decide together: a case, elections, words for a profession, an export, a record."""
