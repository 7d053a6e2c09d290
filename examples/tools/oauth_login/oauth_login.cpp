// SPDX-License-Identifier: MIT
// oauth_login: how a program on a user's machine gets an OAuth token and keeps it. The browser comes back to a port of
// this machine; the token goes to a file, and is renewed there. Without --live it needs no browser: the sandbox
// consents.
#include <bitbucket/api/users.hpp>
#include <bitbucket/oauth2.hpp>
#include <iostream>
#include <optional>

#include "../support/connect.hpp"
#include "../support/interrupt.hpp"
#include "../support/transports.hpp"
#include "loopback_listener.hpp"
#include "token_store.hpp"

namespace bb = bitbucket;
using examples::shown;

namespace {

const examples::program about{
    "oauth_login",
    "",
    0,
    "Logs in through the browser, and says who is logged in. With --store the next run needs no browser.",
    examples::with_connection(
        {{"store", "FILE", "keep the token in this file, which only you can read"},
         {"port", "N", "the port that the browser comes back to; on a real server 8976, in the sandbox any"},
         {"timeout", "SECONDS", "how long to wait for the browser, at most 3600; 300 if not given"}}),
    "On a real server the OAuth consumer comes from the environment: BITBUCKET_OAUTH_KEY and\n"
    "BITBUCKET_OAUTH_SECRET. Its settings must have the callback URL http://127.0.0.1:N/callback. With --base-url the\n"
    "authorization server is /site/oauth2/ on the same host.\n"
    "Without --live or --base-url everything happens in a sandbox in memory, and the program plays the browser "
    "itself."};

/// Whom the program talks to.
struct service {
    bb::any_transport transport;
    bb::oauth2_client oauth;
    bb::client_options options = {};
    /// Only for the sandbox; shares its state with the transport.
    std::optional<examples::opened_sandbox> box = {};

