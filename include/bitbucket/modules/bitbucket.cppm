// SPDX-License-Identifier: MIT
// The module bitbucket: the client, all operations and all opt-in headers, but for transports.
// Written by docs/packaging/modules.sh; docs/packaging.md tells how it is compiled.
module;

#include "../api/code_search.hpp"
#include "../api/commit_properties.hpp"
#include "../api/current_user.hpp"
#include "../api/default_reviewers.hpp"
#include "../api/deploy_keys.hpp"
#include "../api/deployment_variables.hpp"
#include "../api/downloads.hpp"
#include "../api/environments.hpp"
#include "../api/gpg_keys.hpp"
#include "../api/pipeline_known_hosts.hpp"
#include "../api/pipeline_ssh_key_pair.hpp"
#include "../api/project_default_reviewers.hpp"
#include "../api/project_deploy_keys.hpp"
#include "../api/project_permissions.hpp"
#include "../api/projects.hpp"
#include "../api/pull_request_comments.hpp"
#include "../api/pull_request_properties.hpp"
#include "../api/pull_request_tasks.hpp"
#include "../api/pull_requests.hpp"
#include "../api/refs.hpp"
#include "../api/repositories.hpp"
#include "../api/repository_permissions.hpp"
#include "../api/repository_pipeline_variables.hpp"
#include "../api/repository_properties.hpp"
#include "../api/source.hpp"
#include "../api/ssh_keys.hpp"
#include "../api/team_pipeline_variables.hpp"
#include "../api/user_pipeline_variables.hpp"
#include "../api/user_properties.hpp"
#include "../api/users.hpp"
#include "../api/workspace_pipeline_variables.hpp"
#include "../api/workspaces.hpp"
#include "../auth.hpp"
#include "../bitbucket.hpp"
#include "../bitbucket_cloud.hpp"
#include "../body_receiver.hpp"
#include "../body_source.hpp"
#include "../call_options.hpp"
#include "../client.hpp"
#include "../client_clock.hpp"
#include "../client_options.hpp"
#include "../coroutines.hpp"
#include "../download.hpp"
#include "../each_of.hpp"
#include "../error.hpp"
#include "../extras/clone_url.hpp"
#include "../extras/comment_threads.hpp"
#include "../extras/commit_files.hpp"
#include "../extras/distinct.hpp"
#include "../extras/granted.hpp"
#include "../extras/lifecycle.hpp"
#include "../extras/logger.hpp"
#include "../extras/merge_and_wait.hpp"
#include "../extras/mergeability.hpp"
#include "../extras/rate_limiter.hpp"
#include "../extras/review.hpp"
#include "../extras/review_inbox.hpp"
#include "../extras/search_text.hpp"
#include "../extras/sync_many_variables.hpp"
#include "../extras/sync_variables.hpp"
#include "../extras/upload_files.hpp"
#include "../extras/uri_template.hpp"
#include "../form.hpp"
#include "../fwd.hpp"
#include "../integrations/infisical.hpp"
#include "../integrations/pulumi.hpp"
#include "../integrations/pulumi_providers.hpp"
#include "../integrations/upsun.hpp"
#include "../integrations/upsun_session.hpp"
#include "../json.hpp"
#include "../json_reader.hpp"
#include "../model.hpp"
#include "../models/account.hpp"
#include "../models/application_property.hpp"
#include "../models/code_search.hpp"
#include "../models/commit_file.hpp"
#include "../models/commit_status.hpp"
#include "../models/default_reviewer.hpp"
#include "../models/deploy_key.hpp"
#include "../models/diffstat.hpp"
#include "../models/download.hpp"
#include "../models/environment.hpp"
#include "../models/gpg_key.hpp"
#include "../models/group_permission.hpp"
#include "../models/permission.hpp"
#include "../models/pipeline_ssh.hpp"
#include "../models/pipeline_variable.hpp"
#include "../models/project.hpp"
#include "../models/pull_request.hpp"
#include "../models/pull_request_activity.hpp"
#include "../models/pull_request_comment.hpp"
#include "../models/pull_request_comment_draft.hpp"
#include "../models/pull_request_draft.hpp"
#include "../models/pull_request_task.hpp"
#include "../models/ref.hpp"
#include "../models/repository.hpp"
#include "../models/ssh_key.hpp"
#include "../models/user_email.hpp"
#include "../models/workspace.hpp"
#include "../multipart.hpp"
#include "../name_map.hpp"
#include "../oauth2.hpp"
#include "../oauth2/authorization.hpp"
#include "../oauth2/client.hpp"
#include "../oauth2/grant.hpp"
#include "../oauth2/implicit.hpp"
#include "../oauth2/random.hpp"
#include "../oauth2/session.hpp"
#include "../oauth2/session_options.hpp"
#include "../oauth2/token.hpp"
#include "../observer.hpp"
#include "../one_of.hpp"
#include "../operation_info.hpp"
#include "../operations.hpp"
#include "../page.hpp"
#include "../pagination.hpp"
#include "../placed_result.hpp"
#include "../query.hpp"
#include "../query/code_query.hpp"
#include "../query/field.hpp"
#include "../query/fields.hpp"
#include "../query/filter.hpp"
#include "../query/literal.hpp"
#include "../rate_limit.hpp"
#include "../raw_body.hpp"
#include "../raw_request.hpp"
#include "../reply.hpp"
#include "../request.hpp"
#include "../request_base.hpp"
#include "../request_options.hpp"
#include "../result.hpp"
#include "../result_traits.hpp"
#include "../retry.hpp"
#include "../scopes.hpp"
#include "../secret.hpp"
#include "../send_all.hpp"
#include "../send_all_options.hpp"
#include "../service.hpp"
#include "../sink.hpp"
#include "../streamed_body.hpp"
#include "../streams.hpp"
#include "../streams/callback_sink.hpp"
#include "../streams/callback_source.hpp"
#include "../streams/file_sink.hpp"
#include "../streams/file_source.hpp"
#include "../streams/stream_sink.hpp"
#include "../streams/stream_source.hpp"
#include "../task.hpp"
#include "../testing/clocks.hpp"
#include "../testing/delayed.hpp"
#include "../testing/integrations/infisical.hpp"
#include "../testing/integrations/pulumi.hpp"
#include "../testing/integrations/upsun.hpp"
#include "../testing/limits.hpp"
#include "../testing/sandbox.hpp"
#include "../testing/scripted.hpp"
#include "../testing/transport_conformance.hpp"
#include "../transport.hpp"
#include "../transport_loop.hpp"
#include "../types/accepted.hpp"
#include "../types/boxed.hpp"
#include "../types/cancel_token.hpp"
#include "../types/diff_of.hpp"
#include "../types/error_kind.hpp"
#include "../types/http.hpp"
#include "../types/ids.hpp"
#include "../types/json_text.hpp"
#include "../types/kind_names.hpp"
#include "../types/link.hpp"
#include "../types/open_enum.hpp"
#include "../types/plain_text.hpp"
#include "../types/scope_set.hpp"
#include "../types/settable.hpp"
#include "../types/text_argument.hpp"
#include "../types/text_value.hpp"
#include "../types/timestamp.hpp"
#include "../types/uuid.hpp"
#include "../version.hpp"
#include "../wait.hpp"
#include "../wait_options.hpp"
#include "../walk_options.hpp"

