"""What goes into a member's archive, and how it is written."""
