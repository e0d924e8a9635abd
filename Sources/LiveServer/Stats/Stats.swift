public import LiveCore
public import LiveHub

/// Where the figures come from: each part of the server counts what passes through it, and the store keeps counts
/// beside what it keeps. Asking costs no scan of anything.
public struct Stats: Sendable {
    let store: any StatsStore
    let activity: Activity
    let hub: Hub
    let ingest: Ingest
    let rules: RuleBook
    let version: String
    let started: Int64

    /// - Parameters:
    ///   - version: of the program.
    ///   - started: when, in milliseconds since the Unix epoch.
    public init(
        store: any StatsStore, activity: Activity, hub: Hub, ingest: Ingest, rules: RuleBook, version: String,
        started: Int64 = WallClock.system.milliseconds
    ) {
        self.store = store
        self.activity = activity
        self.hub = hub
        self.ingest = ingest
        self.rules = rules
        self.version = version
        self.started = started
    }

    // MARK: - JSON

    /// All posts, as `GET /stats` gives it.
    func json() async throws -> [UInt8] {
        let stored = try await reading { try await store.figures(of: nil) }
        let delivered = try await hub.figures()
        let (lately, incoming) = (activity.figures(of: nil), ingest.figures)
        var writer = JSONWriter()
        writer.object { json in
            json.stored(stored)
            json.lately(lately)
            json.count("viewers", delivered.viewers)
            json.count("viewers_peak", delivered.peakViewers)
            json.count("posts_watched", delivered.posts)
            json.latency("delivery_ms", delivered.recentLatency)
            json.latency("commit_ms", incoming.commit)
            json.count("waiting", incoming.waiting)
            json.count("uptime_seconds", Int((WallClock.system.milliseconds - started) / 1_000))
        }
        return writer.bytes
    }

    /// One post, as `GET /stats/{postId}` gives it.
    func json(of post: PostID) async throws -> [UInt8] {
        let stored = try await reading { try await store.figures(of: post) }
        let lately = activity.figures(of: post)
        var writer = JSONWriter()
        writer.object { json in
            json.post(post)
            json.stored(stored)
            json.lately(lately)
            json.count("viewers", hub.viewers(of: post))
            json.count("viewers_peak", hub.peakViewers(of: post))
        }
        return writer.bytes
    }

    // MARK: - Prometheus

    /// As `GET /metrics` gives it. The names are described in lcd(8).
    func metrics() async throws -> String {
        let delivered = try await hub.figures()
        var text = MetricsText()
        text.add("lcd_build_info", .gauge, "1, with the version.", by: "version", [(version, 1)])
        text.add(activity.totals)
        text.add(ingest.figures)
        text.add(rules.counts())
        text.add(delivered)
        // A store that can't be read is no reason to say nothing.
        do {
            text.add(try await store.figures(of: nil))
            text.add("lcd_store_up", .gauge, "1 when the store could be read.", 1)
        } catch {
            text.add("lcd_store_up", .gauge, "1 when the store could be read.", 0)
        }
        text.add(ProcessFigures.now(), started: started)
        return text.text
    }
}

extension JSONWriter {
    fileprivate mutating func count(_ name: StaticString, _ value: Int) {
        key(name)
        integer(Int64(value))
    }

    fileprivate mutating func stored(_ figures: StoreFigures) {
        count("comments", figures.comments)
        count("deleted", figures.deleted)
        count("held", figures.held)
        if let posts = figures.posts { count("posts", posts) }
        if let bytes = figures.bytes { count("store_bytes", bytes) }
        if let shield = figures.shield {
            key("shield")
            object { json in json.members(of: shield) }
        }
    }

    fileprivate mutating func lately(_ figures: Activity.Figures) {
        key("comments_per_second")
        object { json in
            for (name, rate) in zip(["1m", "5m", "60m"], figures.rates) {
                json.key(escaping: name)
                json.number(rate)
            }
        }
        key("top_authors")
        array { json in
            for entry in figures.topAuthors {
                json.object { json in
                    json.key("author_id")
                    json.string(entry.author)
                    json.count("comments", entry.count)
                    json.count("error", entry.error)
                }
            }
        }
    }

