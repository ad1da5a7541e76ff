"""Django's SQLite backend on a build that is safe to keep a movement in."""
