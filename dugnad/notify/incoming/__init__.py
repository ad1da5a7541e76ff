"""Answers that come in by e-mail: what arrives is somebody else's bytes until it has passed through here.

`mime` takes a message apart within bounds, `plain` and `trimming` find the words its writer added, `mail` says what
kind of message it is, `doors` which letter it answers, and `receiving` does what it asks for.
"""
