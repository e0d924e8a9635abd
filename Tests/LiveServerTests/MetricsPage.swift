/// A page of metrics in Prometheus's text format, read as strictly as Prometheus reads it and more.
struct MetricsPage {
    struct Failure: Error { let reason: String }

    /// The values by name and labels, as they stand there.
    private(set) var values: [String: Double] = [:]
    /// What each metric is, in the order of the page.
    private(set) var types: [(name: String, type: String)] = []

    init(_ text: String) throws {
        var help: String?
        guard text.hasSuffix("\n") else { throw Failure(reason: "the last line has no end") }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                guard words.count == 4 else { throw Failure(reason: "no help: \(line)") }
                help = words[2]
            } else if line.hasPrefix("# TYPE ") {
                guard words.count == 4, words[2] == help, ["counter", "gauge", "histogram"].contains(words[3]),
                    !types.contains(where: { $0.name == words[2] }), Self.isName(words[2])
                else { throw Failure(reason: "no type: \(line)") }
                types.append((words[2], words[3]))
            } else {
                try sample(String(line))
            }
        }
        try checkHistograms()
    }

    private static func isName(_ text: String) -> Bool {
        text.wholeMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*/) != nil
    }

    private mutating func sample(_ line: String) throws {
        guard let match = line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-z_]+="[^"\\\n]*"\})? ([^ ]+)/),
            let value = Double(match.3), let current = types.last
        else { throw Failure(reason: "no sample: \(line)") }
        let suffixes = current.type == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        guard suffixes.contains(where: { current.name + $0 == match.1 }) else {
            throw Failure(reason: "under another's head: \(line)")
        }
        let key = String(match.1) + String(match.2 ?? "")
        guard values.updateValue(value, forKey: key) == nil else { throw Failure(reason: "twice: \(line)") }
    }

    /// Buckets grow, and the last one is everything.
    private func checkHistograms() throws {
        for (name, type) in types where type == "histogram" {
            let bounds = values.keys.filter { $0.hasPrefix("\(name)_bucket{le=\"") }
                .compactMap(Self.bound).sorted()
            let counts = bounds.map { bound in
                values.first { $0.key.hasPrefix("\(name)_bucket") && Self.bound(of: $0.key) == bound }?.value ?? -1
            }
            guard bounds.last == .infinity, counts == counts.sorted(), counts.last == values["\(name)_count"],
                values["\(name)_sum"] != nil
            else { throw Failure(reason: "\(name) is no histogram") }
        }
    }

    private static func bound(of key: String) -> Double? {
        key.firstMatch(of: /le="([^"]+)"/).flatMap { Double($0.1 == "+Inf" ? "inf" : String($0.1)) }
    }
}
