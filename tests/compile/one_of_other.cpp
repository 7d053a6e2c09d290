// SPDX-License-Identifier: MIT
// Questions about an alternative that a one_of does not have.
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
    static constexpr const char* kind = "tag";
};

}  // namespace shop

bool is_tag(const bitbucket::one_of<shop::branch>& ref) {
    // error: bitbucket: this one_of has no such alternative
    // fixed: return ref.holds<shop::branch>();
    return ref.holds<shop::tag>();  // here
}

int main() {
    return is_tag({}) ? 1 : 0;
}
