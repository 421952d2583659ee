# Ends what is left of one run and removes its folder.
#   sh reap.sh wait FOLDER   waits until standard input closes, which it does when the JVM dies, however it dies
#   sh reap.sh now FOLDER    at once
# FOLDER/undo has a script for each thing that was done to a system that outlives the run.
# FOLDER/processes has a file for each process, named by its pid: start time, and the signal that ends it gently.
# FOLDER/engine is there when the run has containers, and says where the Docker engine answers.
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

# The ids of what the engine has for the run: containers, or networks. Fails when no engine answers.
labelled() {
  if command -v docker > /dev/null; then
    case $1 in
      containers) docker -H "$engine" ps -aq --filter "label=io.firedrill.run=$run" ;;
      networks) docker -H "$engine" network ls -q --filter "label=io.firedrill.run=$run" ;;
    esac
  else
    answer=$(ask GET "/$([ "$1" = containers ] && echo containers/json || echo networks)?all=1&filters=%7B%22label%22%3A%5B%22io.firedrill.run%3D$run%22%5D%7D") || return
    echo "$answer" | tr '{,' '\n\n' | sed -n 's/^"Id":"\([0-9a-f]*\)".*/\1/p'
  fi 2>/dev/null
}

remove() {
  if command -v docker > /dev/null; then
    case $1 in
      containers) docker -H "$engine" rm -fv "$2" ;;
      networks) docker -H "$engine" network rm "$2" ;;
    esac
  else
    ask DELETE "/$1/$2?force=1&v=1"
  fi > /dev/null 2>&1
}

ask() {
  case $engine in
    unix://*) curl -sf -X "$1" --unix-socket "${engine#unix://}" "http://docker$2" ;;
    *) curl -sf -X "$1" "http://${engine#*://}$2" ;;
  esac
}

# Twice nothing: what the JVM had asked for as it died may come a moment later.
empty_engine() {
  [ -f "$folder/engine" ] || return
  read -r engine < "$folder/engine"
  tries=0
  nothing=0
  while [ $nothing -lt 2 ] && [ $tries -lt 60 ]; do
    containers=$(labelled containers) || return
    for id in $containers; do remove containers "$id"; done
    networks=$(labelled networks) || return
    for id in $networks; do remove networks "$id"; done
    [ -z "$containers$networks" ] && nothing=$((nothing + 1)) || nothing=0
    sleep 0.2
    tries=$((tries + 1))
  done
  [ $nothing -eq 2 ] && rm -f "$folder/engine"
}

[ "$1" = wait ] && cat > /dev/null
case $run in firedrill-run-?*) ;; *) exit 2 ;; esac
[ -d "$folder" ] || exit 0

# What is broken elsewhere waits for nothing here. What fails is left for the next sweep.
for file in "$folder"/undo/*.sh; do
  [ -f "$file" ] && sh "$file" > /dev/null 2>&1 && rm -f "$file"
done
rmdir "$folder/undo" 2>/dev/null

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
empty_engine
if [ -f "$folder/engine" ] || [ -d "$folder/undo" ]; then
  # The engine did not answer, or something is still broken: the next sweep tries again.
  for file in "$folder"/*; do
    case ${file##*/} in owner | engine | undo) ;; *) rm -rf "$file" ;; esac
  done
else
  rm -rf "$folder"
fi
