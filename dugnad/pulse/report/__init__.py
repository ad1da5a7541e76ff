"""The pulse in words, tables and plots. Everything but `plots` works on plain data, so that pages may import it."""
