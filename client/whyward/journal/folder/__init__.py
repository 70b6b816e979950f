"""A folder as a carrier: statements and segments as files on a stick or a synced drive, under a relay's rules.

A folder may lie, lose and mix up exactly as a relay may, so all that it holds goes through `Log.take_statements` and
`Log.take_segments`. What these modules promise, and to whom:

- **Layout**: `layout`. Names tell what a relay sees: random ids, numbers, hashes.
- **A file is never overwritten and never deleted by us.** It is written under another name, made durable, and only then
  gets its own, which must be free. A file that is damaged stays, and its content is written again under the next name.
- **A file counts by its content.** Each one is read at each sync, and its digest compared, so that what was spoiled or
  is only half there is given again by whoever holds it. That makes a sync cost one reading of the folder.
- **Anything may be missing**: a synced drive may have brought only half. What cannot be used yet waits, without alarm.
- **Duplicates, "conflicted copies", foreign files**: a name that starts as one of ours is tried after the exact one;
  every other name is left alone. Links and whatever is not a plain file are not followed.
- **Pruning**: any file may be deleted by the person at any time. Whoever holds what it held gives it again; a file
  whose run others cover, and a name that starts with a dot (a writer that was cut off), are of no use to anyone.
- **No receipts**: a folder signs nothing, so nothing counts as kept because of it.
- **Compare and set** (`proposing`): a statement's file is named by its index alone, and a name is given once. That
  holds on one file system. Two replicas of a synced drive may each give it, and meet as a fork (protocol §3).
"""
