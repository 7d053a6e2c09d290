// SPDX-License-Identifier: MIT
// The fixed identifiers of a new sandbox's content, so that tests can name it.
#pragma once

#include "../../../version.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// The credentials that the sandbox knows. They are useless elsewhere.
struct known_credentials {
    /// The administrator: e-mail address and API token, with every scope.
    static constexpr const char* email = "mia@example.org";
    static constexpr const char* api_token = "sandbox-api-token";
    /// API tokens of the same user: one may only read (403 on writes), one has expired (401).
    static constexpr const char* read_only_api_token = "sandbox-read-only-api-token";
    static constexpr const char* expired_api_token = "sandbox-expired-api-token";
    /// A plain member of the workspaces, with an API token that has every scope.
    static constexpr const char* member_email = "jonas@example.org";
    static constexpr const char* member_api_token = "sandbox-member-api-token";
    /// The access token of a workspace (Bearer). It acts as an app user, and many operations refuse it.
    static constexpr const char* access_token = "sandbox-access-token";
    /// OAuth access tokens of the administrator: every scope; only the scope `account`; expired (401).
    static constexpr const char* oauth_token = "sandbox-oauth-token";
    static constexpr const char* account_only_oauth_token = "sandbox-account-only-oauth-token";
    static constexpr const char* expired_oauth_token = "sandbox-expired-oauth-token";
    /// The OAuth consumer that the authorization server knows: key, secret, and the callback URL in its settings. Any
    /// port of 127.0.0.1 and localhost is accepted as redirect URI, too.
    static constexpr const char* oauth_key = "sandbox-consumer";
    static constexpr const char* oauth_secret = "sandbox-consumer-secret";
    static constexpr const char* oauth_callback = "https://app.example.org/callback";
    /// The JWT of an installed app, for the grant `urn:bitbucket:oauth2:jwt`.
    static constexpr const char* jwt = "sandbox.installed-app.jwt";
};

/// The content of a new sandbox, by the identifiers used in paths.
struct known_things {
    /// The user behind `api_token`: an owner of `acme`, with emails, SSH keys, variables and a property.
    static constexpr const char* user = "{ed08f5e1-605b-4f4a-aee4-6c97628a673e}";
    /// The user behind `member_api_token`.
    static constexpr const char* member = "{1b6a3f0e-8f44-4f0b-9a53-2c9d5c7e6b11}";
    /// A workspace that the user owns, with three pages of repositories.
    static constexpr const char* workspace = "acme";
    /// A project in it, with explicit permissions of users and groups, and default reviewers: the user, the member and
    /// the colleague.
    static constexpr const char* project = "WEB";
    /// A project in it without repositories.
    static constexpr const char* empty_project = "IDEAS";
    /// Groups of it. The first two have permissions on `site` and `WEB`; the user and the colleague are in the first,
    /// the member in the second. The last has no permission; the newcomer is in it.
    static constexpr const char* administrators = "administrators";
    static constexpr const char* developers = "developers";
    static constexpr const char* contractors = "contractors";
    /// A private repository in it, with three pages of explicit permissions.
    static constexpr const char* repository = "site";
    static constexpr const char* repository_uuid = "{7c0a8f52-61f3-4d6e-8f0b-5b3b2a4f9d01}";
    /// A member of `acme` who has a permission on `site` and on `WEB`, and one who has none on either.
    static constexpr const char* colleague = "{d301aafa-d676-4ee0-88be-962be7417567}";
    static constexpr const char* newcomer = "{504c3b62-8120-4f0c-a7bc-87800b9d6f70}";
    /// A user who is in none of the user's workspaces.
    static constexpr const char* stranger = "{5f2d9c44-0d0b-4c8e-b5d6-94a1f6d3e820}";
    /// A user with a private profile.
    static constexpr const char* private_user = "{90a1c4de-3b7a-4b0e-8a3c-7a5f4e1d2c33}";
    /// A workspace in which the user is a plain member.
    static constexpr const char* foreign_workspace = "globex";
    /// A project in it that the user administers, without repositories.
    static constexpr const char* administered_project = "OPS";
    /// A workspace of the user whose plan has no seat left, with a repository.
    static constexpr const char* full_workspace = "initech";
    static constexpr const char* full_workspace_repository = "printer";
    /// A workspace whose list of repositories has an empty page in the middle, for the user.
    static constexpr const char* sparse_workspace = "attic";
    /// A workspace that is marked as spam (410).
    static constexpr const char* spam_workspace = "spamwave";
    /// A workspace of the user's whose texts attack whoever prints them, with a project and a private repository. All
    /// other workspaces hold ordinary texts. One of its members has a name with terminal escapes and line breaks.
    static constexpr const char* hostile_workspace = "hostile";
    static constexpr const char* hostile_project = "ODD";
    static constexpr const char* hostile_repository = "texts";
    static constexpr const char* hostile_user = "{c47e2a19-5d80-4b36-9f12-e8a06b7d3c55}";
    /// A group of it, with permissions on both; its name is a formula.
    static constexpr const char* hostile_group = "formulas";
    /// An SSH key, a pipeline variable, a secured one, and a property (of the app `sandbox-app`) of the user.
    static constexpr const char* ssh_key = "{b15b6026-9c02-4626-b4ad-b905f99f763a}";
    static constexpr const char* variable = "{3fa85f64-5717-4562-b3fc-2c963f66afa6}";
    static constexpr const char* secured_variable = "{8c5d2b7e-46a1-4f83-9d0a-6e1f0b9c7a42}";
    static constexpr const char* app = "sandbox-app";
    static constexpr const char* property = "greeting";
};

