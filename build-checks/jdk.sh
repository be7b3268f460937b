# Sourced by ./run, ./test and the benchmarks' run: finds a JDK 21 or newer and exports JAVA_HOME.
# Candidates in order: JAVA_HOME, the java on the PATH, the usual install folders (newest first).
# shellcheck shell=bash

oldest_jdk=21

# The major version of the JDK in a folder, or nothing where there is no whole JDK (javac included).
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p'
}

# The home of the java on the PATH: `java` itself says where it lives, whatever links lead there.
home_of_java_on_path() {
  # macOS has a /usr/bin/java that only offers a download; it fails, and then says nothing here.
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

jdk_folders() {
  printf '%s\n' \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
    "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/*
}

newest_installed_jdk() {
  local folder version newest=0 home=''
  while IFS= read -r folder; do
    version=$(jdk_version "$folder")
    if [ "${version:-0}" -gt "$newest" ]; then
      newest=$version
      home=$folder
    fi
  done < <(jdk_folders)
  [ "$newest" -lt "$oldest_jdk" ] || printf '%s\n' "$home"
}

find_jdk() {
  local home version
  for home in "${JAVA_HOME:-}" "$(home_of_java_on_path)"; do
    version=$(jdk_version "$home")
    if [ "${version:-0}" -ge "$oldest_jdk" ]; then
      export JAVA_HOME=$home
      return
    fi
  done
  JAVA_HOME=$(newest_installed_jdk)
  export JAVA_HOME
  if [ -z "$JAVA_HOME" ]; then
    echo "No JDK $oldest_jdk or newer found: install one (https://adoptium.net, or your system's openjdk-$oldest_jdk-jdk package), or set JAVA_HOME to it." >&2
    return 1
  fi
}
