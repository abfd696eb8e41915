#!/bin/sh
# What the PostgreSQL image runs once, on an empty volume: the two roles, with their passwords.
set -eu

psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file /roles.sql \
    --set owner="$OWNER_PASSWORD" --set app="$APP_PASSWORD" --set database="$POSTGRES_DB" --file - <<'SQL'
ALTER ROLE amu_owner PASSWORD :'owner';
ALTER ROLE amu PASSWORD :'app';
ALTER DATABASE :"database" OWNER TO amu_owner;
SQL
