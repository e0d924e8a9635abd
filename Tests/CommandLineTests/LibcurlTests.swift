import Foundation
import TestSupport
import Testing

/// libcurl is loaded when it is needed, and only then.
@Suite(.blocking) struct LibcurlTests {
    @Test func withoutItWhatNeedsNoServerWorksAndTheRestSaysWhatIsMissing() async throws {
        try await TemporaryFolder.with { folder in
            try Data("no library".utf8).write(to: folder.appending(path: "libcurl.so.4"))
            let environment = ["LD_LIBRARY_PATH": folder.path]
            let version = try Command.run("lc --version && lc completions bash >/dev/null", environment: environment)
            #expect(version.status == 0 && version.errors.isEmpty, "\(version)")
            let tail = try Command.run("lc tail 42 --format json", environment: environment)
            #expect(tail.status == 69 && tail.output.isEmpty)
            #expect(tail.errors.contains("libcurl.so.4") && tail.errors.contains("install libcurl4"), "\(tail.errors)")
            let doctor = try Command.run("lc doctor | grep -A1 ' server '", environment: environment)
            #expect(doctor.output.contains("problem  server") && doctor.output.contains("-> install libcurl4"))
        }
    }
}
