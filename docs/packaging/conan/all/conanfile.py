# SPDX-License-Identifier: MIT
# The recipe for Conan 2. ports.sh writes conandata.yml and config.yml beside it.
import os

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, get
from conan.tools.scm import Version

required_conan_version = ">=2.0.9"


class BitbucketCppConan(ConanFile):
    name = "bitbucket-cpp"
    description = "Header-only C++20 client for the Bitbucket Cloud 2.0 API"
    license = "MIT"
    # Where recipes of the central index lie. In an index of your own, set its address.
    url = "https://github.com/conan-io/conan-center-index"
    # The project has no address yet, so this is that of the API. Set the repository's where it has one.
    homepage = "https://developer.atlassian.com/cloud/bitbucket/rest/"
    topics = ("bitbucket", "rest", "http-client", "header-only")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {
        "compiled": [True, False],
        "fPIC": [True, False],
        "with_curl": [True, False],
        "with_simdjson": [True, False],
    }
    default_options = {
        "compiled": False,
        "fPIC": True,
        "with_curl": True,
        "with_simdjson": False,
    }

    @property
    def _min_compilers(self):
        return {"gcc": "12", "clang": "16"}

    def config_options(self):
        if self.settings.os == "Windows":
            del self.options.fPIC

    def configure(self):
        # Headers, unless the compiled mode is wanted: then a static library, and a macro for all who use it.
        if self.options.compiled:
            self.package_type = "static-library"
        else:
            self.package_type = "header-library"
            self.options.rm_safe("fPIC")

    def layout(self):
        cmake_layout(self, src_folder="src")

    def requirements(self):
        # Users include these headers through ours.
        self.requires("nlohmann_json/[>=3.11.2 <4]", transitive_headers=True)
        if self.options.with_curl:
            self.requires("libcurl/[>=7.80 <9]", transitive_headers=True, transitive_libs=True)
        if self.options.with_simdjson:
            self.requires("simdjson/[>=3.0 <5]", transitive_headers=True, transitive_libs=True)

    def package_id(self):
        if not self.info.options.compiled:
            self.info.clear()

    def validate(self):
        check_min_cppstd(self, 20)
        minimum = self._min_compilers.get(str(self.settings.compiler))
        if minimum and Version(self.settings.compiler.version) < minimum:
            raise ConanInvalidConfiguration(f"{self.ref} needs {self.settings.compiler} {minimum} or newer")

    def source(self):
        get(self, **self.conan_data["sources"][self.version], strip_root=True)

    def generate(self):
        if not self.options.compiled:
            return
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["BITBUCKET_TESTS"] = False
        toolchain.cache_variables["BITBUCKET_EXAMPLES"] = False
        toolchain.cache_variables["BITBUCKET_INSTALL"] = False
        toolchain.cache_variables["CMAKE_DISABLE_FIND_PACKAGE_CURL"] = not self.options.with_curl
        toolchain.cache_variables["CMAKE_DISABLE_FIND_PACKAGE_simdjson"] = not self.options.with_simdjson
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        if not self.options.compiled:
            return
        cmake = CMake(self)
        cmake.configure()
        cmake.build(target="bitbucket_compiled")
        if self.options.with_simdjson:
            cmake.build(target="bitbucket_simdjson")

    def package(self):
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))
        include = os.path.join(self.source_folder, "include")
        for pattern in ("*.hpp", "*.ipp"):
            copy(self, pattern, include, os.path.join(self.package_folder, "include"))
        if self.options.compiled:
            for pattern in ("*.a", "*.lib"):
                copy(self, pattern, self.build_folder, os.path.join(self.package_folder, "lib"), keep_path=False)

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "bitbucket")
        names = ["bitbucket"]
        needs = {"bitbucket": ["nlohmann_json::nlohmann_json"]}
        if self.options.with_curl:
            names.append("curl")
            needs["curl"] = ["bitbucket", "libcurl::libcurl"]
        if self.options.with_simdjson:
            names.append("simdjson")
            needs["simdjson"] = ["bitbucket", "simdjson::simdjson"]
        names.append("testing")
        needs["testing"] = ["bitbucket"]
        if self.options.compiled:
            names.append("compiled")
            needs["compiled"] = ["curl" if self.options.with_curl else "bitbucket"]
        for name in names:
            component = self.cpp_info.components[name]
            component.set_property("cmake_target_name", f"bitbucket::{name}")
            component.set_property("pkg_config_name", "bitbucket" if name == "bitbucket" else f"bitbucket-{name}")
            component.requires = needs[name]
            component.bindirs = []
            component.libdirs = []
            if name != "bitbucket":
                component.includedirs = []
        if self.settings.os in ("Linux", "FreeBSD"):
            self.cpp_info.components["testing"].system_libs = ["pthread"]
        if self.options.compiled:
            compiled = self.cpp_info.components["compiled"]
            compiled.libdirs = ["lib"]
            compiled.libs = ["bitbucket_compiled"]
            # The macro is for a whole program, so it comes with whatever is linked of this package.
            self.cpp_info.components["bitbucket"].defines = ["BITBUCKET_COMPILED"]
            if self.options.with_simdjson:
                self.cpp_info.components["simdjson"].libdirs = ["lib"]
                self.cpp_info.components["simdjson"].libs = ["bitbucket_simdjson"]
