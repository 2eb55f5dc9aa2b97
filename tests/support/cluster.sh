# A scratch PostgreSQL cluster that cannot outlive its test run: it is stopped and its folder removed when
# standard input closes, which the system does for us however the test process ends.
# Usage: sh cluster.sh BIN-FOLDER PORT. Prints "ready FOLDER", or "failed" and the log.
set -u
umask 077
cd /
bin=$1 port=$2
folder=$(mktemp -d /tmp/troth-postgres.XXXXXX) || exit 1
# A Ctrl-C at the terminal reaches this shell too, and nobody may be left to read what it prints: it must live
# long enough to clean up.
trap : INT TERM HUP PIPE

finish() {
    "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
    rm -rf "$folder"
}

if "$bin/initdb" -D "$folder/data" -U troth -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 &&
    "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 -o "-p $port -k $folder \
        -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=64MB \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >>"$folder/log" 2>&1; then
    echo "ready $folder" 2>/dev/null
    read -r _
    finish
else
    echo failed
    tail -n 20 "$folder/log" "$folder/server.log"
    finish
    exit 1
fi
