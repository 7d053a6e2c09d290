// SPDX-License-Identifier: MIT
// Handles that were moved from still work: OAuth clients and sessions, transports, cancel sources and their tokens.
#include <bitbucket/api/users.hpp>
#include <bitbucket/client.hpp>

#include "support/catch.hpp"
#include "unit/support/token_server.hpp"

namespace test_oauth2_moved {

namespace bb = bitbucket;

// NOLINTBEGIN(bugprone-use-after-move): this is what it is about
TEST_CASE("a handle that was moved from still works", "[oauth]") {
    const unit::token_server server;
    bb::oauth2_client oauth = server.client();
    const bb::oauth2_client other = std::move(oauth);
    CHECK(oauth.try_send(bb::client_credentials_grant{}));
    CHECK(other.try_send(bb::client_credentials_grant{}));
    bb::oauth2_session session{oauth, server.first_token()};
    const bb::oauth2_session same = std::move(session);
    CHECK(session.current() == same.current());
    CHECK(server.api(session).try_send(bb::users::current{}));
    bb::any_transport transport{server};
    const bb::any_transport taken = std::move(transport);
    CHECK(bb::client{transport, session}.try_send(bb::users::current{}));
    bb::cancel_source source;
    bb::cancel_token token = source.token();
    const bb::cancel_token kept = std::move(token);
    const bb::cancel_source moved = std::move(source);
    CHECK_FALSE(token.is_cancelled());
    source.cancel();
    CHECK(token.is_cancelled());
    CHECK(kept.is_cancelled());
    CHECK(moved.is_cancelled());
}
// NOLINTEND(bugprone-use-after-move)

}  // namespace test_oauth2_moved
