"""XML in place of JSON, for the operations that have nothing else."""

from __future__ import annotations