export module bitbucket;

export namespace bitbucket {
using bitbucket::accepted;
using bitbucket::access_token;
using bitbucket::access_token_kind;
using bitbucket::account;
using bitbucket::all;
using bitbucket::all_of;
using bitbucket::all_operations;
using bitbucket::all_requests;
using bitbucket::anonymous;
using bitbucket::any_of;
using bitbucket::any_service;
using bitbucket::any_transport;
using bitbucket::api_error;
using bitbucket::api_token;
using bitbucket::app_key;
using bitbucket::application_property;
using bitbucket::apply_many_variables;
using bitbucket::apply_options;
using bitbucket::apply_variables;
using bitbucket::approval_activity;
using bitbucket::asc;
using bitbucket::async_items;
using bitbucket::async_loop;
using bitbucket::async_response;
using bitbucket::authorization_code_grant;
using bitbucket::authorization_options;
using bitbucket::authorization_request;
using bitbucket::bad_request;
using bitbucket::basic;
using bitbucket::binary;
using bitbucket::bitbucket_cloud;
using bitbucket::bitbucket_rate_groups;
using bitbucket::body_receiver;
using bitbucket::body_source;
using bitbucket::boxed;
using bitbucket::branch;
using bitbucket::branch_draft;
using bitbucket::branch_name;
using bitbucket::call_begin_event;
using bitbucket::call_end_event;
using bitbucket::call_options;
using bitbucket::callback_sink;
using bitbucket::callback_source;
using bitbucket::cancel_source;
using bitbucket::cancel_token;
using bitbucket::cancelled;
using bitbucket::changes_requested_activity;
using bitbucket::check_mergeability;
using bitbucket::classic_scope;
using bitbucket::client;
using bitbucket::client_clock;
using bitbucket::client_credentials_grant;
using bitbucket::client_of;
using bitbucket::client_options;
using bitbucket::clone_url;
using bitbucket::code_query;
using bitbucket::code_search_key;
using bitbucket::code_search_page;
using bitbucket::code_search_result;
using bitbucket::color_marks;
using bitbucket::comment_activity;
using bitbucket::comment_ref;
using bitbucket::comment_resolution;
using bitbucket::comment_thread;
using bitbucket::comment_threads;
using bitbucket::commit;
using bitbucket::commit_author;
using bitbucket::commit_file;
using bitbucket::commit_ref;
using bitbucket::commit_status;
using bitbucket::commit_status_state;
using bitbucket::concurrent_transport;
using bitbucket::conflict;
using bitbucket::constant_list;
using bitbucket::created_commit;
using bitbucket::credential_kind;
using bitbucket::credential_kinds;
using bitbucket::credentials;
using bitbucket::deadline;
using bitbucket::deadline_exceeded;
using bitbucket::decline_options;
using bitbucket::decode_error;
using bitbucket::default_reviewer;
using bitbucket::deploy_key;
using bitbucket::deploy_key_draft;
using bitbucket::deploy_key_edit;
using bitbucket::deploy_key_ref;
using bitbucket::deployment_environment;
using bitbucket::deployment_environment_type;
using bitbucket::deprecated_operation;
using bitbucket::deprecated_operations;
using bitbucket::desc;
using bitbucket::diff_of;
using bitbucket::diffstat;
using bitbucket::diffstat_status;
using bitbucket::distinct;
using bitbucket::distinct_range;
using bitbucket::download;
using bitbucket::download_artifact;
using bitbucket::download_name;
using bitbucket::download_options;
using bitbucket::downloaded;
using bitbucket::each_of_options;
using bitbucket::each_of_range;
using bitbucket::edit_pull_request;
using bitbucket::email_ref;
using bitbucket::enum_from;
using bitbucket::enum_is_ordered;
using bitbucket::enum_names;
using bitbucket::environment_ref;
using bitbucket::environment_variables;
using bitbucket::error;
using bitbucket::error_kind;
using bitbucket::error_part;
using bitbucket::error_rule;
using bitbucket::existing_comment;
using bitbucket::expand;
using bitbucket::failure_event;
using bitbucket::field;
using bitbucket::field_problem;
using bitbucket::field_selection;
using bitbucket::file_sink;
using bitbucket::file_source;
using bitbucket::filter;
using bitbucket::fixed_header;
using bitbucket::forbidden;
using bitbucket::fork_policy;
using bitbucket::form;
using bitbucket::former_members;
using bitbucket::former_members_found;
using bitbucket::given_text;
using bitbucket::gone;
using bitbucket::gpg_fingerprint;
using bitbucket::gpg_key;
using bitbucket::gpg_key_draft;
using bitbucket::granted_client;
using bitbucket::granular_scope;
using bitbucket::group;
using bitbucket::group_ref;
using bitbucket::has_match;
using bitbucket::has_progress;
using bitbucket::header_list;
using bitbucket::hold_source;
using bitbucket::holdable_scopes;
using bitbucket::http_header;
using bitbucket::http_method;
using bitbucket::http_request;
using bitbucket::http_response;
using bitbucket::implicit_request;
using bitbucket::implied_by;
using bitbucket::infisical;
using bitbucket::infisical_available_connection;
using bitbucket::infisical_available_list;
using bitbucket::infisical_bitbucket_method;
using bitbucket::infisical_connection;
using bitbucket::infisical_connection_draft;
using bitbucket::infisical_connection_edit;
using bitbucket::infisical_connection_list;
using bitbucket::infisical_connection_name;
using bitbucket::infisical_connection_ref;
using bitbucket::infisical_connection_reply;
using bitbucket::infisical_credentials_draft;
using bitbucket::infisical_environment;
using bitbucket::infisical_environment_list;
using bitbucket::infisical_eu_url;
using bitbucket::infisical_project;
using bitbucket::infisical_repository;
using bitbucket::infisical_repository_list;
using bitbucket::infisical_repository_slug;
using bitbucket::infisical_shown_credentials;
using bitbucket::infisical_us_url;
using bitbucket::infisical_workspace;
using bitbucket::infisical_workspace_list;
using bitbucket::infisical_workspace_slug;
using bitbucket::inline_position;
using bitbucket::inline_position_draft;
using bitbucket::inputs;
using bitbucket::is_ending;
using bitbucket::is_variable_key;
using bitbucket::item_range;
using bitbucket::json_reader;
using bitbucket::json_text;
using bitbucket::jwt_grant;
using bitbucket::kind_names;
using bitbucket::known_host;
using bitbucket::known_host_draft;
using bitbucket::known_host_ref;
using bitbucket::knows_scopes_of;
using bitbucket::lifecycle;
using bitbucket::link;
using bitbucket::links;
using bitbucket::log_level;
using bitbucket::logger;
using bitbucket::make_callback_source;
using bitbucket::make_json_text;
using bitbucket::make_raw_body;
using bitbucket::marked_line;
using bitbucket::marked_path;
using bitbucket::marked_result;
using bitbucket::marked_text;
using bitbucket::markup_text;
using bitbucket::merge_and_wait;
using bitbucket::merge_and_wait_options;
using bitbucket::merge_obstacle;
using bitbucket::merge_obstacle_kind;
using bitbucket::merge_options;
using bitbucket::merge_outcome;
using bitbucket::merge_progress;
using bitbucket::merge_strategy;
using bitbucket::merge_task;
using bitbucket::merge_task_ref;
using bitbucket::merge_verdict;
using bitbucket::mergeability;
using bitbucket::mergeability_part;
using bitbucket::minus;
using bitbucket::model;
using bitbucket::multipart;
using bitbucket::multipart_kind;
using bitbucket::multipart_part;
using bitbucket::name_list;
using bitbucket::name_map;
using bitbucket::name_value;
using bitbucket::named;
using bitbucket::named_enum;
using bitbucket::next_links;
using bitbucket::no_input;
using bitbucket::no_marks;
using bitbucket::not_found;
using bitbucket::null;
using bitbucket::null_type;
using bitbucket::number_id;
using bitbucket::oauth2_client;
using bitbucket::oauth2_consumer;
using bitbucket::oauth2_grant;
using bitbucket::oauth2_options;
using bitbucket::oauth2_session;
using bitbucket::oauth2_session_options;
using bitbucket::oauth2_token;
using bitbucket::oauth_error;
using bitbucket::observer;
using bitbucket::one_of;
using bitbucket::only;
using bitbucket::open_enum;
using bitbucket::open_tasks;
using bitbucket::open_threads;
using bitbucket::operation;
using bitbucket::operation_info;
using bitbucket::operation_list;
using bitbucket::operator<<;
using bitbucket::operator==;
using bitbucket::other_status;
using bitbucket::outcome_order;
using bitbucket::page;
using bitbucket::page_link;
using bitbucket::page_range;
using bitbucket::paged;
using bitbucket::pagination_error;
using bitbucket::parse_json;
using bitbucket::parse_scopes;
using bitbucket::parsed_scopes;
using bitbucket::partial_file;
using bitbucket::participant;
using bitbucket::path;
using bitbucket::path_has_match;
using bitbucket::path_id;
using bitbucket::path_template;
using bitbucket::payment_required;
using bitbucket::permission_level;
using bitbucket::pipeline_variable;
using bitbucket::pipeline_variable_draft;
using bitbucket::pipeline_variable_edit;
using bitbucket::placed_result;
using bitbucket::plain_marks;
using bitbucket::plain_text;
using bitbucket::plan_many_variables;
using bitbucket::plan_options;
using bitbucket::plan_variables;
using bitbucket::platform_random;
using bitbucket::plus;
using bitbucket::project;
using bitbucket::project_deploy_key;
using bitbucket::project_draft;
using bitbucket::project_edit;
using bitbucket::project_grant;
using bitbucket::project_group_permission;
using bitbucket::project_key;
using bitbucket::project_permission_edit;
using bitbucket::project_user_permission;
using bitbucket::property_attribute;
using bitbucket::property_name;
using bitbucket::pull_request;
using bitbucket::pull_request_activity;
using bitbucket::pull_request_branch;
using bitbucket::pull_request_comment;
using bitbucket::pull_request_comment_draft;
using bitbucket::pull_request_comment_edit;
using bitbucket::pull_request_draft;
using bitbucket::pull_request_edit;
using bitbucket::pull_request_endpoint;
using bitbucket::pull_request_inbox;
using bitbucket::pull_request_ref;
using bitbucket::pull_request_state;
using bitbucket::pull_request_task;
using bitbucket::pull_request_task_draft;
using bitbucket::pull_request_task_edit;
using bitbucket::pull_request_update;
using bitbucket::pulumi_cloud;
using bitbucket::query_field;
using bitbucket::query_number;
using bitbucket::query_option;
using bitbucket::random_source;
using bitbucket::rate_group;
using bitbucket::rate_limit;
using bitbucket::rate_limit_headers;
using bitbucket::rate_limited;
using bitbucket::rate_limiter;
using bitbucket::raw_body;
using bitbucket::raw_request;
using bitbucket::raw_source;
using bitbucket::ref;
using bitbucket::ref_target;
using bitbucket::refresh_grant;
using bitbucket::rendered_commit;
using bitbucket::rendered_pull_request;
using bitbucket::rendered_text;
using bitbucket::reply;
using bitbucket::reply_form;
using bitbucket::reply_to;
using bitbucket::repository;
using bitbucket::repository_grant;
using bitbucket::repository_group_permission;
using bitbucket::repository_permission;
using bitbucket::repository_permission_edit;
using bitbucket::repository_ref;
using bitbucket::repository_role;
using bitbucket::repository_user_permission;
using bitbucket::repository_variables;
using bitbucket::request;
using bitbucket::request_base;
using bitbucket::request_event;
using bitbucket::request_limiter;
using bitbucket::request_options;
using bitbucket::required;
using bitbucket::required_scopes;
using bitbucket::resending;
using bitbucket::response_event;
using bitbucket::response_range;
using bitbucket::result;
using bitbucket::result_traits;
using bitbucket::retry_event;
using bitbucket::retry_policy;
using bitbucket::review_event;
using bitbucket::review_inbox;
using bitbucket::review_inbox_options;
using bitbucket::review_of;
using bitbucket::review_so_far;
using bitbucket::reviewer;
using bitbucket::reviewers_of;
using bitbucket::scope_from;
using bitbucket::scope_set;
using bitbucket::scopes_of;
using bitbucket::search_content_match;
using bitbucket::search_line;
using bitbucket::search_marks;
using bitbucket::search_segment;
using bitbucket::search_style;
using bitbucket::secret;
using bitbucket::secured_values;
using bitbucket::send_all_options;
using bitbucket::send_and_wait;
using bitbucket::server_error;
using bitbucket::service;
using bitbucket::service_token;
using bitbucket::settable;
using bitbucket::sink;
using bitbucket::sort_key;
using bitbucket::ssh_account_key;
using bitbucket::ssh_key_draft;
using bitbucket::ssh_key_edit;
using bitbucket::ssh_key_pair;
using bitbucket::ssh_key_pair_edit;
using bitbucket::ssh_key_ref;
using bitbucket::ssh_public_key;
using bitbucket::ssh_public_key_draft;
using bitbucket::step_outcome;
using bitbucket::stream_sink;
using bitbucket::stream_source;
using bitbucket::streamed_body;
using bitbucket::sync_errors;
using bitbucket::sync_outcome;
using bitbucket::sync_pace;
using bitbucket::sync_state;
using bitbucket::tag;
using bitbucket::tag_draft;
using bitbucket::tag_name;
using bitbucket::task;
using bitbucket::task_ref;
using bitbucket::task_state;
using bitbucket::text_argument;
using bitbucket::text_source;
using bitbucket::text_value;
using bitbucket::timestamp;
using bitbucket::to_json_text;
using bitbucket::to_log_text;
using bitbucket::to_stored_text;
using bitbucket::to_string;
using bitbucket::token_from_stored_text;
using bitbucket::token_refusal;
using bitbucket::token_source;
using bitbucket::transfer_listener;
using bitbucket::transport;
using bitbucket::transport_error;
using bitbucket::transport_limits;
using bitbucket::transport_loop;
using bitbucket::tree_path;
using bitbucket::try_apply_variables;
using bitbucket::try_check_mergeability;
using bitbucket::try_clone_url;
using bitbucket::try_download;
using bitbucket::try_edit_pull_request;
using bitbucket::try_merge_and_wait;
using bitbucket::try_open_tasks;
using bitbucket::try_open_threads;
using bitbucket::try_page_range;
using bitbucket::try_plan_variables;
using bitbucket::try_reply_to;
using bitbucket::try_review_inbox;
using bitbucket::try_send_and_wait;
using bitbucket::try_wait;
using bitbucket::try_wait_for_merge;
using bitbucket::unauthorized;
using bitbucket::unknown_kind;
using bitbucket::unread_part;
using bitbucket::unread_repository;
using bitbucket::update_activity;
using bitbucket::upsun;
using bitbucket::upsun_activity;
using bitbucket::upsun_activity_ref;
using bitbucket::upsun_activity_result;
using bitbucket::upsun_activity_state;
using bitbucket::upsun_addon_credentials;
using bitbucket::upsun_addon_credentials_draft;
using bitbucket::upsun_app_credentials;
using bitbucket::upsun_app_credentials_draft;
using bitbucket::upsun_bitbucket_draft;
using bitbucket::upsun_bitbucket_edit;
using bitbucket::upsun_bitbucket_integration;
using bitbucket::upsun_change;
using bitbucket::upsun_change_parts;
using bitbucket::upsun_init_resources;
using bitbucket::upsun_integration;
using bitbucket::upsun_integration_ref;
using bitbucket::upsun_integration_type;
using bitbucket::upsun_project_ref;
using bitbucket::upsun_session;
using bitbucket::upsun_session_options;
using bitbucket::usage_error;
using bitbucket::user_email;
using bitbucket::user_ref;
using bitbucket::uuid;
using bitbucket::variable_action;
using bitbucket::variable_place;
using bitbucket::variable_plan;
using bitbucket::variable_reason;
using bitbucket::variable_ref;
using bitbucket::variable_state;
using bitbucket::variable_step;
using bitbucket::version;
using bitbucket::wait;
using bitbucket::wait_for_merge;
using bitbucket::wait_options;
using bitbucket::waiting_review;
using bitbucket::walk_options;
using bitbucket::wanted_variable;
using bitbucket::work_failed;
using bitbucket::work_state;
using bitbucket::workspace;
using bitbucket::workspace_access;
using bitbucket::workspace_forking_mode;
using bitbucket::workspace_membership;
using bitbucket::workspace_ref;
using bitbucket::workspace_role;
using bitbucket::workspace_variables;
}

