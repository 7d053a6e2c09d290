// SPDX-License-Identifier: MIT
// Alternatives of a one_of of which some are marked by their type and others by a member.
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

struct comment {
    static constexpr const char* kind_member = "comment";
    std::string text;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        member("comment", self.text);
    }
};

struct push {
    std::optional<bitbucket::one_of<branch, comment>> target;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        // error: bitbucket: the alternatives of a one_of have either a `kind` each or a `kind_member` each
        // fixed: (void)self; (void)member;
        member("target", self.target);  // here
    }
};

}  // namespace shop

int main() {
    return bitbucket::to_json_text(shop::push{}).empty() ? 1 : 0;
}
