// SPDX-License-Identifier: MIT
// testing/sandbox.hpp answers every operation that the library declares, and nothing else.
#include <bitbucket/testing/sandbox/handlers/all_handlers.hpp>
#include "sandbox_calls.hpp"

namespace test_sandbox_operations {

using namespace sandbox_calls;
using bitbucket::operation_info;

namespace {

/// What stands for each placeholder in a path.
std::string argument_for(const operation_info& operation, const std::string& placeholder) {
    const std::string_view name = operation.name;
    if (placeholder == "{pullrequest_id}") return std::to_string(sandbox::pull_request);
    // The caller opened the latter, and has approved neither.
    if (placeholder == "{pull_request_id}")
        return std::to_string(name == "pull_requests::decline" ? sandbox::moving_pull_request : sandbox::pull_request);
    if (placeholder == "{comment_id}")
        return std::to_string(name.ends_with("::reopen") || name.ends_with("::update") ? sandbox::resolved_comment
                                                                                       : sandbox::thread_comment);
    if (placeholder == "{task_id}" && name == "pull_requests::get_merge_task") return "merge-1";
    if (placeholder == "{task_id}") return std::to_string(sandbox::open_task);
    if (placeholder == "{name}") return name.ends_with("_tag") ? sandbox::annotated_tag : sandbox::unmerged_branch;
    if (placeholder == "{key_id}" && name.starts_with("deploy_keys::")) return std::to_string(sandbox::deploy_key);
    if (placeholder == "{key_id}" && name.starts_with("project_deploy_keys::"))
        return std::to_string(sandbox::project_deploy_key);
    const std::pair<const char*, const char*> values[] = {{"{workspace}", sandbox::workspace},
                                                          {"{repo_slug}", sandbox::repository},
                                                          {"{project_key}", sandbox::project},
                                                          {"{group_slug}", sandbox::developers},
                                                          {"{member}", sandbox::colleague},
                                                          {"{selected_user}", sandbox::user},
                                                          {"{target_username}", sandbox::colleague},
                                                          {"{selected_user_id}", sandbox::colleague},
                                                          {"{email}", sandbox::email},
                                                          {"{username}", sandbox::workspace},
                                                          {"{fingerprint}", sandbox::gpg_key},
                                                          {"{known_host_uuid}", sandbox::known_host},
                                                          {"{environment_uuid}", sandbox::test_environment},
                                                          {"{commit}", sandbox::commit},
                                                          {"{key_id}", sandbox::ssh_key},
                                                          {"{variable_uuid}", sandbox::variable},
                                                          {"{app_key}", sandbox::app},
                                                          {"{property_name}", sandbox::property},
                                                          {"{filename}", sandbox::download},
                                                          {"{path*}", "README.md"}};
    for (const auto& [known, value] : values)
        if (placeholder == known) return value;
    FAIL("no argument for " << placeholder);
    return {};
}

std::string path_of(const operation_info& operation) {
    std::string_view rest = operation.path.str();
    std::string out;
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const auto close = rest.find('}');
        out += rest.substr(0, open);
        const std::string placeholder(rest.substr(open, close - open + 1));
        // A project with repositories cannot be removed.
        const bool removes_project =
            placeholder == "{project_key}" && std::string_view(operation.name) == "projects::remove";
        bitbucket::detail::append_segment(
            out, removes_project ? sandbox::empty_project : argument_for(operation, placeholder));
        rest.remove_prefix(close + 1);
    }
    out += rest;
    if (operation.options.contains("search_query")) out += "?search_query=DEPLOY_REGION";
    return out;
}

/// What is sent as a form, and its Content-Type.
constexpr const char* form_type = "multipart/form-data; boundary=x";
constexpr const char* form =
    "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nA\r\n--x--\r\n";

bool takes_form(const operation_info& operation) {
    const std::string_view name = operation.name;
    return name == "source::create_commit" || name == "downloads::upload";
}

std::string body_for(const operation_info& operation) {
    if (takes_form(operation)) return form;
    if (operation.method == http_method::get || operation.method == http_method::delete_) return {};
    const std::string name = operation.name;
    if (name.find("permissions::") != std::string::npos) return R"({"permission":"write"})";
    if (name == "ssh_keys::create")
        return R"({"key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqP3Cr632C2dNhhgKVcon4ldUSAeKiku2yP9O9/bDtY me@host"})";
    if (name == "projects::create") return R"({"key":"NEW","name":"New"})";
    if (name == "projects::update") return R"({"description":"Changed"})";
    if (name == "project_default_reviewers::add") return {};
    if (name == "ssh_keys::update") return R"({"label":"Work key"})";
    const std::string key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqP3Cr632C2dNhhgKVcon4ldUSAeKiku2yP9O9/bDtY";
    if (name.ends_with("deploy_keys::create")) return R"({"label":"CI","key":")" + key + "\"}";
    if (name == "deploy_keys::update") return R"({"label":"CI"})";
    if (name == "gpg_keys::create")
        return R"({"key":"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZu7WWxYJKwYBBAHaRw8BAQdAPDy/kXT4JDQC\n)"
               R"(-----END PGP PUBLIC KEY BLOCK-----"})";
    if (name == "pipeline_ssh_key_pair::update")
        return R"({"private_key":"-----BEGIN OPENSSH PRIVATE KEY-----","public_key":")" + key + "\"}";
    if (name.starts_with("pipeline_known_hosts::"))
        return R"({"hostname":"new.example.org","public_key":{"key_type":"ssh-ed25519","key":")" + key.substr(12) +
               "\"}}";
    if (name.ends_with("_variables::create")) return R"({"key":"NEW_KEY","value":"1","secured":false})";
    if (name.ends_with("_variables::update")) return R"({"value":"2"})";
    if (name.ends_with("_properties::update")) return R"({"text":"hello"})";
    for (const char* bodiless : {"::approve", "::request_changes", "::decline", "::merge", "::resolve"})
        if (name.ends_with(bodiless)) return {};
    if (name == "default_reviewers::add") return {};
    const std::string text = R"("content":{"raw":"x"})";
    if (name == "pull_requests::create")
        return R"({"title":"New","source":{"branch":{"name":"feature/opening-hours"}}})";
    if (name == "pull_requests::update") return R"({"title":"New"})";
    if (name.starts_with("pull_request_comments::") || name.starts_with("pull_request_tasks::"))
        return '{' + text + '}';
    if (name.starts_with("refs::create_")) return R"({"name":"new/one","target":{"hash":"main"}})";
    FAIL("no body for " << name);
    return {};
}