export namespace bitbucket::code_search {
using bitbucket::code_search::operations;
using bitbucket::code_search::search_query;
using bitbucket::code_search::search_team;
using bitbucket::code_search::search_user;
using bitbucket::code_search::search_workspace;
}

export namespace bitbucket::commit_properties {
using bitbucket::commit_properties::get;
using bitbucket::commit_properties::operations;
using bitbucket::commit_properties::remove;
using bitbucket::commit_properties::update;
}

export namespace bitbucket::current_user {
using bitbucket::current_user::get_workspace_permission;
using bitbucket::current_user::list_repository_permissions;
using bitbucket::current_user::list_workspace_permissions;
using bitbucket::current_user::list_workspace_repository_permissions;
using bitbucket::current_user::list_workspaces;
using bitbucket::current_user::operations;
}

export namespace bitbucket::default_reviewers {
using bitbucket::default_reviewers::add;
using bitbucket::default_reviewers::get;
using bitbucket::default_reviewers::list;
using bitbucket::default_reviewers::list_effective;
using bitbucket::default_reviewers::operations;
using bitbucket::default_reviewers::remove;
}

export namespace bitbucket::deploy_keys {
using bitbucket::deploy_keys::create;
using bitbucket::deploy_keys::get;
using bitbucket::deploy_keys::list;
using bitbucket::deploy_keys::operations;
using bitbucket::deploy_keys::remove;
using bitbucket::deploy_keys::update;
}

