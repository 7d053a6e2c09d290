// SPDX-License-Identifier: MIT
// Answers of the families pipeline_ssh_key_pair and pipeline_known_hosts. A private key is accepted but not stored.
#pragma once

#include "../store/md5.hpp"
#include "../store/ssh_key_text.hpp"
#include "documents.hpp"
#include "pipelines_access.hpp"

namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail {

/// A required text of a body, which must not be empty.
inline std::string required_text(const json& body, const char* member) {
    const auto found = body.is_object() ? body.find(member) : body.end();
    if (!body.is_object() || found == body.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
        refuse_body();
    return found->get<std::string>();
}

/// 400 for an invalid key.
[[noreturn]] inline void refuse_ssh_key() {
    refuse_pipelines(400, "Bad request", "The SSH key cannot be read", "ssh-service.ssh-key.invalid");
}

/// The answer of all operations on the key pair.
inline answer answer_key_pair(const call& in) {
    repository_record& of = require_pipelines_config(in);
    if (in.operation.method == http_method::put) {
        const json body = json::parse(in.request.body, nullptr, false);
        const std::string public_key = required_text(body, "public_key");
        const bool is_private = required_text(body, "private_key").find("PRIVATE KEY-----") != std::string::npos;
        if (!is_private || !parse_ssh_key(public_key)) refuse_ssh_key();
        of.pipelines_public_key = public_key;
    }
    if (of.pipelines_public_key.empty()) refuse_unknown("ssh-service", "key-pair", of.uuid);
    if (in.operation.method != http_method::delete_)
        return {200, {{"type", "pipeline_ssh_key_pair"}, {"public_key", of.pipelines_public_key}}};
    of.pipelines_public_key.clear();
    return {204, nullptr};
}

/// Bytes as `ssh-keygen -l -E md5` shows them: `MD5:1f:2e:…`.
inline std::string md5_fingerprint(std::string_view blob) {
    std::string out = "MD5";
    for (const char byte : md5(blob)) {
        out.push_back(':');
        out.push_back("0123456789abcdef"[static_cast<unsigned char>(byte) >> 4U]);
        out.push_back("0123456789abcdef"[static_cast<unsigned char>(byte) & 15U]);
    }
    return out;
}

struct known_host_place {
    documents* hosts = nullptr;
    static constexpr bool has_location = true;

    [[nodiscard]] documents& all() const { return *hosts; }
    [[noreturn]] static void refuse_unknown(const std::string& id) {
        sandbox_detail::refuse_unknown("ssh-service", "known-host", id);
    }
    [[nodiscard]] static json show(const call&, json of) {
        json& key = of["public_key"];
        const std::string blob = decode_base64(key["key"].get_ref<const std::string&>());
        std::string fingerprint = bitbucket::detail::base64(sha256(blob));
        fingerprint.resize(fingerprint.find('='));
        key["type"] = "pipeline_ssh_public_key";
        key["md5_fingerprint"] = md5_fingerprint(blob);
        key["sha256_fingerprint"] = "SHA256:" + fingerprint;
        of["type"] = "pipeline_known_host";
        return of;
    }
    /// Fills a known host from a body. No two may have the same name (409).
    void update(const call& in, json& of) const {
        const json body = json::parse(in.request.body, nullptr, false);
        const std::string hostname = required_text(body, "hostname");
        const json& key = body.contains("public_key") ? body["public_key"] : body;
        const std::string key_type = required_text(key, "key_type");
        const std::string blob = required_text(key, "key");
        if (!parse_ssh_key(key_type + ' ' + blob)) refuse_ssh_key();
        for (const json& host : *hosts)
            if (&host != &of && bitbucket::detail::equal_ignoring_case(host["hostname"].get<std::string>(), hostname))
                refuse_pipelines(409, "Conflict", "A known host with this name exists already",
                                 "ssh-service.known-host.duplicate", {{"hostname", hostname}});
        of["hostname"] = hostname;
        of["public_key"] = {{"key_type", key_type}, {"key", blob}};
    }
    [[nodiscard]] json create(const call& in) const {
        json made;
        update(in, made);
        made["uuid"] = in.state.new_uuid();
        return made;
    }
};

inline known_host_place known_hosts_of(const call& in) {
    return {&require_pipelines_config(in).known_hosts};
}

inline constexpr handler_entry pipeline_ssh_handlers[] = {{"pipeline_ssh_key_pair", answer_key_pair},
                                                          {"pipeline_known_hosts", collection<known_hosts_of>}};

}  // namespace bitbucket::inline BITBUCKET_ABI::testing::sandbox_detail
