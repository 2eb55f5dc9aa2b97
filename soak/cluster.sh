# A PostgreSQL cluster for the soak: as durable as a real one, and gone when standard input closes, however the
# soak ends. A line "restart" on standard input restarts it at once, without a checkpoint; it answers "restarted".
# Usage: sh cluster.sh BIN-FOLDER PORT. Prints "ready", or "failed" and the log.
set -u
umask 077
cd /
bin=$1 port=$2
folder=$(mktemp -d /tmp/troth-soak-postgres.XXXXXX) || exit 1
# It must live long enough to clean up, whatever the terminal sends.
trap : INT TERM HUP PIPE

again() {
    "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 -m immediate -o "-p $port -k $folder \
        -c listen_addresses=127.0.0.1 -c max_connections=60 -c shared_buffers=64MB -c recovery_init_sync_method=syncfs" "$1" >>"$folder/log" 2>&1
}

if "$bin/initdb" -D "$folder/data" -U troth -A trust -E UTF8 --locale=C.UTF-8 >"$folder/log" 2>&1 && again start; then
    echo ready
    while read -r word; do
        [ "$word" = restart ] && again restart && echo restarted
    done
else
    echo failed
    tail -n 20 "$folder/log" "$folder/server.log"
fi
"$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
rm -rf "$folder"