export namespace bitbucket::deployment_variables {
using bitbucket::deployment_variables::create;
using bitbucket::deployment_variables::list;
using bitbucket::deployment_variables::operations;
using bitbucket::deployment_variables::remove;
using bitbucket::deployment_variables::update;
}

export namespace bitbucket::downloads {
using bitbucket::downloads::files;
using bitbucket::downloads::get;
using bitbucket::downloads::list;
using bitbucket::downloads::operations;
using bitbucket::downloads::remove;
using bitbucket::downloads::upload;
}

export namespace bitbucket::environments {
using bitbucket::environments::get;
using bitbucket::environments::list;
using bitbucket::environments::operations;
}

export namespace bitbucket::gpg_keys {
using bitbucket::gpg_keys::create;
using bitbucket::gpg_keys::get;
using bitbucket::gpg_keys::list;
using bitbucket::gpg_keys::operations;
using bitbucket::gpg_keys::remove;
}

export namespace bitbucket::infisical_connections {
using bitbucket::infisical_connections::available;
using bitbucket::infisical_connections::create;
using bitbucket::infisical_connections::environments;
using bitbucket::infisical_connections::get;
using bitbucket::infisical_connections::get_by_name;
using bitbucket::infisical_connections::list;
using bitbucket::infisical_connections::operations;
using bitbucket::infisical_connections::remove;
using bitbucket::infisical_connections::repositories;
using bitbucket::infisical_connections::update;
using bitbucket::infisical_connections::workspaces;
}

