// SPDX-License-Identifier: MIT
// An enumeration without wire names.
#include <bitbucket/model.hpp>

namespace shop {

enum class size { small, large };

struct label {
    std::optional<size> wanted;

    template <class Self, class Visitor>
    static void visit_members(Self& self, Visitor& member) {
        // error: bitbucket: an enumeration in a model needs wire names: specialise bitbucket::enum_names for it, before the model
        // fixed: (void)self; (void)member;
        member("wanted", self.wanted);  // here
    }
};

}  // namespace shop

int main() {
    return bitbucket::to_json_text(shop::label{}).empty() ? 1 : 0;
}
