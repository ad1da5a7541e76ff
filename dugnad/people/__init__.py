"""Members: who they are to each other, what they can, where and when they can be asked."""
