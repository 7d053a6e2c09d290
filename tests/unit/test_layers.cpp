// SPDX-License-Identifier: MIT
// The order of the library's folders: an include never leads from a lower layer to a higher one. Reads the headers as
// text. docs/architecture.md shows the same order as a picture.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace test_layers {

namespace {

namespace fs = std::filesystem;
using names = std::vector<std::string>;

/// The layers from the lowest to the highest. A name that ends in a slash is a folder; headers of the root have places of
/// their own, since the core is made of many thin layers. What shares a line may include each other.
const std::vector<names> layers = {
    {"version.hpp", "fwd.hpp"},
    {"detail/text/", "detail/process/"},
    {"types/"},
    {"body_source.hpp", "body_receiver.hpp"},
    {"secret.hpp"},
    {"operation_info.hpp"},
    {"service.hpp"},
    {"detail/url/"},
    {"detail/json/"},
    {"json_reader.hpp", "model.hpp"},
    {"one_of.hpp", "name_map.hpp"},
    {"page.hpp"},
    {"detail/json/library_tables.hpp"},
    {"models/"},
    {"scopes.hpp"},
    {"rate_limit.hpp", "retry.hpp", "client_clock.hpp"},
    {"detail/errors/"},
    {"error.hpp"},
    {"detail/streams/"},
    {"sink.hpp", "multipart.hpp", "form.hpp", "raw_body.hpp"},
    {"streams/"},
    {"streams.hpp"},
    {"transport.hpp", "transport_loop.hpp"},
    {"call_options.hpp"},
    {"walk_options.hpp", "send_all_options.hpp", "wait_options.hpp"},
    {"observer.hpp"},
    {"client_options.hpp"},
    {"result.hpp", "placed_result.hpp"},
    {"auth.hpp"},
    {"request_base.hpp"},
    {"detail/streams/hold_source.hpp"},
    {"detail/requests/"},
    {"streamed_body.hpp"},
    {"result_traits.hpp"},
    {"request_options.hpp"},
    {"request.hpp"},
    {"raw_request.hpp"},
    {"detail/calls/"},
    {"detail/bitbucket_cloud/"},
    {"bitbucket_cloud.hpp"},
    {"reply.hpp"},
    {"detail/paging/"},
    {"pagination.hpp"},
    {"client.hpp"},
    {"json.hpp", "wait.hpp", "download.hpp", "send_all.hpp", "each_of.hpp", "task.hpp", "coroutines.hpp"},
    {"api/"},
    {"operations.hpp"},
    {"bitbucket.hpp"},
    {"query/"},
    {"query.hpp"},
    {"detail/oauth2/"},
    {"oauth2/"},
    {"oauth2.hpp"},
    {"transport/curl/"},
    {"transport/"},
    {"reader/"},
    {"integrations/infisical/", "integrations/pulumi/", "integrations/upsun/"},
    {"integrations/"},
    {"extras/sync/"},
    {"extras/"},
    {"testing/conformance/"},
    {"testing/sandbox/store/"},
    {"testing/sandbox/seed/"},
    {"testing/sandbox/http/"},
    {"testing/sandbox/collections/"},
    {"testing/sandbox/handlers/"},
    {"testing/"},
    {"modules/"},
};

/// The header that declares what a file defines: its own place.
std::string declared_by(std::string file) {
    const std::map<std::string, std::string> groups = {{"compiled.ipp", "testing/sandbox.hpp"},
                                                       {"compiled_client.ipp", "testing/sandbox.hpp"},
                                                       {"detail/json/library_tables.ipp", "operations.hpp"},
                                                       {"detail/requests/requests.ipp", "detail/requests/body.hpp"},
                                                       {"detail/text/text.ipp", "detail/text/ascii.hpp"},
                                                       {"types/types.ipp", "types/http.hpp"}};
    if (const auto group = groups.find(file); group != groups.end()) return group->second;
    if (file.ends_with(".ipp")) file.replace(file.size() - 3, 3, "hpp");
    return file;
}

/// The layer of a file, given its path below include/bitbucket; -1 if it has none. The longest name counts.
int layer_of(const std::string& file) {
    const std::string header = declared_by(file);
    int found = -1;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < layers.size(); ++i)
        for (const std::string& place : layers[i]) {
            const bool is_folder = place.back() == '/';
            if (is_folder ? !header.starts_with(place) : header != place) continue;
            if (place.size() <= longest) continue;
            longest = place.size();
            found = static_cast<int>(i);
        }
    return found;
}

