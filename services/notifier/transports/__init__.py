"""Ways out, one file each; `app.py` lists them, `tests/notifier/suites/test_transport.py` is their suite.

Apprise reads the addresses (the forms operators know: `mailto://`, `wecombot://`, `dingtalk://`,
`feishu://`), holds the SMTP session and signs for DingTalk. The exchange itself is made here, for
Apprise keeps only yes or no of a provider's answer, and takes a bot's refusal (status 200 with an
error code in the body) for a delivery. `any_apprise.py` is every other means that Apprise knows.
"""
