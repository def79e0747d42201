"""The groups of operations, loaded when a client is first asked for them."""
