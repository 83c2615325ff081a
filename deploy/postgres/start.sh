#!/bin/sh
# Starts PostgreSQL through the image's own entry point. The superuser's password is wanted once,
# when the data folder is made; it is read from its file then, and is in no environment afterwards.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  POSTGRES_PASSWORD=$(cat /secrets/password)
  export POSTGRES_PASSWORD
fi
exec docker-entrypoint.sh "$@"
