import Foundation
import Synchronization

/// A command that a shell runs, with the programs under test first on its PATH.
public final class Command: Sendable {
    /// What it came to.
    public struct Outcome: Sendable {
        /// The exit status; 128 and the signal when one ended it.
        public let status: Int32
        /// Standard output, as text.
        public let output: String
        /// Standard error, as text.
        public let errors: String

        /// Standard output, in lines.
        public var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    private let process = Process()
    private let output = Collected()
    private let errors = Collected()
    private let readers = DispatchGroup()

    /// Starts a command.
    ///
    /// - Parameters:
    ///   - script: for bash; pipes fail when one of their commands does.
    ///   - environment: added to that of the test; an empty value takes a variable out.
    ///   - input: standard input; nothing when nil.
    ///   - isInterruptible: the shell replaces itself by the command, so that signals reach it. For one command only.
    public init(
        _ script: String, environment: [String: String] = [:], input: [UInt8]? = nil, isInterruptible: Bool = false
    ) throws {
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", (isInterruptible ? "exec " : "set -o pipefail; ") + script]
        var variables = ProcessInfo.processInfo.environment
        variables["PATH"] = BuiltProduct.folder + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
        variables.merge(["LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color", "LCD_CONFIG": "/dev/null"]) { $1 }
        for name in ["LC_TOKEN", "LC_AUTHOR", "NO_COLOR"] { variables[name] = nil }
        for (name, value) in environment { variables[name] = value.isEmpty ? nil : value }
        process.environment = variables
        let (out, err, into) = (Pipe(), Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = err
        process.standardInput = input == nil ? FileHandle.nullDevice : into
        try process.run()
        collect(out, into: output)
        collect(err, into: errors)
        if let input {
            let handle = into.fileHandleForWriting
            Thread.detachNewThread {
                try? handle.write(contentsOf: input)
                try? handle.close()
            }
        }
    }

    /// Sends it a signal.
    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// What it has written so far, in whole lines.
    public var lines: [String] {
        output.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// What it has said on standard error so far.
    public var errorText: String { errors.text }

    /// Waits until it has written so many lines.
    public func waitForLines(_ count: Int) throws {
        try wait("\(count) lines, has \(lines.count): \(errors.text)") { lines.count >= count }
    }

    /// Waits for its end.
    public func finish() -> Outcome {
        process.waitUntilExit()
        readers.wait()
        let status = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
        return Outcome(status: status, output: output.text, errors: errors.text)
    }

    /// Runs a command to its end.
    public static func run(
        _ script: String, environment: [String: String] = [:], input: [UInt8]? = nil
    ) throws -> Outcome {
        try Command(script, environment: environment, input: input).finish()
    }

    private func collect(_ pipe: Pipe, into collected: Collected) {
        let handle = pipe.fileHandleForReading
        readers.enter()
        Thread.detachNewThread { [readers] in
            // `read(upToCount:)` waits until there is so much; this takes what there is.
            while case let chunk = handle.availableData, !chunk.isEmpty { collected.add(chunk) }
            readers.leave()
        }
    }
}

private final class Collected: Sendable {
    private let data = Mutex(Data())

    var text: String { data.withLock { String(decoding: $0, as: UTF8.self) } }

    func add(_ chunk: Data) { data.withLock { $0 += chunk } }
}
