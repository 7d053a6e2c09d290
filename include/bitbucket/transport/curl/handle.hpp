// SPDX-License-Identifier: MIT
// libcurl's handles for curl_transport: libcurl is initialized once, handles have owners, and a pool keeps them with
// their open connections.
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "../../detail/process/per_process.hpp"
#include "../../detail/text/forced_unwind.hpp"
#include "sigpipe.hpp"

#if LIBCURL_VERSION_NUM < 0x075000
#error "bitbucket/transport/curl.hpp needs libcurl 7.80 or newer"
#endif

namespace bitbucket::inline BITBUCKET_ABI::detail {

/// Initializes libcurl once for the whole process. It is never shut down, because other code may still use it.
BITBUCKET_COLD inline CURLcode start_curl() noexcept {
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    return code;
}

struct curl_closer {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
struct curl_easy_closer {
    BITBUCKET_COLD void operator()(CURL* easy) const noexcept {
        const thread_cancel_shield shield;  // closing a connection writes to it
        curl_easy_cleanup(easy);
    }
};
struct curl_multi_closer {
    BITBUCKET_COLD void operator()(CURLM* multi) const noexcept {
        const thread_cancel_shield shield;
        curl_multi_cleanup(multi);
    }
};

/// A list of header lines in libcurl's form.
using curl_list = std::unique_ptr<curl_slist, curl_closer>;

/// An easy handle, and the multi handle that drives it and owns its connections. `curl_easy_perform` has such a multi
/// handle too, but checks only once a second whether to stop.
class curl_handle {
public:
    curl_handle() : multi_(curl_multi_init()), easy_(curl_easy_init()) {
        if (multi_ == nullptr || easy_ == nullptr) throw std::bad_alloc();
    }
    curl_handle(const curl_handle&) = delete;
    curl_handle& operator=(const curl_handle&) = delete;
    curl_handle(curl_handle&&) noexcept = default;
    curl_handle& operator=(curl_handle&&) noexcept = default;
    /// Closes the connections; over TLS that writes to them.
    ~curl_handle() {
        if (easy_ == nullptr && multi_ == nullptr) return;
        if (owner_ != this_process()) {
            // A child of the process that made it. Cleaning up would say goodbye (TLS, HTTP/2) on the parent's
            // connections, and closing sockets by number could hit other files, since programs that fork often close
            // everything. So both handles are left alone: this sends nothing and costs some memory, once.
            (void)easy_.release();
            (void)multi_.release();
            return;
        }
        const sigpipe_guard no_sigpipe;
        // Forgotten by curl_easy_reset. Without it, curl_easy_cleanup ignores SIGPIPE for a moment, for all threads.
        if (easy_ != nullptr) (void)curl_easy_setopt(easy(), CURLOPT_NOSIGNAL, 1L);
        easy_.reset();  // before the multi handle, as libcurl requires
        multi_.reset();
    }

    [[nodiscard]] CURL* easy() const noexcept { return easy_.get(); }
    [[nodiscard]] CURLM* multi() const noexcept { return multi_.get(); }

    /// Remembers the connection of a complete transfer, if the server may send on it only when asked.
    BITBUCKET_COLD void remember_connection() noexcept {
        long version = 0;
        (void)curl_easy_getinfo(easy(), CURLINFO_HTTP_VERSION, &version);
        const bool in_turns = version == CURL_HTTP_VERSION_1_0 || version == CURL_HTTP_VERSION_1_1;
        if (!in_turns || curl_easy_getinfo(easy(), CURLINFO_ACTIVESOCKET, &last_) != CURLE_OK) forget_connection();
    }
    void forget_connection() noexcept { last_ = CURL_SOCKET_BAD; }

