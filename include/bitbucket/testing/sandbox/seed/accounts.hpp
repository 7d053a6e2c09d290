// SPDX-License-Identifier: MIT
// The people, the team and the app user of a new sandbox. All names are ordinary, some of them in other scripts. Not
// here: the members of the workspace `hostile` (hostile.hpp), whose names attack whoever prints them.
#pragma once

#include "../store/ssh_key_text.hpp"
#include "known_ids.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline constexpr const char* bot_uuid = "{2f1c7e90-7a3d-4a55-8c1e-0d9b6e5f4a77}";
inline constexpr const char* globex_owner = "{61d2a8b4-9e0f-4c17-a3b5-f8c9d0e1a2b3}";

struct seeded_account {
    const char* display_name;
    const char* nickname;
    const char* uuid = nullptr;
    const char* account_id = nullptr;
    const char* location = "";
    bool private_profile = false;
};

inline constexpr seeded_account seeded_accounts[] = {
    {"Mia Lindqvist", "mia", known_things::user, "557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55", "Uppsala, Sweden"},
    {"Jonas Weber", "jonas", known_things::member, "557058:5be1c3d4-2a90-4f7e-8b6d-1c0e9f8a7b66", "Leipzig"},
    {"Carol Ferreira", "carol", known_things::colleague, "557058:ba8948b2-49da-43a9-9e8b-e7249b8e324a", "Porto"},
    {"Nils Nygaard", "nils", known_things::newcomer, "557058:ba8948b2-49da-43a9-9e8b-e7249b8e324c", ""},
    {"Olena Koval", "olena", globex_owner, nullptr, "Київ"},
    {"Priya Raman", "priya", known_things::private_user, nullptr, "Chennai", true},
    {"Zoë Østergård", "zoe", nullptr, nullptr, "Århus"},
    {"山田 花子", "hanako", nullptr, nullptr, "東京"},
    {"محمد الفارسي", "mohammed"},
    {"José Ñúñez", "jose", nullptr, nullptr, "León"},
    {"Robin Fox", "robin"},
    {"Eve Sandoval", "eve"},
    {"Yusuf Demir", "yusuf"},
    {"Chloé Dubois", "chloe"},
    {"Anjali Nair", "anjali"},
    {"Piotr Zieliński", "piotr"},
    {"Quinn O'Neil", "quinn"},
    {"Ana de la Cruz y Fernández de Córdoba-Villanueva del Río", "ana", nullptr, nullptr, "", true},
    {"Bo Li", "bo"},
    {"Dmitri Ivanov", "dmitri"},
    {"Fatou Diop", "fatou", nullptr, nullptr, "Dakar"},
    {"Grace Okafor", "grace", nullptr, nullptr, "", true},
    {"Hugo Martin", "hugo"},
    {"Ingrid Berg", "ingrid"},
    {"Kofi Mensah", "kofi", nullptr, nullptr, "Accra"},
    {"Leila Haddad", "leila"},
    {"Tom Becker", "tom"},
    {"Tom Becker", "tom-b"},
    {"Sam Stranger", "sam", known_things::stranger, nullptr, "Elsewhere"},
};

/// A time in 2018 or later, derived from a number.
inline std::string seeded_time(std::uint64_t number) {
    const auto seconds = static_cast<std::int64_t>(1520000000 + scramble(number) % 240000000);
    const auto microseconds = static_cast<std::int32_t>(scramble(number ^ 0x55U) % 1000000);
    std::string time = bitbucket::detail::format_instant({seconds, 0, 0});
    time.back() = '.';
    bitbucket::detail::append_padded(time, microseconds, 6);
    return time + "+00:00";
}

inline json seeded_variable(const std::string& uuid, const std::string& key, const std::string& value,
                            bool secured = false) {
    return {{"uuid", uuid}, {"key", key}, {"value", value}, {"secured", secured}};
}

inline documents seeded_variables(std::uint64_t number) {
    documents out = {seeded_variable(known_things::variable, "DEPLOY_REGION", "eu-north-1"),
                     seeded_variable(known_things::secured_variable, "REGISTRY_PASSWORD", "not-a-real-password", true)};
    for (std::uint64_t i = 1; i <= 11; ++i)
        out.push_back(seeded_variable(uuid_of(number + i), "STAGE_" + std::to_string(i) + "_URL",
                                      "https://stage-" + std::to_string(i) + ".example.org", i == 11));
    return out;
}

inline void seed_belongings(account_record& user) {
    user.website = "https://mia.example.org/";
    user.emails = {{"mia@example.org", true, true},
                   {"mia.lindqvist@work.example", false, true},
                   {"mia+old@example.net", false, false}};
    const char* labels[] = {"Work laptop", "", "Build server"};
    for (std::uint64_t i = 0; i < 3; ++i) {
        const ssh_key_text key = *parse_ssh_key(made_up_ssh_key(7000 + i) + " mia@host-" + std::to_string(i + 1));
        json& made = user.keys.emplace_back(stored_key(key, labels[i]));
        made["uuid"] = i == 0 ? known_things::ssh_key : uuid_of(7100 + i);
        made["fingerprint"] = key.fingerprint;
        made["created_on"] = seeded_time(7200 + i);
        if (i != 1) made["last_used"] = seeded_time(7300 + i);
        made["expires_on"] = i == 2 ? json("2027-01-31T00:00:00+00:00") : json();
    }
    user.variables = seeded_variables(7400);
    user.variables.back()["secured"] = false;
    user.properties[std::string(known_things::app) + '/' + known_things::property] =
        R"({"_attributes":["public"],"text":"hello","seen":3})";
}

/// A user, with the identifiers and the time that follow from a number.
inline account_record& add_account(world& state, const seeded_account& from, std::uint64_t number) {
    const std::string uuid = from.uuid != nullptr ? from.uuid : uuid_of(number);
    const std::string other = uuid_of(number ^ 0xACC0U);
    const std::string id = from.account_id != nullptr ? from.account_id : "557058:" + other.substr(1, other.size() - 2);
    state.accounts.push_back({uuid, id, from.nickname, from.display_name, "user", from.location, "",
                              seeded_time(number), "", from.private_profile, uuid != known_things::private_user});
    return state.accounts.back();
}

inline void seed_accounts(world& state) {
    std::uint64_t number = 1000;
    for (const seeded_account& person : seeded_accounts) add_account(state, person, ++number);
    seed_belongings(state.accounts.front());
    state.accounts[1].emails = {{"jonas@example.org", true, true}};

    state.accounts.push_back({bot_uuid, "70121:3c0f2d1e-6b5a-4978-8f6e-5d4c3b2a1908", "acme-deployment",
                              "Acme deployment", "app_user", "", "", seeded_time(2000), "workspace_access_token"});
    state.accounts.push_back({uuid_of(2001), "", "acme-web", "Acme Web Team", "team", "", "", seeded_time(2001), ""});
}

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
