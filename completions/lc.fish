function __lc_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __lc_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __lc_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __lc_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __lc_parse_tokens -S
    set -l unparsed_tokens (__lc_tokens -pc)
    switch $unparsed_tokens[1]
    case 'lc'
        __lc_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'watch'
            __lc_parse_subcommand -r 1 'author=' 'name=' 'plain' 'max-rate=' 'color=' 'server=' 'q/quiet' 'version' 'h/help'
        case 'tail'
            __lc_parse_subcommand -r 1 'n=' 'since=' 'after=' 'until=' 'cursor-file=' 'limit=' 'follow' 'no-follow' 'events' 'strict' 'format=' 'color=' 'server=' 'q/quiet' 'version' 'h/help'
        case 'post'
            __lc_parse_subcommand 2 'author=' 'name=' 'reply-to=' 'lines' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
        case 'history'
            __lc_parse_subcommand 1 'all' 'n=' 'since=' 'until=' 'author=' 'grep=' 'format=' 'color=' 'server=' 'q/quiet' 'version' 'h/help'
        case 'import'
            __lc_parse_subcommand 2 'replay' 'speed=' 'server=' 'q/quiet' 'version' 'h/help'
        case 'mod'
            __lc_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'delete'
                __lc_parse_subcommand -r 2 'reason=' 'erase' 'y/yes' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'restore'
                __lc_parse_subcommand -r 2 'y/yes' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'purge'
                __lc_parse_subcommand 1 'author=' 'since=' 'until=' 'matching=' 'dry-run' 'undo=' 'y/yes' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'ban'
                __lc_parse_subcommand 1 'post=' 'reason=' 'delete-comments' 'y/yes' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'timeout'
                __lc_parse_subcommand 2 'post=' 'reason=' 'delete-comments' 'y/yes' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'unban'
                __lc_parse_subcommand 1 'post=' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'bans'
                __lc_parse_subcommand 0 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'slow'
                __lc_parse_subcommand 2 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'close'
                __lc_parse_subcommand 1 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'open'
                __lc_parse_subcommand 1 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'pin'
                __lc_parse_subcommand 2 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'unpin'
                __lc_parse_subcommand 1 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'rules'
                __lc_parse_subcommand 0 'version' 'h/help'
                switch $unparsed_tokens[1]
                case 'list'
                    __lc_parse_subcommand 0 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                case 'add'
                    __lc_parse_subcommand -r 1 'regex=' 'action=' 'post=' 'note=' 'dry-run' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                case 'remove'
                    __lc_parse_subcommand -r 1 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                case 'test'
                    __lc_parse_subcommand -r 2 'regex=' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                end
            case 'queue'
                __lc_parse_subcommand 0 'version' 'h/help'
                switch $unparsed_tokens[1]
                case 'list'
                    __lc_parse_subcommand 1 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                case 'approve'
                    __lc_parse_subcommand -r 2 'y/yes' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                case 'reject'
                    __lc_parse_subcommand -r 2 'y/yes' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                case 'claim'
                    __lc_parse_subcommand -r 2 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                case 'release'
                    __lc_parse_subcommand -r 2 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                end
            case 'log'
                __lc_parse_subcommand 0 'n=' 'all' 'follow' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
            case 'shield'
                __lc_parse_subcommand 0 'version' 'h/help'
                switch $unparsed_tokens[1]
                case 'on'
                    __lc_parse_subcommand 1 'slow=' 'hold-new' 'no-hold-new' 'known-only' 'no-known-only' 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                case 'off'
                    __lc_parse_subcommand 1 'format=' 'server=' 'q/quiet' 'version' 'h/help'
                end
            end
        case 'completions'
            __lc_parse_subcommand 1 'version' 'h/help'
        case 'help'
            __lc_parse_subcommand -r 1 'version'
        end
    end
end

