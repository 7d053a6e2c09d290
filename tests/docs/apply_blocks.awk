# SPDX-License-Identifier: MIT
# Applies the ```diff blocks of one section of a Markdown page to the files below a folder.
#
#   awk -v root=FOLDER -v section='A heading' -f apply_blocks.awk PAGE
#
# A block is like a unified diff, but its `@@` has no line numbers: what a hunk keeps and removes has to be in the file,
# as consecutive lines, exactly once. `--- /dev/null` makes a new file. Prints the names of the files. Ends with 1, and one
# sentence with the page's line, when a block does not fit.
function fail(sentence) {
    printf "%s:%d: %s\n", FILENAME, hunk_line, sentence > "/dev/stderr"
    failed = 1
    exit 1
}

function read_file(name,    line, status) {
    count = 0
    while ((status = (getline line < (root "/" name))) > 0) lines[++count] = line
    close(root "/" name)
    if (status < 0) fail("there is no file " name)
}

function write_file(name,    i) {
    folder = root "/" name
    sub(/\/[^\/]*$/, "", folder)
    system("mkdir -p '" folder "'")
    printf "" > (root "/" name)
    for (i = 1; i <= count; i++) print lines[i] > (root "/" name)
    close(root "/" name)
}

# Whether the hunk's old lines are in the file from line `at` on.
function fits(at,    i) {
    for (i = 1; i <= old_count; i++)
        if (lines[at + i - 1] != old[i]) return 0
    return 1
}

function apply_hunk(    at, i, found, places) {
    if (!in_hunk) return
    in_hunk = 0
    if (is_new) {
        if (old_count > 0) fail("a new file has no old lines")
        for (i = 1; i <= new_count; i++) lines[++count] = fresh[i]
        return
    }
    if (old_count == 0) fail("this hunk says no place in " file)
    for (at = 1; at + old_count - 1 <= count; at++)
        if (fits(at)) {
            found = at
            places++
        }
    if (places != 1) fail("the lines of this hunk are in " file " " places + 0 " times, not once")
    for (i = found + old_count; i <= count; i++) tail[i] = lines[i]
    last = count
    count = found - 1
    for (i = 1; i <= new_count; i++) lines[++count] = fresh[i]
    for (i = found + old_count; i <= last; i++) lines[++count] = tail[i]
}

function finish_file() {
    apply_hunk()
    if (file != "") {
        write_file(file)
        print file
    }
    file = ""
}

/^## / { inside = ($0 == "## " section); if (inside) seen = 1; next }
!inside { next }
!in_block && /^```diff$/ { in_block = 1; next }
!in_block { next }
/^```$/ { finish_file(); in_block = 0; next }
/^--- / { finish_file(); hunk_line = NR; is_new = ($2 == "/dev/null"); next }
/^\+\+\+ b\// && !in_hunk {
    file = substr($0, 7)
    count = 0
    if (!is_new) read_file(file)
    else if ((getline ignored < (root "/" file)) >= 0) fail(file " is there already")
    next
}
/^@@$/ { apply_hunk(); in_hunk = 1; old_count = new_count = 0; hunk_line = NR; next }
/^[ +-]/ || /^$/ {
    kind = substr($0, 1, 1)
    text = substr($0, 2)
    if (kind != "+") old[++old_count] = text
    if (kind != "-") fresh[++new_count] = text
    next
}
{ hunk_line = NR; fail("this line belongs to no diff: " $0) }
END {
    if (failed) exit 1
    if (!seen) { hunk_line = NR; fail("there is no section " section) }
}