/// What has to be done before an operation can succeed.
void prepare(const sandbox& box, const std::string& name) {
    const std::string one = "/repositories/acme/site/pullrequests/1";
    if (name == "pull_requests::get_merge_task") send(box, http_method::post, one + "/merge?async=true");
    if (name == "pull_requests::unapprove") send(box, http_method::post, one + "/approve");
    if (name == "pull_requests::unrequest_changes") send(box, http_method::post, one + "/request-changes");
    if (name.starts_with("default_reviewers::"))
        send(box, http_method::put,
             "/repositories/acme/site/default-reviewers/%7Bd301aafa-d676-4ee0-88be-962be7417567%7D");
}

}  // namespace

TEST_CASE("sandbox: every operation has a handler, and a success") {
    for (const operation_info& operation : bitbucket::all_operations) {
        INFO(operation.name);
        CHECK(bitbucket::testing::sandbox_detail::find_handler(operation.name) != nullptr);
        const sandbox box{{.revive_retired = true}};
        prepare(box, operation.name);
        http_request request;
        request.method = operation.method;
        request.url = base + path_of(operation);
        request.body = body_for(operation);
        request.headers.add("Authorization", admin());
        if (takes_form(operation)) request.headers.add("Content-Type", form_type);
        const http_response reply = box.send(request);
        INFO(reply.body);
        const std::string_view name = operation.name;
        const bool redirects = name == "source::root" || name == "downloads::get" ||
                               name == "pull_requests::get_diff" || name == "pull_requests::get_diffstat" ||
                               name == "pull_requests::get_patch" || name == "pull_requests::get_conflicts";
        CHECK((reply.status == 302) == redirects);
        CHECK((redirects || (reply.status >= 200 && reply.status <= 204)));
        const bool empty = reply.status == 204 || redirects || takes_form(operation);
        CHECK(reply.body.empty() == empty);
        CHECK((reply.headers.find("Content-Type") == nullptr) == empty);
    }
}

