// SPDX-License-Identifier: MIT
// libcurl's transport and coroutines after `import bitbucket.curl;`, in a program whose other half includes the headers.
// Nothing listens where it asks: what it shows is that the error arrives.
#include <coroutine>
#include <iostream>
#include <string>

import bitbucket.curl;

namespace bb = bitbucket;

// with_headers.cpp defines them.
std::string name_of(const bb::account& who);
bb::users::get request_for(const std::string& nickname);

namespace {

bb::task<std::string> greet(bb::client api) {
    const bb::result<bb::account> who = co_await api.async_try_send(bb::users::get{"ada"});
    co_return who ? who->display_name : std::string("nobody: ") + bb::to_string(who.error().kind());
}

}  // namespace

int main() {
    bb::client_options options;
    options.base_url = "http://127.0.0.1:1/2.0";
    options.retry = bb::retry_policy::none();

    const bb::client api{bb::curl_transport{}, bb::anonymous{}, options};
    const bb::result<bb::account> found = api.try_send(request_for("ada"));
    const bb::curl_loop loop;
    const std::string answer = loop.run(greet(bb::client{loop, bb::anonymous{}, options}));

    bb::account ada;
    ada.display_name = "Ada";
    ada.nickname = "ada";
    std::cout << name_of(ada) << '\n' << bb::to_string(found.error().kind()) << '\n' << answer << '\n';
    return !found ? 0 : 1;
}
