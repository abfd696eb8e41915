#!/bin/sh
# New keys and passwords for docker-compose.yml: `docker/new-keys.sh > .env`. Keep the keys apart from the backups.
set -eu

key() { head -c 32 /dev/urandom | base64; }
word() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

cat <<ENV
SECRET_KEY=$(word)
CPR_KEYS=k$(date +%Y%m%d):$(key)
CPR_INDEX_KEY=$(key)
POSTGRES_PASSWORD=$(word)
OWNER_PASSWORD=$(word)
APP_PASSWORD=$(word)
ENV
