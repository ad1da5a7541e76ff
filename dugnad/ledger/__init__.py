"""The spine: acts, the verbs they are told in, and those who follow them."""
