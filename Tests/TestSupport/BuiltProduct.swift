import Foundation

/// The programs under test, as this build made them.
public enum BuiltProduct {
    /// Where they lie: beside the test program.
    public static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path

    /// The path of a program.
    public static func path(_ name: String) -> String { folder + "/" + name }
}