/// The content of a new sandbox, by the identifiers used in paths. Each level has the pipeline variables `variable` and
/// `secured_variable`, and more after them, enough for two pages.
struct known_pipelines {
    /// A deploy key of the repository, and one of the project.
    static constexpr int deploy_key = 123;
    static constexpr int project_deploy_key = 1234;
    /// A GPG key of the user, and a subkey of it.
    static constexpr const char* gpg_key = "be01d4ade7606f978a2629c39574c2f74aa00ec0";
    static constexpr const char* gpg_subkey = "9be2d4460c7a18f35d2e61b8a09c4f7723e51d0a";
    /// A host that the pipelines know.
    static constexpr const char* known_host = "{6d2f8b14-93c7-4e0a-a5b1-7f40c8e92d36}";
    /// The environments; the first has variables.
    static constexpr const char* test_environment = "{a3f0c6d8-1e52-4b97-8c04-5d7b9e2f6a11}";
    static constexpr const char* staging_environment = "{a3f0c6d8-1e52-4b97-8c04-5d7b9e2f6a22}";
    static constexpr const char* production_environment = "{a3f0c6d8-1e52-4b97-8c04-5d7b9e2f6a33}";
    /// A commit (not the newest) and a pull request. Like the repository, each has the property `property` of `app`.
    static constexpr const char* commit = "5c1e0b7d94a2f3681d7e5b09c4a8f2613e7d9b50";
    static constexpr int pull_request = 1;
};

/// Names of files in `site`.
struct known_files {
    /// A download; another one has a space in its name.
    static constexpr const char* download = "site-1.0.tar.gz";
    /// A source file that is executable. The others are `README.md`, `src/site.cpp` and `src/config.hpp`.
    static constexpr const char* executable_file = "bin/deploy.sh";
};

/// The pull requests of `site` besides `known_pipelines::pull_request`, which has reviewers, threads, tasks, an approval
/// and a failing check. All but the closed ones are open, and into `main` unless something else is said.
struct known_pull_requests {
    static constexpr int merged_pull_request = 2;
    /// It came from a fork that was deleted.
    static constexpr int declined_pull_request = 3;
    static constexpr int draft_pull_request = 4;
    /// Merging is 400: a file has changed on both sides.
    static constexpr int conflicting_pull_request = 5;
    /// Into `checked_branch`: merging is 400 until somebody has approved and its task is done.
    static constexpr int checked_pull_request = 6;
    /// Into `queue_branch`: merging is 202 without a place to ask, and the second look shows it merged.
    static constexpr int queueing_pull_request = 7;
    /// Merging is 555, and it is merged.
    static constexpr int timing_out_pull_request = 8;
    /// Merging is 200 but it is open; the next look shows it merged.
    static constexpr int lagging_pull_request = 9;
    /// Merging is 409 the first time: the destination has moved.
    static constexpr int moving_pull_request = 10;
    /// From `fork_repository`.
    static constexpr int fork_pull_request = 11;
    static constexpr int superseded_pull_request = 12;
    /// Branches: that of `pull_request`, and one without a pull request, which has a commit that is not in `main`.
    static constexpr const char* source_branch = "feature/contact-form";
    static constexpr const char* unmerged_branch = "feature/opening-hours";
    static constexpr const char* checked_branch = "production";
    static constexpr const char* queue_branch = "release";
    static constexpr const char* fork_repository = "site-fork";
    /// Tags: an annotated and a lightweight one.
    static constexpr const char* annotated_tag = "v1.0.0";
    static constexpr const char* lightweight_tag = "nightly";
    /// The commit of `draft_pull_request`. The server is indexing it: its pull requests are 202 without a body.
    static constexpr const char* indexing_commit = "8f3a6d01c2b94e57a0d8f6b3e1c7925d4b60fa18";
    /// Comments on `pull_request`: a thread on a line, with a reply; a thread of the user's, whose `resolution` is empty;
    /// one that was removed and has a reply.
    static constexpr int thread_comment = 101;
    static constexpr int reply_comment = 102;
    static constexpr int resolved_comment = 103;
    static constexpr int removed_comment = 104;
    /// Tasks of `pull_request`: an open one, which belongs to `thread_comment`, and one that is done.
    static constexpr int open_task = 201;
    static constexpr int done_task = 202;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
