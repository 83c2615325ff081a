"""What the ledger can do, one file each.

From events: `register_complaints`. By officers: `dispatch_task`, `sign_task`, `report_task`,
`close_task`, `sign_in`. From the command line: `load_organisation`,
`verify_trail`. By the clock: `anchor_trail`, `timers/fire_timers`.
What sets due dates and moves them: `deadlines`. `acting` is what acts on a task
have in common, `lists` how tasks are read, `ports` what all of them need from outside.
Service items are in `service_items/`, files of tasks in `evidence/`.
"""
