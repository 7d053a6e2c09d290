// SPDX-License-Identifier: MIT
// The other half of a program whose files take the library in both ways: this one includes the headers.
#include <bitbucket/api/users.hpp>

std::string name_of(const bitbucket::account& who) {
    return who.display_name + " (" + who.nickname + ")";
}

bitbucket::users::get request_for(const std::string& nickname) {
    return bitbucket::users::get{nickname};
}
