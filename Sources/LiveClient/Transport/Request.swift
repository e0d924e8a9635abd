import LiveCore

/// A request of the HTTP contract.
struct Request {
    var method = "GET"
    /// Path and query, after the server's URL.
    var target: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]?
    /// What the body is.
    var contentType = "application/json"
    /// Whether it is to be kept what certificate the server shows.
    var looksAtCertificate = false

    init(
        method: String = "GET", target: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// A request with a JSON object for its body.
    init(_ method: String, _ target: String, _ members: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.object(members)
        self.init(method: method, target: target, body: writer.bytes)
    }

    /// A path with a query; values are percent-encoded, parameters without one left out.
    static func target(_ path: String, _ parameters: [(name: String, value: String?)]) -> String {
        let query = parameters.compactMap { name, value in value.map { "\(name)=\(encoded($0))" } }
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }

    /// Everything but the unreserved characters of RFC 3986 as `%XX`.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count < 2 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}

/// An answer.
struct Answer {
    let status: Int
    let contentType: String
    let body: [UInt8]

    var isSuccess: Bool { (200..<300).contains(status) }

    /// What an answer that is no success says.
    var error: ClientError {
        if let problem = Problem(json: body) { return .refused(problem) }
        return .unexpected("the server answered with status \(status) and no problem; is it an lcd?")
    }
}
