// SPDX-License-Identifier: MIT
// SIGPIPE and the curl transport: one that comes during a send does not end the process, and mask and disposition are
// as before. Each case runs in a child process, because the signal's effect would be the end of the tests.
//
// libcurl 7.80 to 7.86 raises the signal itself when a TLS connection is reset. Newer ones do not, so it is sent to the
// thread from outside here.
#include <signal.h>

#include <bitbucket/transport/curl/sigpipe.hpp>

#include "support/child_process.hpp"
#include "support/requests.hpp"
#include "support/signal_state.hpp"
#include "support/tls_server.hpp"

namespace http_curl_signals {

using namespace http_test;
using support::end_of;

namespace {

void block_sigpipe() {
    sigset_t set;
    ::sigemptyset(&set);
    ::sigaddset(&set, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

bool write_to_closed_pipe() {
    int ends[2];
    if (::pipe(ends) != 0) return false;
    ::close(ends[0]);
    const bool refused = ::write(ends[1], "x", 1) < 0 && errno == EPIPE;
    ::close(ends[1]);
    return refused;
}

/// Counts, to see that a handler does not run.
volatile sig_atomic_t handled = 0;
void count(int) {
    handled = handled + 1;
}

}  // namespace

TEST_CASE("a write to a closed pipe ends the process, and not behind the guard") {
    CHECK(end_of([] {
              ::signal(SIGPIPE, SIG_DFL);
              return write_to_closed_pipe();
          }) == -SIGPIPE);
    CHECK(end_of([] {
              ::signal(SIGPIPE, SIG_DFL);
              const signal_state before = signal_state::now();
              {
                  const bb::detail::sigpipe_guard guard;
                  const bb::detail::sigpipe_guard nested;
                  if (!write_to_closed_pipe()) return false;
              }
              return signal_state::now() == before;
          }) == 0);
}

TEST_CASE("a SIGPIPE during a send does not end the process, and mask and disposition are as before") {
    const auto disposition = GENERATE(SIG_DFL, SIG_IGN, &count);
    const bool blocked = GENERATE(false, true);
    CAPTURE(disposition == SIG_DFL, disposition == SIG_IGN, blocked);
    CHECK(end_of([&] {
              ::signal(SIGPIPE, disposition);
              if (blocked) block_sigpipe();
              const pthread_t sender = ::pthread_self();
              raw_server server([&](raw_server::connection& client) {
                  while (client.read_request()) {
                      ::pthread_kill(sender, SIGPIPE);
                      client.send(ok_reply);
                  }
              });
              const signal_state before = signal_state::now();
              const bool sent = direct_transport().send(get(server.url())).body == "ok";
              return sent && signal_state::now() == before && !before.pending && handled == 0;
          }) == 0);
}

TEST_CASE("a SIGPIPE that was pending before a send is still there afterwards") {
    CHECK(end_of([] {
              block_sigpipe();
              ::pthread_kill(::pthread_self(), SIGPIPE);
              raw_server server(answering(ok_reply));
              const signal_state before = signal_state::now();
              (void)direct_transport().send(get(server.url()));
              return before.pending && signal_state::now() == before;
          }) == 0);
}

TEST_CASE("TLS connections that the server resets are a transport_error, while sending and while idle") {
    CHECK(end_of([] {
              const authority ours;
              const identity shown = ours.sign();
              const tls_context context(shown);  // this ignores the signal, for the server's side
              raw_server server([&](raw_server::connection& client) {
                  const openssl_ptr<SSL, SSL_free> tls(SSL_new(context.get()));
                  SSL_set_fd(tls.get(), client.fd());
                  if (SSL_accept(tls.get()) != 1) return;
                  tls_connection over(client, tls.get());
                  if (over.read_request()) over.send(ok_reply);
                  client.break_off();
              });
              ::signal(SIGPIPE, SIG_DFL);
              const signal_state before = signal_state::now();
              bb::curl_options options = direct();
              options.ca_file = ours.file();
              const std::string url = "https://" + server.authority() + "/";
              const auto send = [&](const bb::curl_transport& by, const bb::http_request& request) {
                  try {
                      (void)by.send(request);
                  } catch (const bb::transport_error&) {  // whether the reply arrives is up to the timing
                  }
              };
              {
                  const bb::curl_transport transport(options);
                  send(transport, get(url));
                  server.wait_for_closed(1);  // and closed here, as an idle connection
              }
              const bb::curl_transport transport(options);
              for (int i = 0; i < 3; ++i)
                  send(transport, make_request(bb::http_method::post, url, {}, std::string(3'000'000, 'x')));
              return signal_state::now() == before;
          }) == 0);
}

}  // namespace http_curl_signals
