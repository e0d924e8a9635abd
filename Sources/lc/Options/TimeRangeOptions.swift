import ArgumentParser

/// Between which times.
struct TimeRangeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Nothing older: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.", valueName: "time"),
        transform: Moment.argument)
    var since: Moment?

    @Option(help: ArgumentHelp("Nothing said at this time or later.", valueName: "time"), transform: Moment.argument)
    var until: Moment?
}
