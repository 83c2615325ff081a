"""The AsyncAPI document of each service names every event it publishes, with the right schema."""

import pytest
from pydantic import SecretStr

from shared.database import make_engine
from shared.events.catalogue import published_by
from shared.messaging.asyncapi import document
from shared.messaging.bus import Bus, Subscription
from shared.messaging.streams import SERVICES, consumers_of
from shared.settings import Settings
from tests.servers import seed


async def _nothing(*_: object) -> None:
    return None


@pytest.mark.parametrize("service", SERVICES)
def test_it_names_what_is_published_and_what_is_read(service: str) -> None:
    settings = Settings(
        database_url=SecretStr("-"), nats_seed=SecretStr(seed()), token_public_key=SecretStr("-")
    )
    engine = make_engine("postgresql+asyncpg://nobody@127.0.0.1:1/none")
    bus = Bus(settings, service, engine, [Subscription(c, _nothing) for c in consumers_of(service)])
    written = document(bus.broker, title=service, version="1.0.0", description="")
    assert written["asyncapi"] == "3.0.0"
    addresses = {channel["address"] for channel in written["channels"].values()}
    assert {f"{event.TYPE}.*" for event in published_by(service)} <= addresses
    assert {
        subject for consumer in consumers_of(service) for subject in consumer.filters
    } <= addresses
    schemas = written["components"]["schemas"]
    for event in published_by(service):
        assert set(schemas[event.__name__]["properties"]) == set(event.model_fields)
