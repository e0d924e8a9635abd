import Foundation

/// The programs under test, as this build made them.
public enum BuiltProduct {
    /// The path of a program: it lies beside the test program.
    public static func path(_ name: String) -> String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: name).path
    }
}
