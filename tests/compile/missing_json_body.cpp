// SPDX-License-Identifier: MIT
// A property's value is the body.
#include <bitbucket/api/user_properties.hpp>

// error: bitbucket: the request body is missing: it is this operation's last argument
// fixed: bitbucket::user_properties::update request{"{my-account-uuid}", "my-app", "greeting", R"({"text": "hello"})"};
int main() {
    bitbucket::user_properties::update request{"{my-account-uuid}", "my-app", "greeting"};  // here
    (void)request;
}
