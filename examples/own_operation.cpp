// SPDX-License-Identifier: MIT
// own_operation WORKSPACE REPOSITORY: lists the tags of a repository, which the library has no operation for.
//
// Shows: an operation and a model of your own, as a struct each. Everything works with them that works with the
//        library's: each, filters, retries, errors.
// Run:   BITBUCKET_EMAIL=you@example.org BITBUCKET_TOKEN=… ./own_operation acme site
// Not:   an operation for testing/sandbox.hpp: the sandbox answers the library's operations only.
#include <bitbucket/bitbucket.hpp>
#include <bitbucket/transport/curl.hpp>
#include <iostream>

namespace bb = bitbucket;

namespace shop {

// The members that you need; others in the reply are skipped. What may be absent is optional; absent text is empty.
struct tag {
    std::string name;
    std::string message;
    std::optional<bb::timestamp> date;
    bb::boxed<bb::commit> target;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
        member("message", self.message);
        member("date", self.date);
        member("target", self.target);
    }
};

// The path's arguments, in order, and what is returned.
struct list_tags : bb::request<list_tags, bb::path<bb::workspace_ref, bb::repository_ref>, bb::page<tag>> {
    static constexpr bb::operation_info info{.name = "shop::list_tags",
                                             .method = bb::http_method::get,
                                             .path = "/repositories/{workspace}/{repo_slug}/refs/tags",
                                             .options = {"q", "sort"}};
    using request::request;
};

}  // namespace shop

int main(int argc, char* argv[]) try {
    if (argc != 3) {
        std::cerr << "usage: own_operation WORKSPACE REPOSITORY\n";
        return 2;
    }
    const bb::client api{bb::curl_transport{}, bb::credentials::from_env(), bb::client_options::from_env()};
    for (const shop::tag& tag : api.each(shop::list_tags{argv[1], argv[2]}.sort("-target.date")))
        std::cout << tag.name << ' ' << (tag.target ? tag.target->hash : "(no commit)") << '\n';
} catch (const bb::error& failure) {
    std::cerr << failure << '\n';
    return 1;
}
