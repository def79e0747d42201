"""Helpwright reads ASP.NET Web API Help Pages into OpenAPI, clients and servers."""

__version__ = "0.1.0"
