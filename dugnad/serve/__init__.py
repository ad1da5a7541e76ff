"""The server: one port, a few page processes, one worker, and a parent that watches them. Above all apps."""
