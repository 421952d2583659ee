# Ends what is left of one run and removes its folder.
#   sh reap.sh wait FOLDER   waits until standard input closes, which it does when the JVM dies, however it dies
#   sh reap.sh now FOLDER    at once
# FOLDER/processes has a file for each process, named by its pid: start time, and the signal that ends it gently.
trap '' INT TERM HUP QUIT
folder=$2
run=${folder##*/}

# A pid alone proves nothing: it may have been given to somebody else. Pid and start time together do.
started() {
  if [ -r "/proc/$1/stat" ]; then
    fields=$(cat "/proc/$1/stat" 2>/dev/null) || return
    set -- ${fields##*) }
    shift 19
    echo "$1"
  elif [ ! -d /proc/self ]; then
    ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' '_'
  fi
}

listed() {
  for file in "$folder"/processes/*; do
    [ -f "$file" ] || continue
    pid=${file##*/}
    read -r start signal < "$file"
    [ "$(started "$pid")" = "$start" ] && echo "$pid $signal"
  done
}

# What a listed process started itself carries the run's name in its environment.
marked() {
  [ -d /proc/self ] || return 0
  grep -lzx "FIREDRILL_RUN=$run" /proc/[0-9]*/environ 2>/dev/null | while read -r file; do
    pid=${file#/proc/}
    echo "${pid%/environ}"
  done
}

[ "$1" = wait ] && cat > /dev/null
case $run in firedrill-run-?*) ;; *) exit 2 ;; esac
[ -d "$folder" ] || exit 0

# The listed first, each by its own signal: a database that is ended gently takes its children and its shared memory along.
listed | while read -r pid signal; do kill -s "$signal" "$pid" 2>/dev/null; done
tries=0
while [ -n "$(listed)" ] && [ $tries -lt 30 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
# Then whatever is left, until it is gone.
tries=0
while left=$(listed; marked) && [ -n "$left" ] && [ $tries -lt 30 ]; do
  echo "$left" | while read -r pid signal; do kill -s KILL "$pid" 2>/dev/null; done
  sleep 0.1
  tries=$((tries + 1))
done
rm -rf "$folder"
