// SPDX-License-Identifier: MIT
// The workspace `hostile` of a new sandbox: texts that attack whoever prints them. They hold terminal escapes and
// control characters, marks that turn the direction of a line, formulas that a spreadsheet would execute, markup and
// separators. A server could send every one of them. Names in other scripts are not hostile: people of `acme` have
// them.
#pragma once

#include "../store/ssh_key_text.hpp"
#include "accounts.hpp"
#include "builders.hpp"
#include "pipelines.hpp"

// NOLINTBEGIN(misc-misleading-bidirectional): that is what these texts are for
namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The members of `hostile`, who are in no other workspace.
inline constexpr seeded_account hostile_accounts[] = {
    // A terminal obeys these: colours, line breaks, a bell, a new window title, the C1 form of an escape.
    {"Eve \x1b[31mRed\x1b[0m\r\n\tTab\x07", "eve-red", known_things::hostile_user, nullptr, "\x1b]0;owned\x07"},
    {"Cleo \u009b31mC1", "c1"},
    // A spreadsheet executes these; the last one with the full-width equals sign (U+FF1D).
    {"=HYPERLINK(\"http://example.org/\";\"bonus\")", "formula"},
    {"+49 30 1234567", "phone"},
    {"@sum(A1:A9)", "at-sign"},
    {"-2+3", "minus"},
    {"\uff1d1+1", "full-width"},
    // These end a cell of a CSV file too early.
    {"Quinn \"Q\" O'Neil, Jr.", "quotes"},
    // U+202E turns what follows backwards, U+2066 begins an isolate that nothing ends, U+200B and U+FEFF are invisible.
    {"Mallory \u202etxt.exe", "backwards"},
    {"Ira \u2066Isolate", "isolate"},
    {"\u200bZero\ufeffWidth", "unseen"},
    // These are markup: HTML, and Markdown with a separator of its tables.
    {"<img src=x onerror=alert(1)>&lt;", "markup"},
    {"[click](http://example.org/) | `x`", "markdown"},
    // Four bytes in UTF-8, two columns on a terminal.
    {"Robin 🦊", "fox"},
};

inline documents hostile_variables(std::uint64_t number) {
    return {seeded_variable(uuid_of(number), "\x1b[31mRED\x1b[0m", "=1+1"),
            seeded_variable(uuid_of(number + 1), "=1+1", "a\r\nb\x1b[2J"),
            seeded_variable(uuid_of(number + 2), "ORDINARY", "\u202edrawkcab", true)};
}

inline void fill_hostile_repository(repository_record& texts, std::uint64_t number) {
    texts.name = "Texts \x1b[7m=1+1\x1b[0m";
    texts.description = "=1+1\r\n\x1b[2J<script>alert(1)</script>";
    texts.mainbranch = "feature/\u202ehcnarb";
    texts.group_grants = {{known_things::hostile_group, "write"}};
    texts.variables = hostile_variables(number);
    texts.environments = {seeded_environment(uuid_of(number + 10), "Staging", 1, hostile_variables(number + 20))};
    texts.environments.front()["name"] = "\x1b[31mStaging\u202e";
    texts.deploy_keys = {
        seeded_deploy_key(4321, {made_up_ssh_key(number + 30), "robot\x1b[2J", ""}, "=1+1", number + 31)};
    // An ssh that takes this for an argument runs a command.
    texts.known_hosts = {seeded_known_host(uuid_of(number + 41), "-oProxyCommand=id\x1b[2J", number + 40)};
    texts.properties[std::string(known_things::app) + '/' + known_things::property] =
        R"({"_attributes":["public"],"text":"\u001b[31mhello\u202e"})";
    // The word `xyzzy` is in no other file of the sandbox.
    texts.files = {{"src/\x1b[31mred\nxyzzy.cpp", "// \x1b[2J\x07 xyzzy \u202edrawkcab\r\n"},
                   {"=1+1,<b>.md", "=1+1 xyzzy <script>alert(1)</script>\u009b31m\n"}};
}

/// The administrator owns it, so that programs can show all of it.
inline void seed_hostile(world& state) {
    workspace_record& hostile =
        add_workspace(state, known_things::hostile_workspace, "<b>Hostile</b> \x1b[7m& Co", known_things::user);
    const std::uint64_t number = 9000;
    for (std::uint64_t i = 0; i < std::size(hostile_accounts); ++i)
        hostile.members.push_back(add_account(state, hostile_accounts[i], number + i).uuid);
    hostile.groups = {{known_things::hostile_group, "=1+1 \x1b[31mGroup", {known_things::hostile_user}}};
    hostile.variables = hostile_variables(number + 100);

    project_record& odd = add_project(hostile, known_things::hostile_project, "@SUM(1;1) \u202eddo", true);
    odd.group_grants = {{known_things::hostile_group, "admin"}};
    odd.deploy_keys = {
        seeded_deploy_key(43210, {made_up_ssh_key(number + 200), "\x1b[31mrobot", ""}, "+1", number + 201)};
    repository_record& texts =
        add_repository(hostile, known_things::hostile_repository, known_things::hostile_project, "", true);
    const char* levels[] = {"admin", "write", "read"};
    for (std::size_t i = 1; i < hostile.members.size(); ++i) {
        texts.grants.push_back({hostile.members[i], levels[(i - 1) % 3]});
        odd.grants.push_back({hostile.members[i], i % 2 == 0 ? "write" : "create-repo"});
    }
    odd.default_reviewers = {known_things::user, known_things::hostile_user};
    fill_hostile_repository(texts, number + 300);
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
// NOLINTEND(misc-misleading-bidirectional)
