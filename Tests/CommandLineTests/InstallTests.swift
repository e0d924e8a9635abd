import Foundation
import TestSupport
import Testing

/// `make install` and what it says.
@Suite(.blocking, .enabled(if: UserSession.has("make"), "make is not installed")) struct InstallTests {
    /// The project with the programs under test, which are linked with Swift's libraries, as its release.
    private func make(in folder: URL, _ words: String) throws -> Command.Outcome {
        let script = """
            cd '\(folder.path)' && mkdir -p .build/release
            for name in Makefile completions man packaging; do ln -sfn "$PROJECT/$name" $name; done
            for name in lc lcd; do ln -sfn "$(command -v lc)" .build/release/$name; done
            make --no-print-directory \(words) DESTDIR="$PWD/root" PREFIX=/usr STRIP=
            """
        return try Command.run(script, environment: ["PROJECT": ProjectFile.root.path, "MAKEFLAGS": ""])
    }

    @Test func allIsInstalledAndTakenAwayAgain() throws {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let root = folder.appending(path: "root")
        func files() throws -> [String] {
            try Command.run("cd '\(root.path)' && find . ! -type d -printf '%P\\n' | sort").lines
        }
        let installed = try make(in: folder, "install")
        #expect(installed.status == 0 && installed.lines.count == 1)
        #expect(installed.output.hasPrefix("installed lc and lcd ") && installed.output.contains(root.path))
        // Who has not built it with `make release` is told what that means.
        #expect(installed.errors.contains("make release builds programs that do"), "\(installed.errors)")
        let pages = try ProjectFile.names(in: "man").map { "usr/share/man/man\($0.last ?? " ")/\($0)" }
        let completions = [
            ("bash-completion/completions/", ""), ("zsh/site-functions/_", ""), ("fish/vendor_completions.d/", ".fish"),
        ]
        .flatMap { before, after in ["lc", "lcd"].map { "usr/share/\(before)\($0)\(after)" } }
        #expect(try Set(files()) == Set(["usr/bin/lc", "usr/bin/lcd"] + pages + completions))
        #expect(try make(in: folder, "uninstall").output.hasPrefix("removed lc and lcd"))
        #expect(try files() == [])
    }

    @Test func noPackageIsMadeOfWhatNoOtherMachineCanRun() throws {
        let folder = try TemporaryFolder.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = try make(in: folder, "deb")
        #expect(made.status != 0 && made.errors.contains("build them again with make release"), "\(made.errors)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: ".build").path) == ["release"])
    }
}