export namespace bitbucket::pipeline_known_hosts {
using bitbucket::pipeline_known_hosts::create;
using bitbucket::pipeline_known_hosts::get;
using bitbucket::pipeline_known_hosts::list;
using bitbucket::pipeline_known_hosts::operations;
using bitbucket::pipeline_known_hosts::remove;
using bitbucket::pipeline_known_hosts::update;
}

export namespace bitbucket::pipeline_ssh_key_pair {
using bitbucket::pipeline_ssh_key_pair::get;
using bitbucket::pipeline_ssh_key_pair::operations;
using bitbucket::pipeline_ssh_key_pair::remove;
using bitbucket::pipeline_ssh_key_pair::update;
}

export namespace bitbucket::project_default_reviewers {
using bitbucket::project_default_reviewers::add;
using bitbucket::project_default_reviewers::get;
using bitbucket::project_default_reviewers::list;
using bitbucket::project_default_reviewers::operations;
using bitbucket::project_default_reviewers::remove;
}

export namespace bitbucket::project_deploy_keys {
using bitbucket::project_deploy_keys::create;
using bitbucket::project_deploy_keys::get;
using bitbucket::project_deploy_keys::list;
using bitbucket::project_deploy_keys::operations;
using bitbucket::project_deploy_keys::remove;
}

