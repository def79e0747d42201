"""Files put in place all at once: what was, or what is to be, and nothing between.

What a run writes is made whole in a private folder, `.helpwright-run`, in the folder
that it writes to. Then a journal is put there that says what goes where; that is the
moment from which the new state holds. The files are moved to their places, and the
journal is removed. Whoever comes to the folder after a run was cut off finds either no
journal, and drops what the run had begun, or one, and finishes it.

A run is alone on its folder, by a lock of the system that ends with the process. No
decision depends on a time of day or on the time of a file.
"""

from helpwright.transaction.changing import Transaction, replace_files
from helpwright.transaction.locking import Patience
from helpwright.transaction.settling import alone, is_unfinished, together

__all__ = [
    "Patience",
    "Transaction",
    "alone",
    "is_unfinished",
    "replace_files",
    "together",
]
