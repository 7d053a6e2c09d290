// SPDX-License-Identifier: MIT
// An alternative of a one_of that does not say how JSON marks it. Its member of the same name does not.
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

struct rule {
    std::string kind;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("kind", self.kind);
    }
};

struct push {
    std::vector<bitbucket::one_of<branch, rule>> target;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        // error: bitbucket: an alternative of a one_of needs a `static constexpr const char* kind`, the `type` of its JSON, or a `kind_member`, the member that only it has: docs/extending.md
        // fixed: (void)self; (void)member;
        member("target", self.target);  // here
    }
};

}  // namespace shop

int main() {
    return bitbucket::to_json_text(shop::push{}).empty() ? 1 : 0;
}