export namespace bitbucket::project_permissions {
using bitbucket::project_permissions::get_group;
using bitbucket::project_permissions::get_user;
using bitbucket::project_permissions::list_groups;
using bitbucket::project_permissions::list_users;
using bitbucket::project_permissions::operations;
using bitbucket::project_permissions::remove_group;
using bitbucket::project_permissions::remove_user;
using bitbucket::project_permissions::update_group;
using bitbucket::project_permissions::update_user;
}

export namespace bitbucket::projects {
using bitbucket::projects::create;
using bitbucket::projects::get;
using bitbucket::projects::list;
using bitbucket::projects::operations;
using bitbucket::projects::remove;
using bitbucket::projects::update;
}

export namespace bitbucket::pull_request_comments {
using bitbucket::pull_request_comments::create;
using bitbucket::pull_request_comments::get;
using bitbucket::pull_request_comments::list;
using bitbucket::pull_request_comments::operations;
using bitbucket::pull_request_comments::remove;
using bitbucket::pull_request_comments::reopen;
using bitbucket::pull_request_comments::resolve;
using bitbucket::pull_request_comments::update;
}

export namespace bitbucket::pull_request_properties {
using bitbucket::pull_request_properties::get;
using bitbucket::pull_request_properties::operations;
using bitbucket::pull_request_properties::remove;
using bitbucket::pull_request_properties::update;
}

export namespace bitbucket::pull_request_tasks {
using bitbucket::pull_request_tasks::create;
using bitbucket::pull_request_tasks::get;
using bitbucket::pull_request_tasks::list;
using bitbucket::pull_request_tasks::operations;
using bitbucket::pull_request_tasks::remove;
using bitbucket::pull_request_tasks::update;
}

export namespace bitbucket::pull_requests {
using bitbucket::pull_requests::approve;
using bitbucket::pull_requests::create;
using bitbucket::pull_requests::decline;
using bitbucket::pull_requests::diff_request;
using bitbucket::pull_requests::get;
using bitbucket::pull_requests::get_conflicts;
using bitbucket::pull_requests::get_diff;
using bitbucket::pull_requests::get_diffstat;
using bitbucket::pull_requests::get_merge_task;
using bitbucket::pull_requests::get_patch;
using bitbucket::pull_requests::list;
using bitbucket::pull_requests::list_activity;
using bitbucket::pull_requests::list_all_activity;
using bitbucket::pull_requests::list_by_author;
using bitbucket::pull_requests::list_commits;
using bitbucket::pull_requests::list_for_commit;
using bitbucket::pull_requests::list_request;
using bitbucket::pull_requests::list_statuses;
using bitbucket::pull_requests::merge;
using bitbucket::pull_requests::operations;
using bitbucket::pull_requests::request_changes;
using bitbucket::pull_requests::unapprove;
using bitbucket::pull_requests::unrequest_changes;
using bitbucket::pull_requests::update;
}

