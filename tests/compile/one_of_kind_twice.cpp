// SPDX-License-Identifier: MIT
// Two alternatives of a one_of with the same kind.
#include <bitbucket/one_of.hpp>

namespace shop {

struct branch {
    static constexpr const char* kind = "branch";
    std::string name;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("name", self.name);
    }
};

struct tag : branch {
    static constexpr const char* kind[] = {"tag", "branch"};
};

struct push {
    bitbucket::settable<bitbucket::one_of<branch, tag>> target;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        // error: bitbucket: two alternatives of a one_of have the same `kind` or `kind_member`
        // fixed: (void)self; (void)member;
        member("target", self.target);  // here
    }
};

}  // namespace shop

int main() {
    return bitbucket::to_json_text(shop::push{}).empty() ? 1 : 0;
}
