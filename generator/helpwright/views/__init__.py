"""Views: what templates see, made of the OpenAPI document and the names.

Every string in a view is finished: it has passed the escaping function of the place it
goes to, and it is wrapped as black would wrap it.
"""
