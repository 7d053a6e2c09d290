// SPDX-License-Identifier: MIT
// A visit that leaves an alternative out.
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

void look(const bitbucket::one_of<shop::branch, shop::tag>& ref) {
    // error: bitbucket: visit needs a function for each alternative and one for unknown_kind
    // fixed: ref.visit([](const shop::branch&) {}, [](const bitbucket::unknown_kind&) {});
    ref.visit([](const shop::branch&) {}, [](const shop::tag&) {});  // here
}

int main() {
    look({});
}