/// What is wrong with the includes of a header; empty if nothing is.
std::vector<std::string> find_climbs(const std::string& header, std::istream& text) {
    std::vector<std::string> out;
    if (layer_of(header) < 0) out.push_back(header + " has no layer");
    const std::string start = "#include \"";
    for (std::string line; std::getline(text, line);) {
        if (!line.starts_with(start)) continue;
        const std::string named = line.substr(start.size(), line.rfind('"') - start.size());
        const std::string target = (fs::path(header).parent_path() / named).lexically_normal().generic_string();
        if (layer_of(target) < 0)
            out.push_back(header + " includes " + target + ", which has no layer");
        else if (layer_of(target) > layer_of(header))
            out.push_back(header + " includes " + target + ", which is above it");
    }
    return out;
}

const fs::path include_folder = fs::path(BITBUCKET_SOURCE_DIR) / "include/bitbucket";

/// The files of the library that one includes, by their paths below include/bitbucket.
names included_by(const std::string& file) {
    names out;
    std::ifstream text(include_folder / file);
    const std::string start = "#include \"";
    for (std::string line; std::getline(text, line);) {
        if (!line.starts_with(start)) continue;
        const std::string named = line.substr(start.size(), line.rfind('"') - start.size());
        out.push_back((fs::path(file).parent_path() / named).lexically_normal().generic_string());
    }
    return out;
}

/// Whether a header includes another, directly or not. What definitions include does not count.
bool reaches(const std::string& from, const std::string& to) {
    std::set<std::string> seen;
    names open{from};
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        if (next == to) return true;
        if (next.ends_with(".ipp") || !seen.insert(next).second) continue;
        for (std::string& each : included_by(next)) open.push_back(std::move(each));
    }
    return false;
}

}  // namespace

TEST_CASE("no include leads from a lower layer to a higher one", "[layers]") {
    std::vector<std::string> problems;
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(include_folder)) {
        if (!entry.is_regular_file()) continue;
        ++count;
        std::ifstream text(entry.path());
        const std::string header = entry.path().lexically_relative(include_folder).generic_string();
        for (std::string& problem : find_climbs(header, text)) problems.push_back(std::move(problem));
    }
    CHECK(count > 150);
    CHECK(problems == std::vector<std::string>());
}

TEST_CASE("an include that climbs, or leads nowhere, is found", "[layers]") {
    const auto found = [](const std::string& header, const char* line) {
        std::istringstream text(std::string("#pragma once\n") + line + "\n#include <string>\n");
        return find_climbs(header, text);
    };
    CHECK(found("detail/url/url.hpp", "#include \"../text/percent.hpp\"").empty());
    CHECK(found("detail/text/percent.hpp", "#include \"../url/url.hpp\"") ==
          std::vector<std::string>{"detail/text/percent.hpp includes detail/url/url.hpp, which is above it"});
    CHECK(found("detail/calls/attempts.hpp", "#include \"../../client.hpp\"").size() == 1);
    CHECK(found("detail/calls/attempts.hpp", "#include \"../../nowhere.hpp\"").size() == 1);
    CHECK(found("new_room/a.hpp", "").size() == 1);
}

TEST_CASE("no definition includes what includes the header that it defines", "[layers]") {
    // A file that began with such a header would come to the definition before the header is complete.
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(include_folder)) {
        const std::string file = entry.path().lexically_relative(include_folder).generic_string();
        std::string header = file;
        if (!file.ends_with(".ipp")) continue;
        header.replace(header.size() - 3, 3, "hpp");
        if (!fs::exists(include_folder / header)) continue;  // a group's, or that of the compiled mode alone
        if (header == "detail/json/library_tables.hpp") continue;
        ++count;
        for (const std::string& included : included_by(file)) {
            INFO(file << " includes " << included);
            CHECK((included == header || !reaches(included, header)));
        }
    }
    CHECK(count > 20);
}

TEST_CASE("every place in the order of the layers exists", "[layers]") {
    std::set<std::string> seen;
    for (const names& layer : layers)
        for (const std::string& place : layer) {
            INFO(place);
            CHECK(fs::exists(include_folder / place));
            CHECK(seen.insert(place).second);
        }
}

}  // namespace test_layers
