// Reads your unit's events, each at least once, and remembers which were dealt with.
//
//     npm install
//     npm start
//
// Change `handle`. An event may come twice, most likely after a crash; `seen.txt` holds the ids that
// were dealt with. In earnest, keep the id in the same transaction as your work.

import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { connect, nkeyAuthenticator } from "@nats-io/transport-node";
import { jetstream } from "@nats-io/jetstream";

const file = (name) => new URL(name, import.meta.url);
const access = JSON.parse(readFileSync(file("connection.json"), "utf8"));
const seed = new TextEncoder().encode(readFileSync(file("nats.seed"), "utf8").trim());
const seen = new Set(existsSync(file("seen.txt")) ? readFileSync(file("seen.txt"), "utf8").split("\n") : []);

// Your work. A rejected promise means: not now; the event comes again in a minute.
async function handle(type, event) {
  console.log(type, JSON.stringify(event));
}

async function dealWith(message) {
  const id = message.headers.get("ce-id");
  try {
    if (!seen.has(id)) {
      await handle(message.headers.get("ce-type"), message.json());
      appendFileSync(file("seen.txt"), id + "\n");
      seen.add(id);
    }
    message.ack();
  } catch (error) {
    console.error("again in a minute:", error);
    message.nak(60_000);
  }
}

const client = await connect({
  servers: access.servers,
  authenticator: nkeyAuthenticator(seed),
  tls: access.ca_file ? { ca: readFileSync(file(access.ca_file), "utf8") } : undefined,
  inboxPrefix: access.inbox_prefix,
  name: access.consumer,
  maxReconnectAttempts: -1,
});
process.once("SIGINT", () => client.close());
process.once("SIGTERM", () => client.close());

const stream = jetstream(client, { apiPrefix: access.api_prefix });
while (!client.isClosed()) {
  try {
    const consumer = await stream.consumers.get(access.stream, access.consumer);
    for await (const message of await consumer.consume()) {
      await dealWith(message);
    }
  } catch (error) {
    if (client.isClosed()) break;
    console.error("waiting:", error.message);
    await pause(1000);
  }
}
