// swift-tools-version: 6.2
// Measures the store from inside, without HTTP: the server's own sources, by links in Sources/. A package of its own,
// because it needs the server's dependencies, which the other benchmarks do without.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "live-comments-store-benchmarks",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .target(name: "LiveCore", swiftSettings: settings),
        .target(
            name: "LiveHub",
            dependencies: [
                "LiveCore",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .target(
            name: "LiveSQLite",
            dependencies: [
                "LiveCore", "LiveHub",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "pages", dependencies: ["LiveCore", "LiveHub", "LiveSQLite"], swiftSettings: settings),
    ]
)
