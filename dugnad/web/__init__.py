"""The shell: home, search, set-up, operator, quick exit."""
