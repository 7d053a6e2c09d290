// SPDX-License-Identifier: MIT
// An operation that returns a write model, which cannot be read.
// One compiler names the line of the declaration, the other the line of the first use; here both are one.
#include <bitbucket/models/account.hpp>
#include <bitbucket/request.hpp>

using bitbucket::account, bitbucket::path, bitbucket::request, bitbucket::user_ref, bitbucket::workspace_ref;

struct draft {
    bitbucket::required<std::string> name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};

struct facts {
    static constexpr bitbucket::operation_info info{
        .name = "shop::one", .method = bitbucket::http_method::get, .path = "/labels/{workspace}"};
};

// error: bitbucket: the declaration of this operation does not fit: its result cannot be read, since a required member has no default
// fixed: const struct get : request<get, path<workspace_ref>, void>, facts { using request::request; } call{"a"};
// clang-format off: one wrong line, however long
const struct get : request<get, path<workspace_ref>, draft>, facts { using request::request; } call{"a"};  // here
// clang-format on

int main() {
    (void)call;
}