TEST_CASE("sandbox: every retired operation is gone, with both announcements") {
    int retired = 0;
    for (const operation_info& operation : bitbucket::all_operations) {
        if (operation.stage != bitbucket::lifecycle::retired) continue;
        ++retired;
        const http_response reply = send(sandbox{}, operation.method, path_of(operation));
        CHECK(reply.status == 410);
        const json body = body_of(reply);
        const char* url = "https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-2770";
        CHECK(body["error"]["message"] == "CHANGE-2770 - Functionality has been deprecated");
        CHECK(body["error"]["data"]["announcement_url"] == url);
        CHECK(body["data"]["announcement_url"] == url);
    }
    CHECK(retired == 3);
}

TEST_CASE("sandbox: links repeat the scheme, host and port of the request, and the base path can be another") {
    const json page = read(sandbox{}, "http://127.0.0.1:8123/2.0/repositories/acme?pagelen=1");
    CHECK(page["next"].get<std::string>().starts_with("http://127.0.0.1:8123/2.0/repositories/acme?"));
    CHECK(page["values"][0]["links"]["self"]["href"] == "http://127.0.0.1:8123/2.0/repositories/acme/site");

    const sandbox elsewhere{{.base_path = "/bitbucket/api"}};
    const json user = read(elsewhere, "https://example.org/bitbucket/api/user");
    CHECK(user["links"]["self"]["href"].get<std::string>().starts_with("https://example.org/bitbucket/api/users/"));
    CHECK(send(elsewhere, http_method::get, "https://example.org/2.0/user").status == 404);
}

TEST_CASE("sandbox: there is nothing at other URLs, and nothing for other methods") {
    const sandbox box;
    for (const char* target : {"/nothing", "/user/nothing", "/users", "https://api.bitbucket.org/1.0/user",
                               "https://api.bitbucket.org/2.0", "https://api.bitbucket.org/2.00/user"}) {
        INFO(target);
        const http_response reply = send(box, http_method::get, target);
        CHECK(reply.status == 404);
        CHECK(body_of(reply)["error"]["detail"] == "There is no API hosted at this URL");
    }
    const http_response reply = send(box, http_method::post,
                                     me + "/ssh-keys/" +
                                         "%7B"
                                         "1%7D",
                                     "{}");
    CHECK(reply.status == 405);
    CHECK(reply.headers.value("Allow") == "GET, PUT, DELETE");
    CHECK(send(box, http_method::get, "no URL").status == 404);
    CHECK(send(box, http_method::get, "https://user@api.bitbucket.org/2.0/user").status == 400);
}

TEST_CASE("sandbox: things are addressed by slug, UUID or account ID, encoded or not") {
    const sandbox box;
    const std::string uuid = "%7B7c0a8f52-61f3-4d6e-8f0b-5b3b2a4f9d01%7D";
    for (const std::string& target :
         {std::string("/repositories/acme/site"), "/repositories/acme/" + uuid, "/repositories/%7B%7D/" + uuid,
          std::string("/repositories/{}/{7C0A8F52-61f3-4d6e-8f0b-5b3b2a4f9d01}"),
          std::string("/repositories/%61cme/s%69te")}) {
        INFO(target);
        CHECK(read(box, target)["full_name"] == "acme/site");
    }
    CHECK(send(box, http_method::get, "/repositories/%7B%7D/site").status == 404);
    const std::string acme = read(box, "/repositories/acme/site")["workspace"]["uuid"].get<std::string>();
    CHECK(read(box, "/repositories/" + acme + "/site")["full_name"] == "acme/site");
    CHECK(read(box, "/users/557058:0f5b4e2c-7d11-4d0a-9f0e-3f6c2b1a9e55")["nickname"] == "mia");
    CHECK(send(box, http_method::get, "/users/mia").status == 404);
}

}  // namespace test_sandbox_operations
