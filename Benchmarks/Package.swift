// swift-tools-version: 6.2
// The benchmarks stand apart from the server's package: they measure it from outside, over
// sockets, and nothing here is ever shipped. `./run` builds and drives them; see README.md.
import PackageDescription

let settings: [CSetting] = [
    .define("_GNU_SOURCE"),
    .enableWarning("all"),
    .enableWarning("extra"),
    .treatAllWarnings(as: .error),
]

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "live-comments-benchmarks",
    products: [.library(name: "slowdisk", type: .dynamic, targets: ["slowdisk"])],
    targets: [
        // Clocks, histograms, and what a process has used.
        .target(name: "Measure", cSettings: settings),
        // Sockets, the event loop, HTTP/1.1 heads and chunks, server-sent events, WebSocket frames.
        .target(name: "Wire", cSettings: settings),
        // What was acknowledged against what each viewer got.
        .target(name: "Account", dependencies: ["Measure", "Wire"], cSettings: settings),
        // The load client.
        .executableTarget(name: "load", dependencies: ["Account", "Measure", "Wire"], cSettings: settings),
        // The least a server of comments can cost: C on epoll.
        .executableTarget(name: "floor", dependencies: ["Measure", "Wire"], cSettings: settings),
        // Preloaded into a server, makes every fsync take longer.
        .target(name: "slowdisk", cSettings: settings),
        // What rules cost a comment, measured inside: the server's own sources, by links in Sources/.
        .target(name: "LiveCore", swiftSettings: swiftSettings),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8"),
        .target(
            name: "LiveRules", dependencies: ["CPCRE2", "LiveCore"], exclude: ["Text/letter-table.py"],
            swiftSettings: swiftSettings),
        .executableTarget(name: "rules", dependencies: ["LiveCore", "LiveRules"], swiftSettings: swiftSettings),
        .testTarget(
            name: "AccountTests", dependencies: ["Account", "Measure", "Wire"], swiftSettings: swiftSettings),
        .testTarget(name: "MeasureTests", dependencies: ["Measure"], swiftSettings: swiftSettings),
        .testTarget(name: "WireTests", dependencies: ["Wire"], swiftSettings: swiftSettings),
    ],
    cLanguageStandard: .gnu11
)
