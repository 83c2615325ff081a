"""Whose word is taken for a NATS server being the one it says it is."""

import ssl


def trusting(ca: str) -> ssl.SSLContext | None:
    """For a server whose certificate is from this authority (PEM) and names the host of its address.

    None for an empty text: `tls://` addresses then need one that the system trusts, `nats://` none.
    """
    return ssl.create_default_context(cadata=ca) if ca.strip() else None
