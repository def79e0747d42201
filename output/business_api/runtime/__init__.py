"""What does not vary with the API: transport, errors, scalars and the base of the
models.
"""
