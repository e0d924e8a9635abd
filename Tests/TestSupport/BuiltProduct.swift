import Foundation

/// The programs under test, as this build made them.
public enum BuiltProduct {
    /// Where they lie: beside the test program.
    public static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path

    /// The path of a program.
    public static func path(_ name: String) -> String { folder + "/" + name }
}

extension BuiltProduct {
    /// Runs a program to its end, and gives its exit status and what it said.
    public static func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String, log: String)
    {
        let process = Process()
        let (output, log) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: path(name))
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = log
        try process.run()
        // Neither is near a pipe's size, so one may wait for the other.
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        let logged = try log.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (
            process.terminationStatus, String(decoding: said, as: UTF8.self), String(decoding: logged, as: UTF8.self)
        )
    }
}
