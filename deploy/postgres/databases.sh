#!/bin/sh
# One role and one database per service, its password as in the service's secrets. Repeatable.
set -eu
PGPASSWORD=$(cat /secrets/password)
export PGPASSWORD
exec psql -h postgres -U postgres -d postgres -q -f /secrets/init.sql
