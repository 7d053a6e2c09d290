// SPDX-License-Identifier: MIT
// A required member of a write model of one's own is left out.
#include <bitbucket/model.hpp>

namespace shop {

struct label_draft {
    bitbucket::required<std::string> name;
    bitbucket::settable<std::string> note = {};
};

}  // namespace shop

// error: bitbucket: a required member of a draft or edit is missing
// fixed: const shop::label_draft draft{.name = "urgent", .note = "soon"};
const shop::label_draft draft{.note = "soon"};  // here

int main() {
    (void)draft;
}
