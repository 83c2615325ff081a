"""Puts evidence together: where it is kept, its pages, its API, its loop. Part of the composition root."""

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.adapters.evidence.book import PostgresEvidenceBook
from services.ledger.adapters.evidence.folder_store import FolderStore
from services.ledger.adapters.evidence.s3_store import Bucket, BucketStore
from services.ledger.entrypoints.desk import Desk
from services.ledger.entrypoints.evidence.desk import EvidenceDesk
from services.ledger.entrypoints.evidence.evidence_keeper import EvidenceKeeper
from services.ledger.evidence_settings import EvidenceSettings
from services.ledger.handlers.evidence.attach_evidence import AttachEvidence
from services.ledger.handlers.evidence.fetch_evidence import FetchEvidence
from services.ledger.handlers.evidence.ports import FileStore
from services.ledger.handlers.evidence.sweep_evidence import SweepEvidence
from services.ledger.handlers.ports import Ledger


def make_evidence(
    settings: EvidenceSettings, engine: AsyncEngine, desk: Desk, ledger: Ledger
) -> tuple[EvidenceDesk, EvidenceKeeper]:
    """What pages need, and the loop that clears away what no task has."""
    store, book = _store(settings), PostgresEvidenceBook(engine)
    attach = AttachEvidence(ledger, desk.clock, store, settings.evidence_bytes)
    evidence = EvidenceDesk(
        desk, book, attach, FetchEvidence(book, store), settings.evidence_megabytes
    )
    sweep = SweepEvidence(book, store, desk.clock)
    return evidence, EvidenceKeeper(sweep, settings.evidence_look_seconds)


def _store(settings: EvidenceSettings) -> FileStore:
    if settings.evidence_store == "folder":
        return FolderStore(settings.evidence_folder)
    bucket = Bucket(
        name=settings.evidence_s3_bucket,
        endpoint=settings.evidence_s3_endpoint,
        region=settings.evidence_s3_region,
        key_id=settings.evidence_s3_key_id.get_secret_value(),
        secret_key=settings.evidence_s3_secret_key.get_secret_value(),
    )
    return BucketStore(bucket)
