// SPDX-License-Identifier: MIT
// own_transport WORKSPACE: lists the projects of a workspace through a transport that adds a header to every
// request and counts what passes through.
//
// Shows: a class with `send` is a transport. This one forwards to libcurl; another could use the HTTP stack that your
//        program already has, without libcurl.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./own_transport acme
// Not:   the way to log: the requests here carry the credential. An observer never sees it, see log_requests.cpp.
#include <atomic>
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

namespace {

// The client moves the transport and calls it from many threads, so the counters are atomic and live outside it.
struct traffic {
    std::atomic<std::size_t> requests = 0;
    std::atomic<std::size_t> bytes = 0;
};

class tracing_transport {
public:
    tracing_transport(bb::any_transport next, std::shared_ptr<traffic> counted)
        : next_(std::move(next)), counted_(std::move(counted)) {}

    bb::http_response send(const bb::http_request& request, const bb::transport_limits& limits) const {
        bb::http_request traced = request;
        traced.headers.set("X-Trace-Id", "site-nightly-" + std::to_string(++counted_->requests));
        bb::http_response reply = next_.send(traced, limits);  // keeps the limits, throws what a transport throws
        counted_->bytes += reply.body.size();
        return reply;
    }

private:
    bb::any_transport next_;
    std::shared_ptr<traffic> counted_;
};

}  // namespace

int main(int argc, char* argv[]) try {
    if (argc != 2) {
        std::cerr << "usage: own_transport WORKSPACE\n";
        return 2;
    }
    const auto counted = std::make_shared<traffic>();
    const bb::client api{tracing_transport{bb::curl_transport{}, counted}, bb::credentials::from_env(),
                         bb::client_options::from_env()};
    for (const bb::project& project : api.each(bb::projects::list{argv[1]})) std::cout << project.key << '\n';
    std::cout << counted->requests << " requests, " << counted->bytes << " bytes\n";
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
