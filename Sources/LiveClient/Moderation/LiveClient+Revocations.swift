import LiveCore

extension LiveClient {
    /// Makes a token good no more, for good and at once.
    ///
    /// - Parameter id: the token's id, which is no secret; see ``Bearer``.
    @discardableResult
    public func revoke(token id: String) throws(ClientError) -> Record {
        try revoke { json in
            json.key("token_id")
            json.string(id)
        }
    }

    /// Makes all tokens good no more that somebody got before a time, for good and at once.
    ///
    /// - Parameter time: in milliseconds since the Unix epoch, not in the future; nil for now, by the server's clock.
    @discardableResult
    public func revoke(tokensOf subject: String, before time: Int64? = nil) throws(ClientError) -> Record {
        try revoke { json in
            json.key("subject")
            json.string(subject)
            json.optionalInteger("before", time)
        }
    }

    /// What has been revoked, as long as it matters.
    public func revocations() throws(ClientError) -> [Record] {
        try read(Request(target: "/moderation/revocations")) { body throws(JSONError) in
            try Record.list("revocations", in: body)
        }
    }

    private func revoke(_ members: (inout JSONWriter) -> Void) throws(ClientError) -> Record {
        try read(Request("POST", "/moderation/revocations", members)) { body throws(JSONError) in
            try Record(json: body)
        }
    }
}
