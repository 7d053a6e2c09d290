// SPDX-License-Identifier: MIT
// Certificates made while the tests run: an authority of our own, and whatever it should or should not have signed.
#pragma once

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace http_test {

template <auto Free>
struct openssl_closer {
    template <class T>
    void operator()(T* made) const noexcept {
        Free(made);
    }
};
template <class T, auto Free>
using openssl_ptr = std::unique_ptr<T, openssl_closer<Free>>;

/// Throws when OpenSSL did not do what a test needs.
inline void need(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

/// What is to stand in a certificate.
struct certificate_wish {
    std::string common_name = "127.0.0.1";
    /// For whom it is; empty for no such extension.
    std::string alternative_name = "IP:127.0.0.1";
    int valid_from_days = -1;
    int valid_to_days = 1;
    bool authority = false;
};

/// A certificate with its key.
class identity {
public:
    /// Signed by the issuer, or by itself.
    explicit identity(const certificate_wish& wish, const identity* issuer = nullptr)
        : key_(new_key()), certificate_(X509_new()) {
        static long serial = 0;
        X509* const made = certificate_.get();
        X509* const by = issuer == nullptr ? made : issuer->certificate();
        need(made != nullptr && X509_set_version(made, 2) == 1, "version");
        need(ASN1_INTEGER_set(X509_get_serialNumber(made), ++serial) == 1, "serial number");
        need(X509_time_adj_ex(X509_getm_notBefore(made), wish.valid_from_days, 0, nullptr) != nullptr, "start");
        need(X509_time_adj_ex(X509_getm_notAfter(made), wish.valid_to_days, 0, nullptr) != nullptr, "end");
        const auto* name = reinterpret_cast<const unsigned char*>(wish.common_name.c_str());
        need(X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8, name, -1, -1, 0) == 1,
             "name");
        need(X509_set_issuer_name(made, X509_get_subject_name(by)) == 1, "issuer");
        need(X509_set_pubkey(made, key_.get()) == 1, "public key");
        extend(by, NID_basic_constraints, wish.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
        if (!wish.alternative_name.empty()) extend(by, NID_subject_alt_name, wish.alternative_name);
        need(X509_sign(made, issuer == nullptr ? key() : issuer->key(), EVP_sha256()) > 0, "signature");
    }

    [[nodiscard]] X509* certificate() const { return certificate_.get(); }
    [[nodiscard]] EVP_PKEY* key() const { return key_.get(); }

private:
    using key_ptr = openssl_ptr<EVP_PKEY, EVP_PKEY_free>;

    static key_ptr new_key() {
        const openssl_ptr<EVP_PKEY_CTX, EVP_PKEY_CTX_free> maker(EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nullptr));
        EVP_PKEY* made = nullptr;
        need(maker != nullptr && EVP_PKEY_keygen_init(maker.get()) == 1, "key");
        need(EVP_PKEY_CTX_set_ec_paramgen_curve_nid(maker.get(), NID_X9_62_prime256v1) == 1, "curve");
        need(EVP_PKEY_keygen(maker.get(), &made) == 1, "key");
        return key_ptr(made);
    }

    void extend(X509* issuer, int kind, const std::string& value) {
        X509V3_CTX context;
        X509V3_set_ctx(&context, issuer, certificate(), nullptr, nullptr, 0);
        const openssl_ptr<X509_EXTENSION, X509_EXTENSION_free> made(
            X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
        need(made != nullptr && X509_add_ext(certificate(), made.get(), -1) == 1, "extension");
    }

    key_ptr key_;
    openssl_ptr<X509, X509_free> certificate_;
};

/// An authority, and the file with its certificate that a client is given. The file goes with it.
class authority {
public:
    explicit authority(const std::string& name = "Tests")
        : self_({.common_name = name, .alternative_name = {}, .authority = true}),
          file_(std::filesystem::temp_directory_path() /
                ("authority-" + std::to_string(::getpid()) + "-" + std::to_string(count()++) + ".pem")) {
        const openssl_ptr<BIO, BIO_free_all> text(BIO_new(BIO_s_mem()));
        need(text != nullptr && PEM_write_bio_X509(text.get(), self_.certificate()) == 1, "PEM");
        char* data = nullptr;
        const long size = BIO_get_mem_data(text.get(), &data);
        std::ofstream(file_).write(data, size);
    }
    ~authority() {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }
    authority(const authority&) = delete;
    authority& operator=(const authority&) = delete;

    [[nodiscard]] identity sign(const certificate_wish& wish = {}) const { return identity(wish, &self_); }
    [[nodiscard]] std::string file() const { return file_.string(); }

private:
    static int& count() {
        static int made = 0;
        return made;
    }

    identity self_;
    std::filesystem::path file_;
};

}  // namespace http_test
