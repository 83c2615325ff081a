"""What intake can do: one use case a file.

- `receive_complaint`: from what somebody said to a receipt that holds; publishes ComplaintReceived
- `follow_tasks`: intake's own copy of what ledger does with each complaint
- `tell_progress`: the story so far, for whoever holds number and query code
- `rotate_contacts`: sealed contact details and originals under the current key
"""
