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
            __lc_parse_subcommand -r 1 'author=' 'name=' 'plain' 'max-rate=' 'color=' 'server=' 'profile=' 'q/quiet' 'version' 'h/help'
        case 'tail'
            __lc_parse_subcommand -r 1 'n=' 'since=' 'after=' 'until=' 'cursor-file=' 'limit=' 'follow' 'no-follow' 'events' 'strict' 'format=' 'color=' 'server=' 'profile=' 'q/quiet' 'version' 'h/help'
        case 'post'
            __lc_parse_subcommand 2 'author=' 'name=' 'reply-to=' 'lines' 'format=' 'server=' 'profile=' 'q/quiet' 'version' 'h/help'
        case 'history'
            __lc_parse_subcommand 1 'all' 'n=' 'since=' 'until=' 'author=' 'grep=' 'format=' 'color=' 'server=' 'profile=' 'q/quiet' 'version' 'h/help'
        case 'import'
            __lc_parse_subcommand 2 'replay' 'speed=' 'server=' 'profile=' 'q/quiet' 'version' 'h/help'
        case 'login'
            __lc_parse_subcommand 1 'server=' 'profile=' 'q/quiet' 'version' 'h/help'
        case 'whoami'
            __lc_parse_subcommand 0 'format=' 'server=' 'profile=' 'q/quiet' 'version' 'h/help'
        case 'profile'
            __lc_parse_subcommand 3 'format=' 'version' 'h/help'
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
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'login' -d 'Keep a token, once the server has said that it is good.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'whoami' -d 'Print whom the server takes you for.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'profile' -d 'Keep servers, and the tokens for them, under names.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'completions' -d 'Print the completion script of a shell.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" author' -l 'author' -d 'The author\'s id (default: LC_AUTHOR, the token\'s subject, or the login name).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" name' -l 'name' -d 'What the author is to be called.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" plain' -l 'plain' -d 'Print line by line instead of drawing, as for a screen reader; a line typed is posted.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" max-rate' -l 'max-rate' -d 'Let the server hold comments back when there are more than n a second: 10, 20, 50 or 100.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" color' -l 'color' -d 'When to use colours.' -rfka 'auto always never'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" server' -l 'server' -d 'The server (default: LC_URL, the profile\'s, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" profile' -l 'profile' -d 'The profile (default: LC_PROFILE, or the one in use).' -rfka '(__lc_custom_completion ---completion watch -- --profile (count (__lc_tokens -pc)) (__lc_tokens -tC))'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc watch" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" n' -s 'n' -d 'Begin with the last n comments, 0 to 500.' -rfka ''
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
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" server' -l 'server' -d 'The server (default: LC_URL, the profile\'s, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" profile' -l 'profile' -d 'The profile (default: LC_PROFILE, or the one in use).' -rfka '(__lc_custom_completion ---completion tail -- --profile (count (__lc_tokens -pc)) (__lc_tokens -tC))'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc tail" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" author' -l 'author' -d 'The author\'s id (default: LC_AUTHOR, the token\'s subject, or the login name).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" name' -l 'name' -d 'What the author is to be called.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" reply-to' -l 'reply-to' -d 'The comment that is answered.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" lines' -l 'lines' -d 'Post each line of standard input; empty lines are left out.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" format' -l 'format' -d 'How the receipt looks (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" server' -l 'server' -d 'The server (default: LC_URL, the profile\'s, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc post" profile' -l 'profile' -d 'The profile (default: LC_PROFILE, or the one in use).' -rfka '(__lc_custom_completion ---completion post -- --profile (count (__lc_tokens -pc)) (__lc_tokens -tC))'
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
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" server' -l 'server' -d 'The server (default: LC_URL, the profile\'s, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" profile' -l 'profile' -d 'The profile (default: LC_PROFILE, or the one in use).' -rfka '(__lc_custom_completion ---completion history -- --profile (count (__lc_tokens -pc)) (__lc_tokens -tC))'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc history" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc import" -eq 1' -fka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc import" -eq 2' -F
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" replay' -l 'replay' -d 'Post the comments live, with the pauses they had.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" speed' -l 'speed' -d 'How many times faster than it was.' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" server' -l 'server' -d 'The server (default: LC_URL, the profile\'s, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" profile' -l 'profile' -d 'The profile (default: LC_PROFILE, or the one in use).' -rfka '(__lc_custom_completion ---completion import -- --profile (count (__lc_tokens -pc)) (__lc_tokens -tC))'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc login" server' -l 'server' -d 'The server (default: LC_URL, the profile\'s, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc login" profile' -l 'profile' -d 'The profile (default: LC_PROFILE, or the one in use).' -rfka '(__lc_custom_completion ---completion login -- --profile (count (__lc_tokens -pc)) (__lc_tokens -tC))'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc login" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc login" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc login" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc whoami" format' -l 'format' -d 'How it looks (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc whoami" server' -l 'server' -d 'The server (default: LC_URL, the profile\'s, or http://127.0.0.1:8080).' -rfka ''
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc whoami" profile' -l 'profile' -d 'The profile (default: LC_PROFILE, or the one in use).' -rfka '(__lc_custom_completion ---completion whoami -- --profile (count (__lc_tokens -pc)) (__lc_tokens -tC))'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc whoami" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on standard error.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc whoami" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc whoami" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc profile" -eq 1' -fka 'add list use remove'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc profile" -eq 2' -fka '(__lc_custom_completion ---completion profile -- positional@1 (count (__lc_tokens -pc)) (__lc_tokens -tC))'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc profile" format' -l 'format' -d 'How the list looks (default: text on a terminal, else json).' -rfka 'json text'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc profile" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc profile" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_positional "lc completions" -eq 1' -fka 'bash zsh fish'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc completions" version' -l 'version' -d 'Show the version.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc completions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lc' -n '__lc_should_offer_completions_for_flags_or_options "lc help" version' -l 'version' -d 'Show the version.'
