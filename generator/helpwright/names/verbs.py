"""Verbs that name an operation by themselves when a path segment starts with one."""

from __future__ import annotations

_READING = """
browse calculate can check compare compute convert count describe download estimate
exists export fetch find get has is list load lookup peek ping poll preview query read
resolve retrieve search show suggest test try validate verify watch
"""

_ACTING = """
accept acknowledge activate add allocate apply approve archive assign attach
authenticate authorize block book bulk cancel change charge clear clone close commit
complete confirm connect copy correct create deactivate delete deliver deny deploy
destroy detach disable disconnect dispatch drop duplicate edit email enable end execute
expire finalize finish follow forward generate grant handle hold import insert install
invite invoke issue join launch leave link lock login logoff logon logout mark merge
modify move notify open pause pay perform pick plan post print process promote publish
purge push put reassign rebuild recalculate receive refresh refund refuse register
reject release reload remove rename renew reopen reorder replace reply report request
resend reserve reset restart restore resume return revert revoke rollback rotate run
save schedule select send set settle share ship sign signin signout signup skip split
start stop store submit subscribe suspend swap switch sync synchronize terminate toggle
transfer trigger unassign unblock undo unlink unlock unpublish unregister unsubscribe
update upgrade upload upsert use void withdraw write
"""

READS = frozenset(_READING.split())
"""Verbs that ask for something."""

ACTIONS = READS | frozenset(_ACTING.split())
"""All verbs. Many are nouns too; after GET they are taken for nouns."""
