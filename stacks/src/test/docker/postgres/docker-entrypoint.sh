#!/bin/sh
# Behaves like the official image's entrypoint, as far as tests use it: POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB,
# POSTGRES_HOST_AUTH_METHOD, POSTGRES_INITDB_ARGS, /docker-entrypoint-initdb.d/*.sql and *.sh. The archive has no psql, so
# statements go through a single-user server.
set -eu

case "${1:-postgres}" in
    -*) set -- postgres "$@" ;;
esac
[ "${1:-postgres}" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres:postgres "$PGDATA"
    chmod 0700 "$PGDATA"
    exec su -m -s /bin/sh -- postgres "$0" "$@" # without --, su takes the server's own options
fi

# sql DATABASE: runs standard input; a single-user server reports errors but exits 0.
sql() {
    log=$(mktemp)
    # In -j mode a semicolon, a newline and an empty line end a command.
    if ! { cat; printf '\n;\n\n'; } | postgres --single -j -D "$PGDATA" "$1" > "$log" 2>&1 \
        || grep -qE '(ERROR|FATAL|PANIC):' "$log"; then
        cat "$log" >&2
        exit 1
    fi
    rm -f "$log"
}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    user=${POSTGRES_USER:-postgres}
    database=${POSTGRES_DB:-$user}
    method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
    if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$method" != trust ]; then
        echo "Error: Database is uninitialized and superuser password is not specified." >&2
        exit 1
    fi
    password_file=$(mktemp)
    printf '%s\n' "${POSTGRES_PASSWORD:-unused}" > "$password_file"
    # shellcheck disable=SC2086 # the arguments are words
    initdb -D "$PGDATA" --username="$user" --pwfile="$password_file" --encoding=UTF8 --locale=C.UTF-8 \
        --auth-local=trust --auth-host="$method" ${POSTGRES_INITDB_ARGS:-}
    rm -f "$password_file"
    printf "\nhost all all all %s\n" "$method" >> "$PGDATA/pg_hba.conf"
    printf "\nlisten_addresses = '*'\n" >> "$PGDATA/postgresql.conf"
    if [ "$database" != postgres ]; then
        printf 'CREATE DATABASE "%s"' "$database" | sql postgres
    fi
    for script in /docker-entrypoint-initdb.d/*; do
        # shellcheck disable=SC1090 # the scripts are the user's
        case "$script" in
            *.sql) echo "$0: running $script"; sql "$database" < "$script" ;;
            *.sh) echo "$0: sourcing $script"; . "$script" ;;
        esac
    done
    # The official image runs a server for initialisation, so waiters look for its ready line twice.
    pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
    pg_ctl -D "$PGDATA" -m fast -w stop
    echo
    echo "PostgreSQL init process complete; ready for start up."
    echo
fi

exec "$@"
