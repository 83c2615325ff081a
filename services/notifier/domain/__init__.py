"""Who is told what, by which means, and when it is tried again. Standard library only.

`rules.py` event → who hears; `notice.py` one notice and its states; `means.py` by which means;
`backoff.py` when again; `next_step.py` what an answer leads to; `outcome.py` what a provider can
answer; `masking.py` addresses hidden from those who read; `quiet_hours.py` when people sleep.
"""
