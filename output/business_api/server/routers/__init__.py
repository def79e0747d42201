"""One module a group of operations: the protocol of its implementation, and its router."""