    /// Whether the server has closed that connection or sent unexpected bytes: libcurl 7.88, for one, would still use
    /// the connection and take those bytes for the next reply.
    [[nodiscard]] BITBUCKET_COLD bool was_spoken_to() const noexcept {
        if (last_ == CURL_SOCKET_BAD) return false;
        curl_waitfd wait{last_, CURL_WAIT_POLLIN, 0};
        int ready = 0;
        return curl_multi_poll(multi(), &wait, 1, 0, &ready) != CURLM_OK || ready > 0;
    }

private:
    std::unique_ptr<CURLM, curl_multi_closer> multi_;
    std::unique_ptr<CURL, curl_easy_closer> easy_;
    curl_socket_t last_ = CURL_SOCKET_BAD;
    long owner_ = this_process();
};

/// The idle handles. The one used last is given out first, because its connection is most likely still alive.
class curl_pool {
public:
    explicit curl_pool(std::size_t most_idle) : most_idle_(most_idle) {}
    /// A child begins with none, and leaves its parent's alone.
    curl_pool(const curl_pool& inherited, after_fork) : most_idle_(inherited.most_idle_) {}

    /// A handle for one request; its destructor returns it to the pool.
    class lease {
    public:
        explicit lease(curl_pool& pool) : pool_(pool), handle_(pool.take()) {}
        ~lease() {
            if (usable_) (void)pool_.put_back(std::move(handle_));
        }
        lease(const lease&) = delete;
        lease& operator=(const lease&) = delete;
        lease(lease&&) = delete;
        lease& operator=(lease&&) = delete;

        [[nodiscard]] curl_handle& handle() noexcept { return handle_; }
        /// Closes the handle instead of keeping it, after an error that leaves its state unknown.
        void give_up() noexcept { usable_ = false; }

    private:
        curl_pool& pool_;
        curl_handle handle_;
        bool usable_ = true;
    };

private:
    BITBUCKET_COLD curl_handle take() {
        while (std::optional<curl_handle> last = take_idle()) {
            if (last->was_spoken_to()) continue;  // closed here, outside the lock
            last->forget_connection();
            return *std::move(last);
        }
        return curl_handle();
    }

    BITBUCKET_COLD std::optional<curl_handle> take_idle() {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (idle_.empty()) return std::nullopt;
        std::optional<curl_handle> last(std::move(idle_.back()));
        idle_.pop_back();
        return last;
    }

    // False if the handle was not kept. Then the caller closes it outside the lock, because closing TLS connections
    // takes time.
    BITBUCKET_COLD bool put_back(curl_handle&& handle) noexcept {
        try {
            const std::lock_guard<std::mutex> lock(mutex_);
            if (idle_.size() >= most_idle_) return false;
            idle_.push_back(std::move(handle));
            return true;
        } catch (...) {  // no memory to keep it
            return false;
        }
    }

    std::mutex mutex_;
    std::vector<curl_handle> idle_;
    std::size_t most_idle_;
};

/// Covers the setup and transfer of a leased handle. The destructor ends the transfer, done or not, and clears all
/// options with the pointers in them; open connections stay.
class curl_session {
public:
    explicit curl_session(curl_pool::lease& lease) noexcept : lease_(lease) {}
    ~curl_session() {
        if (started_ && curl_multi_remove_handle(multi(), easy()) != CURLM_OK) lease_.give_up();
        curl_easy_reset(easy());
    }
    curl_session(const curl_session&) = delete;
    curl_session& operator=(const curl_session&) = delete;
    curl_session(curl_session&&) = delete;
    curl_session& operator=(curl_session&&) = delete;

    [[nodiscard]] CURL* easy() const noexcept { return lease_.handle().easy(); }
    [[nodiscard]] CURLM* multi() const noexcept { return lease_.handle().multi(); }
    /// Called after a complete transfer: keeps its connection, which is checked before reuse.
    void keep_connection() noexcept { lease_.handle().remember_connection(); }
    /// Gives the easy handle to the multi handle.
    [[nodiscard]] BITBUCKET_COLD CURLMcode start() noexcept {
        const CURLMcode code = curl_multi_add_handle(multi(), easy());
        started_ = code == CURLM_OK;
        return code;
    }
    void give_up() noexcept { lease_.give_up(); }

private:
    curl_pool::lease& lease_;
    bool started_ = false;
};

}  // namespace bitbucket::inline BITBUCKET_ABI::detail
