// SPDX-License-Identifier: MIT
// sandbox: an in-memory Bitbucket for tests and experiments. It answers every operation of all_operations, remembers
// what is written to it, and fails where Bitbucket fails. It includes the OAuth 2.0 authorization server and the storage
// host of downloads. It uses no network, clock or randomness.
//
// A new sandbox has several workspaces with ordinary texts, and the workspace `hostile`, whose texts attack whoever
// prints them. Its people, repository, variables, keys and source files contain terminal escapes, line breaks, marks
// that turn the direction of a line, spreadsheet formulas and markup. Run a program on it to see whether the program
// prints such texts safely.
//
// In sandbox/, all of it private: store/ the state, seed/ what a new sandbox holds (known_ids.hpp names it), http/
// routing, credentials, refusals and the authorization server (oauth_server.hpp), collections/ paging and filters,
// handlers/ the answers of each family.
#pragma once

#include <memory>

#include "../secret.hpp"
#include "../transport.hpp"
#include "sandbox/seed/known_ids.hpp"

/// Doubles of servers and transports, for tests of programs that use the library.
namespace bitbucket::inline BITBUCKET_ABI::testing {

/// How a sandbox differs from the real Bitbucket.
struct sandbox_options {
    /// The start of every URL's path. Any scheme and host will do; links repeat them.
    given_text base_path = "/2.0";
    /// Whether retired operations answer as they used to, instead of 410.
    bool revive_retired = false;
    /// Whether lists of pipeline variables send `next` links that are broken like the live API's: they lead to
    /// `/rest/1.0`, where nothing answers, and the last page has one too, which leads to endless empty pages. These
    /// lists then count pages by number.
    bool broken_links = false;
};

/// A stateful in-memory Bitbucket, as a transport. Copies share the state and may be used from many threads.
///
/// `client api{sandbox{}, api_token{sandbox::email, secret(sandbox::api_token)}};` With the same sandbox,
/// `oauth2_client{box, {sandbox::oauth_key, secret(sandbox::oauth_secret)}}` gets tokens for it. The constants
/// (`sandbox::user`, `sandbox::workspace`, …) name what a new one holds; see sandbox/seed/known_ids.hpp.
class sandbox : public sandbox_detail::known_credentials,
                public sandbox_detail::known_things,
                public sandbox_detail::known_pipelines,
                public sandbox_detail::known_pull_requests,
                public sandbox_detail::known_files {
public:
    /// For `limit_requests`: removes the limit.
    static constexpr std::size_t unlimited = static_cast<std::size_t>(-1);
    /// A source is read as it would be sent, and a receiver gets the reply's body in pieces.
    static constexpr bool streams = true;

    explicit sandbox(sandbox_options options = {});

    /// Answers a request with a reply of any status. Throws what the limits require, and the `transport_error` of
    /// `lose_next_reply`.
    http_response send(const http_request& request, const transport_limits& limits = {}) const;

    /// The next request that no earlier call of this kind has claimed gets this reply and changes nothing.
    void fail_next(http_response reply);
    /// The same with a status and a JSON body.
    void fail_next(int status, given_text body = {});
    /// One request with this method, from now on the `nth` one (1 is the next), gets this reply and changes nothing. `path`
    /// is encoded as in the URL, without query, with or without the base path; empty means any. E.g. the second DELETE:
    /// `fail_on(http_method::delete_, "", 503, "", 2)`.
    void fail_on(http_method method, given_text path, http_response reply, std::size_t nth = 1);
    /// The same with a status and a JSON body.
    void fail_on(http_method method, given_text path, int status, given_text body = {}, std::size_t nth = 1);
    /// One request with this method, counted as for `fail_on`, takes effect, but its reply is lost.
    void lose_reply_on(http_method method, given_text path, std::size_t nth = 1);
    /// The next request takes effect, but its reply is lost: `send` throws a `transport_error`.
    void lose_next_reply();
    /// Answers the next `count` requests; later ones get 429.
    void limit_requests(std::size_t count);

    /// Expires all access tokens that the authorization server has issued so far, as if two hours had passed: they get
    /// 401.
    void expire_access_tokens();
    /// Ends the validity of exchanged refresh tokens, as if some ten minutes had passed.
    void end_grace();
    /// Accepts tokens that an earlier sandbox issued, e.g. those that a program stored before it ended. They have every
    /// scope; empty ones are ignored.
    void adopt_token(const secret& access, const secret& refresh = {});

    /// How many requests have arrived.
    [[nodiscard]] std::size_t request_count() const;

private:
    struct core;

    std::shared_ptr<core> core_;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing

#ifndef BITBUCKET_COMPILED
#include "sandbox.ipp"
#endif
