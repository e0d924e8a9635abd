internal import CCurl

/// Runs several transfers on one thread, and waits for descriptors beside them.
final class TransferLoop {
    private let multi: UnsafeMutableRawPointer
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]

    init() {
        guard let multi = ccurl_multi_init() else { fatalError("libcurl can't make a handle: out of memory") }
        self.multi = multi
    }

    deinit {
        for transfer in transfers.values { ccurl_multi_remove_handle(multi, transfer.handle) }
        ccurl_multi_cleanup(multi)
    }

    /// Starts a transfer that has been prepared.
    func add(_ transfer: Transfer) {
        transfers[transfer.handle] = transfer
        ccurl_multi_add_handle(multi, transfer.handle)
    }

    /// Ends a transfer, finished or not.
    func remove(_ transfer: Transfer) {
        guard transfers.removeValue(forKey: transfer.handle) != nil else { return }
        ccurl_multi_remove_handle(multi, transfer.handle)
    }

    /// Lets the transfers go on, and gives those that have ended with what they failed for. They stay until they
    /// are removed.
    func step() -> [(transfer: Transfer, failure: ClientError?)] {
        var running: Int32 = 0
        ccurl_multi_perform(multi, &running)
        var ended: [(Transfer, ClientError?)] = []
        var left: Int32 = 0
        while let message = ccurl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = transfers[handle]
            else { continue }
            ended.append((transfer, transfer.failure(ccurl_result(message))))
        }
        return ended
    }

    /// Waits until a transfer can go on, ``wakeUp()`` is called, the time is over, or there is something to look at.
    ///
    /// - Parameters:
    ///   - input: descriptors that may have something to read.
    ///   - outputs: descriptors whose readers may go away.
    func wait(milliseconds: Int, inputs: [Int32], outputs: [Int32]) {
        var extra = inputs.map { curl_waitfd(fd: $0, events: Int16(CURL_WAIT_POLLIN), revents: 0) }
        // Errors and hang-ups are told of without asking. Asking for more would never let it rest: a file can always
        // be read, and a terminal whenever somebody has typed a line.
        extra += outputs.map { curl_waitfd(fd: $0, events: 0, revents: 0) }
        ccurl_multi_poll(multi, &extra, UInt32(extra.count), Int32(clamping: milliseconds))
    }

    /// Ends a wait. The one call that any thread may make, as long as the loop is alive.
    func wakeUp() { ccurl_multi_wakeup(multi) }
}
