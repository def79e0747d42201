"""One module a group of operations: the protocol to implement, and the router."""