function __lc_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __lc_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __lc_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __lc_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__lc_tokens -p)
    if test -z "$(__lc_tokens -t)"
        set -l index (count (__lc_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'lc' -f
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'watch' -d 'Watch posts in the terminal: read, search and write, live.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'tail' -d 'Follow posts: what was said last, then everything as it comes.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'post' -d 'Post a comment, or one for each line of standard input.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'history' -d 'Print what was said in a post, oldest first.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'import' -d 'Post a chat log at its own pace.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'mod' -d 'Moderate: take down, ban, slow, pin, and see what others did.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'completions' -d 'Print the completion script of a shell.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" author' -l 'author' -d 'The author\'s id (default: LC_AUTHOR, or the login name).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" name' -l 'name' -d 'What the author is to be called.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" plain' -l 'plain' -d 'Print line by line instead of drawing, as for a screen reader; a line typed is posted.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" max-rate' -l 'max-rate' -d 'Let the server hold comments back when there are more than n a second: 10, 20, 50 or 100.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" color' -l 'color' -d 'When to use colours.' -rfka 'auto always never'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" n' -s 'n' -d 'Begin with the last n comments, 0 to 500 (default: 10).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" since' -l 'since' -d 'Begin at a time: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" after' -l 'after' -d 'Begin after a cursor, however old.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" until' -l 'until' -d 'End at a time; what is said at it or later is not printed.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" cursor-file' -l 'cursor-file' -d 'Keep the cursor of the last line here, and go on after it next time.' -rF
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" limit' -l 'limit' -d 'End after n lines.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" follow' -l 'follow' -d 'Go on with what is said from now on.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" no-follow' -l 'no-follow' -d 'Go on with what is said from now on.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" events' -l 'events' -d 'Print deletes, pins and states too.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" strict' -l 'strict' -d 'End with status 75 when something is missing.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" format' -l 'format' -d 'json, text, or a template such as \'{time} {author}: {comment}\' (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" color' -l 'color' -d 'When to colour text.' -rfka 'auto always never'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" author' -l 'author' -d 'The author\'s id (default: LC_AUTHOR, or the login name).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" name' -l 'name' -d 'What the author is to be called.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" reply-to' -l 'reply-to' -d 'The comment that is answered.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" lines' -l 'lines' -d 'Post each line of standard input; empty lines are left out.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" format' -l 'format' -d 'How the receipt looks (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" all' -l 'all' -d 'Print everything, not only the last comments.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" n' -s 'n' -d 'Print the last n comments.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" since' -l 'since' -d 'Nothing older: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" until' -l 'until' -d 'Nothing said at this time or later.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" author' -l 'author' -d 'Only what this author said.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" grep' -l 'grep' -d 'Only what contains this text, in whatever case.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" format' -l 'format' -d 'json, text, or a template such as \'{time} {author}: {comment}\' (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" color' -l 'color' -d 'When to colour text.' -rfka 'auto always never'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc import" -eq 1' -fka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc import" -eq 2' -F
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" replay' -l 'replay' -d 'Post the comments live, with the pauses they had.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" speed' -l 'speed' -d 'How many times faster than it was.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'delete' -d 'Take comments down.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'restore' -d 'Put comments back that were taken down.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'purge' -d 'Take down many comments at once, or undo that.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'ban' -d 'Keep an author from posting, until unban.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'timeout' -d 'Keep an author from posting for a while.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'unban' -d 'Let an author post again.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'bans' -d 'List who is kept from posting.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'slow' -d 'Let each author post only every so often.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'close' -d 'Let nobody comment on a post any more.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'open' -d 'Let a post that was closed take comments again.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'pin' -d 'Fix a comment on top of its post.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'unpin' -d 'Take away what is fixed on top of a post.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'rules' -d 'List, add, remove and try rules about what may be said.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'queue' -d 'List and decide on comments that wait for a moderator.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'log' -d 'Print what moderators and rules did, oldest first.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod" -eq 1' -fa 'shield' -d 'Shield a post from a crowd, and let the shield down again.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod delete" reason' -l 'reason' -d 'Why, for viewers and the log.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod delete" erase' -l 'erase' -d 'Take the text out of the server\'s files, too; there is no way back then.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod delete" y yes' -l 'yes' -s 'y' -d 'Don\'t ask.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod delete" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod delete" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod delete" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod delete" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod delete" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod restore" y yes' -l 'yes' -s 'y' -d 'Don\'t ask.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod restore" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod restore" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod restore" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod restore" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod restore" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod purge" -eq 1' -fka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" author' -l 'author' -d 'What this author said.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" since' -l 'since' -d 'Nothing older: 30s, 5m, 2h or 7d ago, RFC 3339, or @epoch.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" until' -l 'until' -d 'Nothing said at this time or later.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" matching' -l 'matching' -d 'What matches this regular expression.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" dry-run' -l 'dry-run' -d 'Take nothing down; print what would be.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" undo' -l 'undo' -d 'Put back what the purge of this id took down.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" y yes' -l 'yes' -s 'y' -d 'Don\'t ask.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod purge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" post' -l 'post' -d 'Only in this post (default: everywhere).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" reason' -l 'reason' -d 'Why, for the author and the log.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" delete-comments' -l 'delete-comments' -d 'Take down what the author has said there, too.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" y yes' -l 'yes' -s 'y' -d 'Don\'t ask.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod ban" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" post' -l 'post' -d 'Only in this post (default: everywhere).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" reason' -l 'reason' -d 'Why, for the author and the log.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" delete-comments' -l 'delete-comments' -d 'Take down what the author has said there, too.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" y yes' -l 'yes' -s 'y' -d 'Don\'t ask.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod timeout" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unban" post' -l 'post' -d 'Only in this post (default: everywhere).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unban" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unban" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unban" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unban" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unban" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod bans" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod bans" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod bans" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod bans" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod bans" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod slow" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod slow" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod slow" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod slow" -eq 1' -fka 'off 5s 10s 30s 1m 5m'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod slow" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod slow" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod close" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod close" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod close" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod close" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod close" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod open" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod open" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod open" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod open" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod open" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod pin" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod pin" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod pin" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod pin" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod pin" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unpin" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unpin" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unpin" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unpin" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod unpin" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod rules" -eq 1' -fa 'list' -d 'List the rules.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod rules" -eq 1' -fa 'add' -d 'Add a rule.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod rules" -eq 1' -fa 'remove' -d 'Remove rules.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod rules" -eq 1' -fa 'test' -d 'Print what a rule would have caught of what was said in a post.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules list" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules list" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules list" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod rules add" -ge 1' -fka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" regex' -l 'regex' -d 'A regular expression instead, in the syntax of Perl.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" action' -l 'action' -d 'What to do with a comment in which it finds something.' -rfka 'reject hold mask'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" post' -l 'post' -d 'Only in this post (default: everywhere).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" note' -l 'note' -d 'What other moderators are to know about it.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" dry-run' -l 'dry-run' -d 'Add nothing; print what it would have caught in the post.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules remove" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules remove" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules remove" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules remove" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod rules test" -ge 1' -fka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules test" regex' -l 'regex' -d 'A regular expression instead, in the syntax of Perl.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules test" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules test" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules test" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules test" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod rules test" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod queue" -eq 1' -fa 'list' -d 'List what waits, oldest first.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod queue" -eq 1' -fa 'approve' -d 'Let comments through; they stand where they were said.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod queue" -eq 1' -fa 'reject' -d 'Take comments down that wait.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod queue" -eq 1' -fa 'claim' -d 'Tell other moderators that you are looking at these, for a minute.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod queue" -eq 1' -fa 'release' -d 'Tell other moderators that you are no longer looking at these.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod queue list" -eq 1' -fka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue list" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue list" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue list" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue approve" y yes' -l 'yes' -s 'y' -d 'Don\'t ask.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue approve" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue approve" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue approve" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue approve" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue approve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue reject" y yes' -l 'yes' -s 'y' -d 'Don\'t ask.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue reject" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue reject" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue reject" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue reject" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue reject" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue claim" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue claim" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue claim" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue claim" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue claim" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue release" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue release" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue release" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue release" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod queue release" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod log" n' -s 'n' -d 'Print the last n entries, 1 to 500.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod log" all' -l 'all' -d 'Print everything there is.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod log" follow' -l 'follow' -d 'Go on with what is done from now on.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod log" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod log" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod log" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod log" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod log" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod shield" -eq 1' -fa 'on' -d 'Slow the post, and hold what new authors say.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc mod shield" -eq 1' -fa 'off' -d 'Let the shield down; the post is as it was before.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" slow' -l 'slow' -d 'How far apart an author\'s comments must be.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" hold-new' -l 'hold-new' -d 'Hold what authors say who are new to the server.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" no-hold-new' -l 'no-hold-new' -d 'Hold what authors say who are new to the server.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" known-only' -l 'known-only' -d 'Let only authors post who are known to the server.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" no-known-only' -l 'no-known-only' -d 'Let only authors post who are known to the server.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield on" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield off" format' -l 'format' -d 'How lines look (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield off" server' -l 'server' -d 'The server (default: LC_URL, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield off" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield off" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc mod shield off" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc completions" -eq 1' -fka 'bash zsh fish'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc completions" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc completions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc help" version' -l 'version' -d 'Show the version.'
