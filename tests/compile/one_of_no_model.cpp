// SPDX-License-Identifier: MIT
// An alternative of a one_of that is no model.
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

struct push {
    bitbucket::one_of<branch, std::string> target;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        // error: bitbucket: an alternative of a one_of is a struct with visit_members
        // fixed: (void)self; (void)member;
        member("target", self.target);  // here
    }
};

}  // namespace shop

int main() {
    return bitbucket::to_json_text(shop::push{}).empty() ? 1 : 0;
}
