// swift-tools-version: 6.2
// Live Comments: a self-hosted live comment system. The modules and the arrows between them
// are drawn in README.md; a new file goes into the room whose one line names its job.
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "live-comments",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
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
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .target(
            name: "LiveRules", dependencies: ["CPCRE2", "LiveCore"], exclude: ["Text/letter-table.py"],
            swiftSettings: settings),
        .target(
            name: "LiveServer",
            dependencies: [
                "LiveCore", "LiveHub", "LiveRules",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("openapi.yaml")],
            swiftSettings: settings),
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(
            name: "LiveViewer",
            dependencies: ["CNcurses", "LiveCore"],
            exclude: ["Text/width-table.py"],
            swiftSettings: settings),
        .executableTarget(
            name: "lcd",
            dependencies: [
                "LiveCore", "LiveHub", "LiveSQLite", "LiveServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings),
        // Not linked with libcurl, which it loads when that is needed.
        .target(name: "CCurl"),
        .target(name: "LiveClient", dependencies: ["CCurl", "LiveCore"], swiftSettings: settings),
        .executableTarget(
            name: "lc",
            dependencies: [
                "LiveClient", "LiveCore", "LiveViewer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        .target(name: "TestSupport", dependencies: ["LiveCore"], path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "StoreContract",
            dependencies: [
                "LiveCore", "LiveHub", "TestSupport", .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
            ], path: "Tests/StoreContract",
            swiftSettings: settings),
        .testTarget(name: "LiveCoreTests", dependencies: ["LiveCore", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "LiveRulesTests", dependencies: ["LiveCore", "LiveRules", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "LiveViewerTests",
            dependencies: ["LiveCore", "LiveViewer", "TestSupport"],
            exclude: ["Golden"],
            swiftSettings: settings),
        .testTarget(
            name: "ViewerTerminalTests", dependencies: ["LiveCore", "TestSupport", "lc", "lcd"],
            swiftSettings: settings),
        .testTarget(
            name: "LiveClientTests", dependencies: ["LiveClient", "LiveCore", "TestSupport", "lcd"],
            swiftSettings: settings),
        .testTarget(
            name: "CommandLineTests", dependencies: ["LiveCore", "TestSupport", "lc", "lcd"],
            exclude: ["Snapshots", "Transcripts"], swiftSettings: settings),
        .testTarget(
            name: "LiveHubTests",
            dependencies: [
                "LiveCore", "LiveHub", "LiveSQLite", "StoreContract", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "LiveSQLiteTests",
            dependencies: [
                "LiveCore", "LiveHub", "LiveSQLite", "StoreContract", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "LiveServerTests",
            dependencies: [
                "LiveCore", "LiveHub", "LiveSQLite", "LiveServer", "TestSupport", "lc", "lcd",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["LiveCore", "TestSupport", "lcd", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
    ]
)
