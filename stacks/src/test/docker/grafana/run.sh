#!/bin/sh
set -eu
mkdir -p /tmp/www/api
echo '{"database": "ok", "version": "12.1.1"}' > /tmp/www/api/health
ln -s "$GF_PATHS_PROVISIONING" /tmp/www/provisioning
env | grep '^GF_' | sort > /tmp/www/environment
exec httpd -f -p "$GF_SERVER_HTTP_PORT" -h /tmp/www
