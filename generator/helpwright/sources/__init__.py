"""Finds pages: files, folders, and folders that `helpwright fetch` has filled."""

from helpwright.sources.listing import PageFile, list_pages
from helpwright.sources.source import Source

__all__ = ["PageFile", "Source", "list_pages"]
