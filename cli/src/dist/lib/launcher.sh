# What both launchers share, ./spark of a checkout and bin/spark of the distribution: messages, finding a JDK, starting the relay.
# shellcheck shell=sh

needed_jdk=25
exit_no_jdk=3

say() { printf 'spark: %s\n' "$*" >&2; }

die() {
    code=$1
    shift
    say "$*"
    exit "$code"
}

# --- finding a JDK ------------------------------------------------------------------------------------------------

# Is $1 the home of a JDK that is new enough? Reads its release file, so no JVM is started.
# Sets jdk_home, jdk_version and jdk_major when it is.
try_jdk() {
    [ -r "$1/release" ] && [ -x "$1/bin/javac" ] || return 1
    while IFS= read -r release_line; do
        case $release_line in
            JAVA_VERSION=*)
                release_line=${release_line#JAVA_VERSION=}
                release_line=${release_line#\"}
                jdk_version=${release_line%\"*}
                jdk_major=${jdk_version%%[!0-9]*}
                [ -n "$jdk_major" ] && [ "$jdk_major" -ge "$needed_jdk" ] || return 1
                jdk_home=$1
                return 0
                ;;
        esac
    done <"$1/release"
    return 1
}

# The home that the java on the PATH belongs to, if any.
path_jdk() {
    path_java=$(command -v java) || return 1
    path_java=$(readlink -f "$path_java" 2>/dev/null) || return 1
    printf '%s\n' "${path_java%/bin/java}"
}

find_jdk() {
    for variable in SPARK_JAVA_HOME JAVA_HOME; do
        eval "home=\${$variable:-}"
        [ -n "$home" ] || continue
        try_jdk "$home" && return
        [ "$variable" = JAVA_HOME ] ||
            say "SPARK_JAVA_HOME is '$home', which is no JDK $needed_jdk or newer; looking elsewhere"
    done
    home=$(path_jdk) && try_jdk "$home" && return
    for home in /usr/lib/jvm/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* "${HOME:-}"/.jdks/* /opt/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        try_jdk "$home" && return
    done
    die "$exit_no_jdk" "no JDK $needed_jdk or newer found: install one (for example Temurin $needed_jdk)," \
        "or set SPARK_JAVA_HOME to the folder of one"
}

# --- the relay ----------------------------------------------------------------------------------------------------

main_module=io.sparkactor.cli/io.sparkactor.cli.Main

# Runs the Java part of the command line in place of this shell.
exec_main() {
    # Each line of its log is one line.
    exec "$jdk_home/bin/java" "-Djava.util.logging.SimpleFormatter.format=%1\$tFT%1\$tT.%1\$tL%1\$tz %4\$s %5\$s%6\$s%n" \
        "-Dspark.launcher=$0" "$@"
}

# Runs the relay, with the module path $path, and with a cache of classes in the folder $1 if there is one made by this JDK; if not, one
# is made in the background.
exec_relay() {
    start=$1
    shift
    if [ -e "$start/start.aot" ] && IFS= read -r trained_on <"$start/jdk" && [ "$trained_on" = "$jdk_home" ]; then
        exec_main "-XX:AOTCache=$start/start.aot" "-Xlog:aot*=off" --module-path "$path" -m "$main_module" relay "$@"
    fi
    train_relay
    exec_main --module-path "$path" -m "$main_module" relay "$@"
}

# Makes an ahead-of-time cache of the classes that a relay loads, by starting one for a moment: later ones start in about half the time.
# The JVM ignores a cache that does not fit, and nothing else depends on there being one.
train_relay() {
    mkdir -p "$start" 2>/dev/null || return 0
    # Not while another one does it; what is older is left from one that was killed.
    [ -z "$(find "$start" -name 'new-*' -mmin -2 -print 2>/dev/null)" ] || return 0
    (
        trap '' HUP
        cd "$start" && rm -rf new-* && mkdir "new-$$" && printf '%s\n' "$jdk_home" >jdk || exit
        nice -n 19 "$jdk_home/bin/java" "-XX:AOTCacheOutput=new-$$/start.aot" --module-path "$path" -m "$main_module" \
            relay --allow-unauthenticated-local >"new-$$/out" &
        trained=$!
        seconds=0
        until grep -q listening "new-$$/out" || [ "$seconds" -ge 60 ]; do
            sleep 1
            seconds=$((seconds + 1))
        done
        kill "$trained"
        wait "$trained" && mv "new-$$/start.aot" start.aot
        rm -rf "new-$$"
    ) </dev/null >/dev/null 2>&1 &
}
