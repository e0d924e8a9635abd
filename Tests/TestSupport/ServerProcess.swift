public import Foundation
import Synchronization

/// A real `lcd` on a free port of 127.0.0.1, with a data folder of its own.
public final class ServerProcess {
    /// Why a server did not come up.
    public struct DidNotStart: Error {
        /// What it said on standard error.
        public let log: String
        /// Its exit status.
        public let status: Int32
    }

    /// Where it listens: `http://127.0.0.1:PORT`, or `https://…`.
    public let url: String
    /// The port it listens on.
    public let port: Int
    /// Its data folder.
    public let data: URL
    /// The running program.
    public let process: Process
    private let ownsData: Bool
    private let output: ProcessOutput

    /// Starts a server and waits until it accepts connections.
    ///
    /// - Parameters:
    ///   - arguments: besides `--listen` and `--data`.
    ///   - data: a folder to use, which stays; nil for a new one that goes with the server.
    ///   - port: to listen on; 0 picks a free one.
    ///   - environment: added to that of the test.
    public init(
        _ arguments: [String] = [], data: URL? = nil, port: Int = 0, environment: [String: String] = [:]
    ) throws {
        ownsData = data == nil
        self.data = try data ?? TemporaryFolder.make()
        process = Process()
        output = ProcessOutput()
        process.executableURL = URL(fileURLWithPath: BuiltProduct.path("lcd"))
        process.arguments = ["--listen", "127.0.0.1:\(port)", "--data", self.data.path] + arguments
        // Whoever runs the tests may have settings of their own.
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LCD_") }
            .merging(["LCD_CONFIG": "/dev/null"]) { $1 }.merging(environment) { $1 }
        // A server that a crashed test leaves behind must not hold the test run's own output open.
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = output.pipe
        try process.run()
        output.start()
        guard let url = output.wait(for: Self.readyURL), let port = url.split(separator: ":").last.flatMap({ Int($0) })
        else {
            process.waitUntilExit()
            throw DidNotStart(log: output.text, status: process.terminationStatus)
        }
        (self.url, self.port) = (url, port)
    }

    deinit {
        kill()
        if ownsData { try? FileManager.default.removeItem(at: data) }
    }

    /// What it has said on standard error so far; all of it once it has ended.
    public var log: String {
        if !process.isRunning { output.waitForEnd() }
        return output.text
    }

    /// Waits until standard error holds `text`; false when the server ended without saying it.
    public func waitForLog(containing text: String) -> Bool {
        output.wait { $0.contains(text) ? true : nil } ?? false
    }

    /// Ends it without warning.
    public func kill() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Asks it to end, and gives its exit status.
    public func terminate() -> Int32 {
        Foundation.kill(process.processIdentifier, SIGTERM)
        return waitUntilExit()
    }

    /// Waits until it has ended, and gives its exit status, or the signal that ended it.
    public func waitUntilExit() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// What the line `listening on http://HOST:PORT` names, once it is whole.
    private static func readyURL(_ log: String) -> String? {
        log.firstMatch(of: /(?:^|\n)listening on (https?:\/\/.*)\n/).map { String($0.1) }
    }
}

/// What a program writes, taken from its pipe as it comes, so that it never waits for its reader.
private final class ProcessOutput: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var hasEnded = false
    }

    let pipe = Pipe()
    private let state = Mutex(State())
    private let changed = NSCondition()

    var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    /// Reads until the end, on a thread of its own.
    func start() {
        // The reading end must not go before the thread is done; the writing end is the program's alone.
        let handle = pipe.fileHandleForReading
        Thread { [self] in
            // `read(upToCount:)` waits until there is so much; this takes what there is.
            while case let chunk = handle.availableData, !chunk.isEmpty {
                change { $0.bytes += chunk }
            }
            change { $0.hasEnded = true }
        }.start()
    }

    /// Waits until `find` finds something in the text; nil when it has ended without.
    func wait<Found>(for find: (String) -> Found?) -> Found? {
        changed.lock()
        defer { changed.unlock() }
        while true {
            let hasEnded = state.withLock { $0.hasEnded }
            if let found = find(text) { return found }
            if hasEnded { return nil }
            changed.wait()
        }
    }

    func waitForEnd() { _ = wait { _ in nil as Void? } }

    private func change(_ body: (inout State) -> Void) {
        changed.lock()
        state.withLock { body(&$0) }
        changed.broadcast()
        changed.unlock()
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
        let path =
            ProcessInfo.processInfo.environment["LC_SHARED_DATA"]
            ?? Project.root.deletingLastPathComponent().appending(path: "shared/data").path
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

/// The project's own files.
public enum Project {
    /// Where `Package.swift` is.
    public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The text of a file.
    public static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
