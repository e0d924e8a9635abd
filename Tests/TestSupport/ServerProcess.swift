public import Foundation

/// A real `lcd` on a free port of 127.0.0.1, with a data folder of its own.
public final class ServerProcess {
    /// Why a server did not come up.
    public struct DidNotStart: Error {
        /// What it said on standard error.
        public let log: String
    }

    /// The port it listens on.
    public let port: Int
    /// Its data folder.
    public let data: URL
    /// The running program.
    public let process: Process
    private let ownsData: Bool
    private let output: Pipe

    /// Starts a server and waits until it accepts connections.
    ///
    /// - Parameters:
    ///   - arguments: besides `--listen` and `--data`.
    ///   - data: a folder to use, which stays; nil for a new one that goes with the server.
    public init(_ arguments: [String] = [], data: URL? = nil) throws {
        ownsData = data == nil
        self.data = try data ?? TemporaryFolder.make()
        process = Process()
        output = Pipe()
        process.executableURL = URL(fileURLWithPath: BuiltProduct.path("lcd"))
        process.arguments = ["--listen", "127.0.0.1:0", "--data", self.data.path] + arguments
        process.standardError = output
        try process.run()
        port = try Self.readyPort(output)
    }

    deinit {
        kill()
        if ownsData { try? FileManager.default.removeItem(at: data) }
    }

    /// `http://127.0.0.1:PORT`
    public var url: String { "http://127.0.0.1:\(port)" }

    /// Ends it without warning.
    public func kill() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Asks it to end, and gives its exit status.
    public func terminate() -> Int32 {
        Foundation.kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static func readyPort(_ output: Pipe) throws -> Int {
        var log = Data()
        while let chunk = try output.fileHandleForReading.read(upToCount: 4_096), !chunk.isEmpty {
            log += chunk
            let text = String(decoding: log, as: UTF8.self)
            for line in text.split(separator: "\n") where line.hasPrefix("listening on http://") {
                guard text.contains(line + "\n"), let port = line.split(separator: ":").last.flatMap({ Int($0) })
                else { continue }
                return port
            }
        }
        throw DidNotStart(log: String(decoding: log, as: UTF8.self))
    }
}

/// Folders that tests work in.
public enum TemporaryFolder {
    /// A new, empty folder.
    public static func make() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "lc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    /// Works in a new folder, which goes afterwards.
    public static func with<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
        let url = try make()
        defer { try? FileManager.default.removeItem(at: url) }
        return try await body(url)
    }
}

/// Chat logs and test vectors that lie outside the project; tests pass without them.
public enum SharedData {
    /// The folder: `LC_SHARED_DATA`, or `../shared/data` from the project's root; nil where there is none.
    public static let folder: URL? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path =
            ProcessInfo.processInfo.environment["LC_SHARED_DATA"]
            ?? root.deletingLastPathComponent().appending(path: "shared/data").path
        return FileManager.default.fileExists(atPath: path) ? URL(fileURLWithPath: path) : nil
    }()

    /// A file of the folder; nil where there is none.
    public static func file(_ name: String) -> URL? {
        guard let url = folder?.appending(path: name), FileManager.default.fileExists(atPath: url.path) else {
            return nil
        }
        return url
    }
}
