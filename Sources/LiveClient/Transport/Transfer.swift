internal import CCurl
import LiveCore

/// One HTTP exchange on a libcurl handle, which keeps its connection for the next.
final class Transfer {
    /// Milliseconds until a connection stands.
    private static let connectTime = 5_000
    /// Bytes read from the socket at once.
    private static let readSize = 128 * 1024
    /// Bytes of a whole answer that are held: a page of 500 of the largest comments, every character escaped.
    private static let bodyLimit = 32 << 20

    let handle: UnsafeMutableRawPointer
    private let endpoint: Endpoint
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var requestBody: [UInt8] = []
    /// Where libcurl says in words what went wrong.
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// What of the body has not been taken.
    private(set) var body: [UInt8] = []
    private var isOverLimit = false

    init(_ endpoint: Endpoint) {
        guard let handle = ccurl_easy_init() else { fatalError("libcurl can't make a handle: out of memory") }
        self.handle = handle
        self.endpoint = endpoint
    }

    deinit {
        ccurl_easy_cleanup(handle)
        errorText.deallocate()
        ccurl_slist_free_all(headerList)
    }

    /// Gets the handle ready for a request.
    ///
    /// - Parameter limits: what ends a transfer that takes too long.
    func prepare(_ request: Request, _ limits: TimeLimits) {
        endpoint.report?("\(request.method) \(endpoint.url)\(request.target)")
        ccurl_easy_reset(handle)
        body = []
        isOverLimit = false
        set(CURLOPT_URL, endpoint.url + request.target)
        set(CURLOPT_USERAGENT, endpoint.userAgent)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_BUFFERSIZE, Self.readSize)
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.connectTime)
        if let file = endpoint.authorities.file { set(CURLOPT_CAINFO, file) }
        if let folder = endpoint.authorities.folder { set(CURLOPT_CAPATH, folder) }
        if request.looksAtCertificate { set(CURLOPT_CERTINFO, 1) }
        apply(limits)
        setHeaders(request)
        if let bytes = request.body {
            requestBody = bytes
            set(CURLOPT_POSTFIELDSIZE, bytes.count)
            requestBody.withUnsafeMutableBytes { buffer in
                // libcurl copies it, so the pointer may go.
                _ = ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, buffer.baseAddress)
            }
        }
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque())
        ccurl_set_callback(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, me in
            guard let bytes, let me else { return 0 }
            return Unmanaged<Transfer>.fromOpaque(me).takeUnretainedValue()
                .receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        errorText.pointee = 0
        ccurl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    }

    /// Runs the exchange to its end, on this thread.
    func perform(_ request: Request, _ limits: TimeLimits = .exchange) throws(ClientError) -> Answer {
        prepare(request, limits)
        let begun = ContinuousClock.now
        let result = ccurl_easy_perform(handle)
        if let failure = failure(result) { throw failure }
        endpoint.report?("\(status) after \(((ContinuousClock.now - begun) / .microseconds(100)).rounded() / 10) ms")
        defer { body = [] }
        return Answer(status: status, contentType: contentType, body: body)
    }

    /// A failure to reach the server, in words.
    func unreachable(_ reason: String) -> ClientError { .unreachable("\(endpoint.url): \(reason)") }

    /// Gives what of the body has come in, and forgets it.
    func drainBody(_ take: ([UInt8]) -> Void) {
        take(body)
        body.removeAll(keepingCapacity: true)
    }

    var status: Int {
        var status = 0
        ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    var contentType: String {
        var text: UnsafeMutableRawPointer?
        ccurl_get_pointer(handle, CURLINFO_CONTENT_TYPE, &text)
        return text.map { String(cString: $0.assumingMemoryBound(to: CChar.self)) } ?? ""
    }

    /// What a transfer that has ended failed for; nil when it did not.
    func failure(_ result: CURLcode) -> ClientError? {
        if isOverLimit { return .unexpected("the answer is longer than \(Self.bodyLimit) bytes") }
        guard result != CURLE_OK else { return nil }
        let detail = String(cString: errorText)
        let reason = detail.isEmpty ? String(cString: ccurl_easy_strerror(result)) : detail
        return switch result {
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: .untrusted("\(endpoint.url): \(reason)")
        default: unreachable(reason)
        }
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= Self.bodyLimit else {
            isOverLimit = true
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func setHeaders(_ request: Request) {
        ccurl_slist_free_all(headerList)
        headerList = nil
        var headers = request.headers
        if request.body != nil { headers.append(("Content-Type", request.contentType)) }
        if let token = endpoint.token { headers.append(("Authorization", "Bearer \(token)")) }
        // An empty value takes out a field that libcurl would add: waiting for 100 would cost a round trip.
        for line in headers.map({ "\($0.name): \($0.value)" }) + ["Expect:"] {
            headerList = ccurl_slist_append(headerList, line) ?? headerList
        }
        ccurl_set_list(handle, CURLOPT_HTTPHEADER, headerList)
        if request.method != "GET", request.method != "POST" { set(CURLOPT_CUSTOMREQUEST, request.method) }
    }

    private func apply(_ limits: TimeLimits) {
        if let total = limits.total { set(CURLOPT_TIMEOUT_MS, total) }
    }

    private func set(_ option: CURLoption, _ value: Int) { ccurl_set_long(handle, option, value) }
    private func set(_ option: CURLoption, _ value: String) { ccurl_set_string(handle, option, value) }
}

/// What ends a transfer that takes too long.
struct TimeLimits {
    /// For a request with an answer of bounded length.
    static let exchange = TimeLimits(total: 30_000)
    /// For a stream, which goes on for as long as it is not silent: see ``EventStreams/silence``.
    static let stream = TimeLimits(total: nil)

    /// Milliseconds for all of it; nil for no limit.
    var total: Int?
}