    /// Percentiles in milliseconds, and of how many; `null` of none.
    fileprivate mutating func latency(_ name: StaticString, _ histogram: LatencyHistogram) {
        key(name)
        guard histogram.count > 0 else { return null() }
        object { json in
            for (name, percent) in [("p50", 50.0), ("p90", 90), ("p99", 99), ("p999", 99.9)] {
                json.key(escaping: name)
                json.number(Double(histogram.percentile(percent) ?? 0) / 1_000)
            }
            json.count("count", Int(clamping: histogram.count))
        }
    }
}

extension MetricsText {
    fileprivate mutating func add(_ totals: Activity.Totals) {
        add("lcd_comments_total", .counter, "Comments that became visible when they were posted.", totals.comments)
        add(
            "lcd_moderation_events_total", .counter, "Events by moderators and rules.", by: "event",
            totals.moderation.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        add("lcd_posts_active", .gauge, "Posts whose rates are kept apart.", totals.activePosts)
    }

    fileprivate mutating func add(_ figures: IngestFigures) {
        add("lcd_drafts_total", .counter, "Comments and actions that reached the store.", figures.drafts)
        add("lcd_drafts_refused_total", .counter, "Of these, what the store refused.", figures.refused)
        add("lcd_drafts_replayed_total", .counter, "Of these, what came again under its key.", figures.replayed)
        add("lcd_drafts_waiting", .gauge, "Comments and actions that wait for their group.", figures.waiting)
        add("lcd_store_failures_total", .counter, "Groups that the store did not take.", figures.failures)
        add("lcd_commit_seconds", "From beginning a group to having published it.", figures.commit)
    }

    fileprivate mutating func add(_ counts: RuleBook.Counts) {
        add(
            "lcd_rule_hits_total", .counter, "Comments in which a rule found something.", by: "action",
            Rule.Action.allCases.map { ($0.rawValue, counts.hits[$0] ?? 0) })
        add("lcd_rules_exhausted_total", .counter, "Searches that were given up.", counts.exhausted)
    }

    fileprivate mutating func add(_ figures: HubFigures) {
        add("lcd_viewers", .gauge, "Viewers' streams that are open.", figures.viewers)
        add("lcd_viewers_peak", .gauge, "The most there have been at once.", figures.peakViewers)
        add("lcd_posts_watched", .gauge, "Posts that have viewers.", figures.posts)
        add("lcd_deliveries_total", .counter, "Events on the sockets of viewers in step.", figures.deliveries)
        add("lcd_flushes_total", .counter, "Flushes that brought events to a post's viewers.", figures.flushes)
        add("lcd_delivery_seconds", "From accepting an event to having written it, by delivery.", figures.latency)
    }

    fileprivate mutating func add(_ figures: StoreFigures) {
        add("lcd_store_comments", .gauge, "Comments that pages show.", figures.comments)
        add("lcd_store_comments_deleted", .gauge, "Comments that were taken down.", figures.deleted)
        add("lcd_store_comments_held", .gauge, "Comments that wait for a moderator.", figures.held)
        add("lcd_store_posts", .gauge, "Posts in which something has happened.", figures.posts ?? 0)
        add("lcd_store_bytes", .gauge, "Bytes of the store on the disk.", figures.bytes ?? 0)
        add("lcd_shield", .gauge, "1 while the shield over all posts is up.", figures.shield == nil ? 0 : 1)
    }

    fileprivate mutating func add(_ figures: ProcessFigures, started: Int64) {
        add("process_cpu_seconds_total", .counter, "User and system time.", figures.cpuSeconds)
        add("process_resident_memory_bytes", .gauge, "Memory in RAM.", figures.residentBytes)
        add("process_open_fds", .gauge, "Descriptors in use.", figures.openFiles)
        add("process_max_fds", .gauge, "Descriptors that may be used.", figures.maxOpenFiles)
        add("process_start_time_seconds", .gauge, "Since the Unix epoch.", Double(started) / 1_000)
    }
}
