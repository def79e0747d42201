"""Reads the samples of a page, JSON and XML, into trees whose values know their lines."""

from helpwright.samples.contents import Contents
from helpwright.samples.json_reader import JsonReading, read_json
from helpwright.samples.references import without_references
from helpwright.samples.tree import Element, Member, Node, NodeKind
from helpwright.samples.xml_reader import XmlReading, read_xml

__all__ = [
    "Contents",
    "Element",
    "JsonReading",
    "Member",
    "Node",
    "NodeKind",
    "XmlReading",
    "read_json",
    "read_xml",
    "without_references",
]
