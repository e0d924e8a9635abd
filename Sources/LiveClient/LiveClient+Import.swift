public import LiveCore

extension LiveClient {
    /// Adds comments of the past to a post, each with a key once however often this is called.
    ///
    /// - Parameter lines: at most ``Limits/importLines`` in number and ``Limits/importBytes`` as JSON.
    public func add(_ lines: [ImportedComment], to post: PostID) throws(ClientError) -> ImportReport {
        var body: [UInt8] = []
        for line in lines {
            var writer = JSONWriter()
            writer.imported(line)
            body += writer.bytes
            body.append(UInt8(ascii: "\n"))
        }
        var request = Request(method: "POST", target: "/comments/\(post)/import", body: body)
        request.contentType = "application/x-ndjson"
        return try read(request) { body throws(JSONError) in try ImportReport(json: body) }
    }
}
