// SPDX-License-Identifier: MIT
// Answers of the family downloads. The bytes themselves come from another host (http/storage.hpp).
#pragma once

#include "../../../api/downloads.hpp"
#include "../collections/paging.hpp"
#include "../http/form_body.hpp"
#include "../http/storage.hpp"
#include "access.hpp"
#include "render.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

inline download_record& require_download(const call& in, const repository_place& at) {
    for (download_record& each : at.repository->downloads)
        if (each.name == in.arguments[2]) return each;
    refuse(404, "Download " + in.arguments[2] + " not found");
}

inline answer list_downloads(const call& in) {
    const repository_place at = require_repository(in);
    listing all;
    for (const download_record& each : at.repository->downloads) {
        const std::string self = url_of(in, *at.workspace, *at.repository) + "/downloads/" + encoded(each.name);
        json body = {{"type", "download"},
                     {"name", each.name},
                     {"size", each.bytes.size()},
                     {"downloads", each.downloads},
                     {"created_on", each.created_on},
                     {"links", {{"self", link_to(self)}}}};
        if (const account_record* user = in.state.find_account(each.user)) body["user"] = condensed_account(in, *user);
        all.add(each.name, std::move(body));
    }
    return page_of(in, std::move(all));
}

inline answer upload_downloads(const call& in) {
    const repository_place at = require_repository_writer(in);
    if (at.workspace->at_user_limit) refuse(402, "Your plan does not include downloads. Upgrade to upload files.");
    if (media_type_of(in.request) != multipart_type) refuse(406, "Unsupported Content-Type. Use multipart/form-data.");
    std::vector<form_part> parts = read_multipart(in.request);
    std::erase_if(parts, [](const form_part& each) { return each.name != "files"; });
    if (parts.empty()) refuse_member("files", "required");
    for (const form_part& part : parts)
        if (part.file_name.value_or("").empty()) refuse_member("files", "a file needs a name");
    for (form_part& part : parts) {
        const std::string name = part.file_name->substr(part.file_name->rfind('/') + 1);
        std::vector<download_record>& all = at.repository->downloads;
        std::erase_if(all, [&](const download_record& each) { return each.name == name; });
        const std::uint64_t id = 1000 + ++in.state.made;
        all.push_back({id, name, std::move(part.content), in.state.new_time(), in.who.account->uuid, 0});
    }
    return {201, nullptr};
}

inline answer get_download(const call& in) {
    download_record& of = require_download(in, require_repository(in));
    ++of.downloads;
    return answer_with_location(302, storage::url_of(in.base, of));
}

inline answer remove_download(const call& in) {
    const repository_place at = require_repository_writer(in);
    const std::uint64_t id = require_download(in, at).id;
    std::erase_if(at.repository->downloads, [&](const download_record& each) { return each.id == id; });
    return {204, nullptr};
}

inline constexpr handler_entry downloads_handlers[] = {{downloads::list::info.name, list_downloads, true},
                                                       {downloads::upload::info.name, upload_downloads},
                                                       {downloads::get::info.name, get_download, true},
                                                       {downloads::remove::info.name, remove_download}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
