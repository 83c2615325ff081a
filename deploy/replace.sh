#!/bin/sh
# Replaces the containers of one service one after the other, so that somebody always answers:
#   INTAKE_TAG=2 deploy/replace.sh intake
set -eu
service=$1
old=$(docker compose ps -q "$service")
count=$(echo "$old" | wc -l)
up() { docker compose up -d --no-deps --no-recreate --wait --scale "$service=$1" "$service"; }
up $((count + 1))
for container in $old; do
  docker stop -t 30 "$container" >/dev/null # it finishes what it has in hand
  docker rm "$container" >/dev/null
  count=$((count - 1))
  [ "$count" = 0 ] || up $(($(echo "$old" | wc -l) + 1))
done