export namespace bitbucket::pulumi {
using bitbucket::pulumi::app_integration_list;
using bitbucket::pulumi::azure_api;
using bitbucket::pulumi::azure_devops_access;
using bitbucket::pulumi::azure_devops_app_integration;
using bitbucket::pulumi::azure_devops_integration_details;
using bitbucket::pulumi::azure_devops_organization;
using bitbucket::pulumi::azure_devops_organization_name;
using bitbucket::pulumi::azure_devops_project;
using bitbucket::pulumi::azure_devops_setup;
using bitbucket::pulumi::azure_options;
using bitbucket::pulumi::bitbucket_access_status;
using bitbucket::pulumi::bitbucket_auth_type;
using bitbucket::pulumi::bitbucket_integration_details;
using bitbucket::pulumi::bitbucket_setup_request;
using bitbucket::pulumi::bitbucket_workspace;
using bitbucket::pulumi::client;
using bitbucket::pulumi::cloud_setup_provider;
using bitbucket::pulumi::github_access;
using bitbucket::pulumi::github_app_permission_requirement;
using bitbucket::pulumi::github_app_urls;
using bitbucket::pulumi::github_integration_details;
using bitbucket::pulumi::github_integration_edit;
using bitbucket::pulumi::github_integration_permissions;
using bitbucket::pulumi::github_permission_level;
using bitbucket::pulumi::github_setup;
using bitbucket::pulumi::gitlab_access_status;
using bitbucket::pulumi::gitlab_app_organization;
using bitbucket::pulumi::gitlab_integration_details;
using bitbucket::pulumi::gitlab_setup;
using bitbucket::pulumi::integration_edit;
using bitbucket::pulumi::integration_id;
using bitbucket::pulumi::integration_list;
using bitbucket::pulumi::integration_summary;
using bitbucket::pulumi::oauth_completion;
using bitbucket::pulumi::oauth_initiation;
using bitbucket::pulumi::oauth_session;
using bitbucket::pulumi::operations;
using bitbucket::pulumi::operator<<;
using bitbucket::pulumi::operator==;
using bitbucket::pulumi::organization_name;
using bitbucket::pulumi::organization_role;
using bitbucket::pulumi::organization_summary_with_role;
using bitbucket::pulumi::provider_name;
using bitbucket::pulumi::provider_operations;
using bitbucket::pulumi::repository_id;
using bitbucket::pulumi::token;
using bitbucket::pulumi::token_info;
using bitbucket::pulumi::user;
using bitbucket::pulumi::vcs_branch;
using bitbucket::pulumi::vcs_branch_list;
using bitbucket::pulumi::vcs_provider;
using bitbucket::pulumi::vcs_repo;
using bitbucket::pulumi::vcs_repo_destinations;
using bitbucket::pulumi::vcs_repo_page;
}

export namespace bitbucket::pulumi::azure_devops {
using bitbucket::pulumi::azure_devops::access_status;
using bitbucket::pulumi::azure_devops::complete_oauth;
using bitbucket::pulumi::azure_devops::create;
using bitbucket::pulumi::azure_devops::get;
using bitbucket::pulumi::azure_devops::initiate_oauth;
using bitbucket::pulumi::azure_devops::list;
using bitbucket::pulumi::azure_devops::list_organizations;
using bitbucket::pulumi::azure_devops::list_projects;
using bitbucket::pulumi::azure_devops::remove;
using bitbucket::pulumi::azure_devops::update;
}

export namespace bitbucket::pulumi::bitbucket_integrations {
using bitbucket::pulumi::bitbucket_integrations::access_status;
using bitbucket::pulumi::bitbucket_integrations::create;
using bitbucket::pulumi::bitbucket_integrations::get;
using bitbucket::pulumi::bitbucket_integrations::list;
using bitbucket::pulumi::bitbucket_integrations::remove;
using bitbucket::pulumi::bitbucket_integrations::update;
}

export namespace bitbucket::pulumi::github {
using bitbucket::pulumi::github::access_status;
using bitbucket::pulumi::github::get;
using bitbucket::pulumi::github::list;
using bitbucket::pulumi::github::remove;
using bitbucket::pulumi::github::start_setup;
using bitbucket::pulumi::github::update;
}

export namespace bitbucket::pulumi::github_enterprise {
using bitbucket::pulumi::github_enterprise::get;
using bitbucket::pulumi::github_enterprise::list;
using bitbucket::pulumi::github_enterprise::remove;
using bitbucket::pulumi::github_enterprise::update;
}

export namespace bitbucket::pulumi::gitlab {
using bitbucket::pulumi::gitlab::access_status;
using bitbucket::pulumi::gitlab::create;
using bitbucket::pulumi::gitlab::get;
using bitbucket::pulumi::gitlab::list;
using bitbucket::pulumi::gitlab::remove;
using bitbucket::pulumi::gitlab::update;
}

export namespace bitbucket::pulumi::integrations {
using bitbucket::pulumi::integrations::list;
using bitbucket::pulumi::integrations::list_branches;
using bitbucket::pulumi::integrations::list_repo_destinations;
using bitbucket::pulumi::integrations::list_repos;
}

export namespace bitbucket::refs {
using bitbucket::refs::create_branch;
using bitbucket::refs::create_tag;
using bitbucket::refs::get_branch;
using bitbucket::refs::get_tag;
using bitbucket::refs::list;
using bitbucket::refs::list_branches;
using bitbucket::refs::list_tags;
using bitbucket::refs::operations;
using bitbucket::refs::remove_branch;
using bitbucket::refs::remove_tag;
}

