#!/bin/sh
# SPDX-License-Identifier: MIT
# Usage: docs/images/make.sh [FOLDER_OF_TOOLS]      (default: where tests/run.sh leaves them)
#
# Makes the pictures of the README from what the tools print about the sandbox. Needs Chromium; pngquant makes the files
# smaller where it is installed. Not part of the build: run it when the tools' output changes, and look at the result.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
tools=${1:-$root/build/tests/tests/examples/together}
browser=
for name in chromium chromium-browser google-chrome; do
    if [ -z "$browser" ] && command -v "$name" > /dev/null 2>&1; then browser=$name; fi
done
[ -n "$browser" ] || { echo 'make.sh: there is no Chromium' >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# picture NAME WIDTH HEIGHT: a screenshot of $work/NAME.html.
picture() {
    "$browser" --headless --no-sandbox --disable-gpu --disable-sync --disable-background-networking --no-first-run \
        --disable-component-update --hide-scrollbars --user-data-dir="$work/profile" --force-device-scale-factor=1 \
        --window-size="$2,$3" --screenshot="$here/$1.png" "file://$work/$1.html" > "$work/log" 2>&1 ||
        { cat "$work/log" >&2; exit 1; }
    if command -v pngquant > /dev/null 2>&1; then pngquant --force --ext .png --speed 1 32 "$here/$1.png"; fi
}

# shell COMMAND…: what a terminal shows of it, as HTML: a prompt, and the output with its colours.
shell() {
    printf '<span class="p">$</span> %s\n' "$*"
    program=$1
    shift
    { "$tools/$program" "$@" 2> /dev/null || true; } | head -n "$lines" |
        sed -e 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' \
            -e "s/$(printf '\033')\[\(K\|m\|0m\)/<\/span>/g" \
            -e "s/$(printf '\033')\[\([0-9;]*\)m/<span class=\"c\1\">/g" -e "s/$(printf '\033')\[K//g"
}

"$tools/access_audit" acme --repository site --repository api --html "$work/access-report.html" --date 2026-03-01 \
    --no-progress > /dev/null 2>&1
picture access-report 1000 620

{
    cat << 'HTML'
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #1d2026; }
pre { margin: 0; padding: 18px 22px; font: 15px/1.45 "DejaVu Sans Mono", monospace; color: #d7dae0; }
.p { color: #7fb069; } .c31, .c1\;31, .c01\;31 { color: #e5737d; font-weight: bold; } .c32 { color: #8fc27a; }
.c33 { color: #d9b36c; } .c34 { color: #7aa7e0; } .c35 { color: #c49be0; } .c36 { color: #6cc5c5; } .c1 { font-weight: bold; }
</style><pre>
HTML
    lines=9
    shell access_audit acme --repository site --no-progress
    echo
    lines=6
    shell code_search TODO --color=always
} > "$work/terminal.html"
picture terminal 1120 420
ls -l "$here"/*.png
