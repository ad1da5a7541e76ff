"""Pages that belong to no one practice."""