export namespace bitbucket::repositories {
using bitbucket::repositories::get;
using bitbucket::repositories::list;
using bitbucket::repositories::operations;
}

export namespace bitbucket::repository_permissions {
using bitbucket::repository_permissions::get_group;
using bitbucket::repository_permissions::get_user;
using bitbucket::repository_permissions::list_groups;
using bitbucket::repository_permissions::list_users;
using bitbucket::repository_permissions::operations;
using bitbucket::repository_permissions::remove_group;
using bitbucket::repository_permissions::remove_user;
using bitbucket::repository_permissions::update_group;
using bitbucket::repository_permissions::update_user;
}

export namespace bitbucket::repository_pipeline_variables {
using bitbucket::repository_pipeline_variables::create;
using bitbucket::repository_pipeline_variables::get;
using bitbucket::repository_pipeline_variables::list;
using bitbucket::repository_pipeline_variables::operations;
using bitbucket::repository_pipeline_variables::remove;
using bitbucket::repository_pipeline_variables::update;
}

export namespace bitbucket::repository_properties {
using bitbucket::repository_properties::get;
using bitbucket::repository_properties::operations;
using bitbucket::repository_properties::remove;
using bitbucket::repository_properties::update;
}

export namespace bitbucket::source {
using bitbucket::source::commit_files;
using bitbucket::source::create_commit;
using bitbucket::source::file_mode;
using bitbucket::source::get_file;
using bitbucket::source::get_metadata;
using bitbucket::source::history;
using bitbucket::source::list_directory;
using bitbucket::source::operations;
using bitbucket::source::root;
}

export namespace bitbucket::ssh_keys {
using bitbucket::ssh_keys::create;
using bitbucket::ssh_keys::get;
using bitbucket::ssh_keys::list;
using bitbucket::ssh_keys::operations;
using bitbucket::ssh_keys::remove;
using bitbucket::ssh_keys::update;
}

export namespace bitbucket::team_pipeline_variables {
using bitbucket::team_pipeline_variables::create;
using bitbucket::team_pipeline_variables::get;
using bitbucket::team_pipeline_variables::list;
using bitbucket::team_pipeline_variables::operations;
using bitbucket::team_pipeline_variables::remove;
using bitbucket::team_pipeline_variables::update;
}

export namespace bitbucket::testing {
using bitbucket::testing::check_limits;
using bitbucket::testing::check_size;
using bitbucket::testing::check_transport;
using bitbucket::testing::conformance_result;
using bitbucket::testing::delayed;
using bitbucket::testing::give_body;
using bitbucket::testing::infisical_sandbox;
using bitbucket::testing::known_pulumi;
using bitbucket::testing::no_waiting;
using bitbucket::testing::pulumi_sandbox;
using bitbucket::testing::recorded_request;
using bitbucket::testing::sandbox;
using bitbucket::testing::sandbox_options;
using bitbucket::testing::scripted;
using bitbucket::testing::sleeping_by;
using bitbucket::testing::upsun_sandbox;
using bitbucket::testing::whole_request;
}

export namespace bitbucket::upsun_integrations {
using bitbucket::upsun_integrations::create;
using bitbucket::upsun_integrations::get;
using bitbucket::upsun_integrations::get_activity;
using bitbucket::upsun_integrations::list;
using bitbucket::upsun_integrations::operations;
using bitbucket::upsun_integrations::remove;
using bitbucket::upsun_integrations::update;
}

export namespace bitbucket::user_pipeline_variables {
using bitbucket::user_pipeline_variables::create;
using bitbucket::user_pipeline_variables::get;
using bitbucket::user_pipeline_variables::list;
using bitbucket::user_pipeline_variables::operations;
using bitbucket::user_pipeline_variables::remove;
using bitbucket::user_pipeline_variables::update;
}

export namespace bitbucket::user_properties {
using bitbucket::user_properties::get;
using bitbucket::user_properties::operations;
using bitbucket::user_properties::remove;
using bitbucket::user_properties::update;
}

export namespace bitbucket::users {
using bitbucket::users::current;
using bitbucket::users::get;
using bitbucket::users::get_email;
using bitbucket::users::list_emails;
using bitbucket::users::operations;
}

export namespace bitbucket::workspace_pipeline_variables {
using bitbucket::workspace_pipeline_variables::create;
using bitbucket::workspace_pipeline_variables::get;
using bitbucket::workspace_pipeline_variables::list;
using bitbucket::workspace_pipeline_variables::operations;
using bitbucket::workspace_pipeline_variables::remove;
using bitbucket::workspace_pipeline_variables::update;
}

export namespace bitbucket::workspaces {
using bitbucket::workspaces::get;
using bitbucket::workspaces::get_gpg_public_key;
using bitbucket::workspaces::get_member;
using bitbucket::workspaces::list;
using bitbucket::workspaces::list_members;
using bitbucket::workspaces::list_permissions;
using bitbucket::workspaces::list_permissions_of_repository;
using bitbucket::workspaces::list_repository_permissions;
using bitbucket::workspaces::operations;
}