    [[nodiscard]] bb::client api(const bb::credentials& who) const { return bb::client{transport, who, options}; }
};

service sandbox_service() {
    std::cerr << about.name
              << ": using the built-in sandbox, where this program plays the browser; --live talks to Bitbucket\n";
    const examples::opened_sandbox box = examples::open_sandbox();
    return {box.transport, {box.transport, {box.oauth_key, box.oauth_secret}}, {}, box};
}

service real_service(const examples::arguments& given) {
    const examples::connection at = examples::open_connection(given);
    const bb::secret key =
        bb::secret::from_env("BITBUCKET_OAUTH_KEY").trimmed();  // not secret, but read like the other
    bb::secret secret = bb::secret::from_env("BITBUCKET_OAUTH_SECRET");
    for (const bb::secret* each : {&key, static_cast<const bb::secret*>(&secret)})
        if (each->empty())
            throw bb::usage_error("the environment variable " + each->missing_variable() + " is not set");
    std::cerr << about.name << ": talking to " << shown(at.options.base_url) << '\n';
    return {at.transport,
            {at.transport, {key.reveal(), std::move(secret)}, examples::authorization_server(at.options.base_url)},
            at.options,
            std::nullopt};
}

/// The number that an option has.
int number(const examples::arguments& given, const std::string& name, int otherwise, int most) {
    if (!given.has(name)) return otherwise;
    const std::string text = given.value(name);
    const bool digits = !text.empty() && text.size() < 6 && text.find_first_not_of("0123456789") == std::string::npos;
    const int value = digits ? std::stoi(text) : 0;
    if (value < 1 || value > most)
        throw examples::usage_problem("--" + name + " is a number from 1 to " + std::to_string(most));
    return value;
}

/// Where the browser comes back to, and how long it may take.
struct listening {
    std::uint16_t port;
    std::chrono::seconds patience;
};

listening listening_for(const examples::arguments& given) {
    constexpr int usual_port = 8976;
    constexpr int usual_patience = 300;
    return {static_cast<std::uint16_t>(number(given, "port", examples::is_live(given) ? usual_port : 0, 65535)),
            std::chrono::seconds(number(given, "timeout", usual_patience, 3600))};
}

/// Does what a browser would: asks the authorization server, and goes where that says.
examples::descriptor play_browser(const bb::any_transport& server, const std::string& url,
                                  const examples::loopback_listener& listener) {
    const bb::http_response reply = server.send({bb::http_method::get, url}, {});
    const std::string to(reply.headers.value("Location"));
    const std::string callback = listener.redirect_uri();
    if (!to.starts_with(callback)) throw std::runtime_error("the sandbox does not send the browser back");
    using examples::loopback_listener;
    return loopback_listener::visit(listener.port(), loopback_listener::path + to.substr(callback.size()));
}

/// A token for the user who comes back from the browser.
bb::oauth2_token log_in(const service& at, const listening& how) {
    examples::loopback_listener listener(how.port);
    const bb::authorization_request request = at.oauth.authorize({.redirect_uri = listener.redirect_uri()});
    if (request.problem()) request.problem()->raise();
    std::cerr << "Open this URL in a browser, and allow the access:\n" << request.url() << '\n';
    std::optional<examples::descriptor> browser;
    if (at.box) browser = play_browser(at.transport, request.url(), listener);
    std::optional<bb::authorization_code_grant> grant;
    listener.wait(
        how.patience,
        [&](const std::string& target) {
            grant = request.accept(target);
            if (!grant->problem()) return true;
            // Any page can make a browser call this URL. Only a browser that the server has sent here knows the state.
            const bool ours = target.find(request.state().reveal()) != std::string::npos;
            if (!ours) std::cerr << "A callback without the state of this login was ignored.\n";
            return ours && !grant->problem()->code().empty();
        },
        examples::interrupt_token());
    return at.oauth.send(*grant);
}

/// The token of the run before.
std::optional<bb::oauth2_token> stored_token(service& at, const examples::token_store& store) {
    std::optional<bb::oauth2_token> token = store.load();
    if (!token) return token;
    const std::string& refresh = token->refresh_token.reveal();
    // A new login would replace a token that was not made here and has no other copy.
    if (at.box && !refresh.starts_with("sandbox-"))
        throw std::runtime_error("the stored token is not one of the sandbox: use --live, or another --store");
    std::cerr << "The stored token is used: no login is needed.\n";
    // A sandbox ends with its program, so this one has to be told what the one before it issued.
    if (at.box && refresh.starts_with("sandbox-refresh-"))
        at.box->adopt_token(token->access_token, token->refresh_token);
    return token;
}

/// With a stored token; when that is used up, which it is after 3 months, the user has to log in again.
template <class Caller, class FirstTime>
bb::account returning(const bb::oauth2_token& token, const Caller& caller, const FirstTime& first_time) {
    try {
        return caller(token);
    } catch (const bb::oauth_error& refused) {
        if (refused.code() != "invalid_grant") throw;
        std::cerr << "The stored token is used up: a new login is needed.\n";
        return first_time();
    }
}

int log_in_and_greet(const examples::arguments& given) {
    const examples::token_store store(given.value("store"));
    const listening how = listening_for(given);
    service at = examples::is_live(given) ? real_service(given) : sandbox_service();

    // The refresh token changes with every renewal, so each new one is stored before it is used; and if another process
    // was faster, what that one has stored is loaded.
    const auto caller = [&](const bb::oauth2_token& token) {
        const bb::oauth2_session session{at.oauth,
                                         token,
                                         {.on_refresh = [&](const bb::oauth2_token& next) { store.save(next); },
                                          .reload = [&] { return store.load(); }}};
        return at.api(session).send(bb::users::current{});
    };
    const auto first_time = [&] {
        store.check();  // before the user logs in for nothing
        const bb::oauth2_token token = log_in(at, how);
        store.save(token);
        return caller(token);
    };
    const std::optional<bb::oauth2_token> token = stored_token(at, store);
    const bb::account me = token ? returning(*token, caller, first_time) : first_time();
    examples::write_to_stdout("logged in as " + shown(me.display_name) + ", " + me.uuid.str() + '\n');
    return examples::exit_ok;
}

int greet(const examples::arguments& given) {
    try {
        return log_in_and_greet(given);
    } catch (const examples::store_failure& failure) {
        throw std::runtime_error(std::string("--store: ") + failure.what());
    }
}

}  // namespace

int main(int argc, char** argv) {
    return examples::run(about, argc, argv, greet);
}
