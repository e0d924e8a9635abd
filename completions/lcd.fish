function __lcd_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __lcd_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __lcd_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __lcd_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __lcd_parse_tokens -S
    set -l unparsed_tokens (__lcd_tokens -pc)
    switch $unparsed_tokens[1]
    case 'lcd'
        __lcd_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'serve'
            __lcd_parse_subcommand 0 'listen=' 'tls-cert=' 'tls-key=' 'config=' 'data=' 'auth=' 'read=' 'allow-open' 'jwks=' 'audience=' 'rate-author=' 'rate-address=' 'rate-post=' 'max-connections=' 'max-connections-per-address=' 'trusted-proxy=+' 'cors-origin=+' 'keep=' 'keep-comments=' 'log-format=' 'log-level=' 'version' 'h/help'
        case 'token'
            __lcd_parse_subcommand 0 'role=' 'subject=' 'name=' 'post=+' 'ttl=' 'config=' 'data=' 'version' 'h/help'
        case 'config'
            __lcd_parse_subcommand 0 'json' 'listen=' 'tls-cert=' 'tls-key=' 'config=' 'data=' 'auth=' 'read=' 'allow-open' 'jwks=' 'audience=' 'rate-author=' 'rate-address=' 'rate-post=' 'max-connections=' 'max-connections-per-address=' 'trusted-proxy=+' 'cors-origin=+' 'keep=' 'keep-comments=' 'log-format=' 'log-level=' 'version' 'h/help'
        case 'check'
            __lcd_parse_subcommand 0 'json' 'quick' 'config=' 'data=' 'version' 'h/help'
        case 'backup'
            __lcd_parse_subcommand 1 'config=' 'data=' 'version' 'h/help'
        case 'restore'
            __lcd_parse_subcommand 1 'force' 'config=' 'data=' 'version' 'h/help'
        case 'openapi'
            __lcd_parse_subcommand 0 'version' 'h/help'
        case 'help'
            __lcd_parse_subcommand -r 1 'version'
        end
    end
end

function __lcd_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __lcd_parse_subcommand -S -a positional_count
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

function __lcd_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __lcd_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__lcd_tokens -p)
    if test -z "$(__lcd_tokens -t)"
        set -l index (count (__lcd_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'lcd' -f
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd" version' -l 'version' -d 'Show the version.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd" -eq 1' -fa 'serve' -d 'Serve comments over HTTP.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd" -eq 1' -fa 'token' -d 'Print a token, signed with the server\'s own secret.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd" -eq 1' -fa 'config' -d 'Print what a server is told, and where.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd" -eq 1' -fa 'check' -d 'Look for what is wrong with the settings, the data folder and what is kept there.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd" -eq 1' -fa 'backup' -d 'Copy everything that is kept into a file, while the server runs or not.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd" -eq 1' -fa 'restore' -d 'Put a copy that lcd backup made into the data folder.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd" -eq 1' -fa 'openapi' -d 'Print the HTTP contract, in OpenAPI 3.1.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" listen' -l 'listen' -d 'Where to listen; port 0 picks a free one (default: 127.0.0.1:8080).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" tls-cert' -l 'tls-cert' -d 'Serve over TLS, with this certificate and those that lead to its authority, in PEM.' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" tls-key' -l 'tls-key' -d 'The private key of --tls-cert, in PEM.' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" config' -l 'config' -d 'The file of settings (default: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" data' -l 'data' -d 'The data folder (default: $XDG_DATA_HOME/lcd).' -rfa '(__lcd_complete_directories)'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" auth' -l 'auth' -d 'Who may post: anyone, under any author id (open), or the subject of a token (token) (default: open).' -rfka 'open token'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" read' -l 'read' -d 'Who may read: anyone (open), or who has a token (token) (default: open).' -rfka 'open token'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" allow-open' -l 'allow-open' -d 'Allow open posting on an address that is not loopback.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" jwks' -l 'jwks' -d 'Public keys (JSON Web Key Set) whose tokens are good as well.' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" audience' -l 'audience' -d 'What tokens of --jwks must name as aud; without it, they must have none.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" rate-author' -l 'rate-author' -d 'Comments a second from one author, and at once (default: no limit, or 2:10 with tokens).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" rate-address' -l 'rate-address' -d 'Comments a second from one address, and at once (default: no limit, or 50:200 with tokens).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" rate-post' -l 'rate-post' -d 'Comments a second under one post, and at once (default: no limit).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" max-connections' -l 'max-connections' -d 'Connections in all (default: what the limit of open files allows).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" max-connections-per-address' -l 'max-connections-per-address' -d 'Connections from one address, loopback excepted (default: no limit).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve"' -l 'trusted-proxy' -d 'A proxy whose X-Forwarded-For is believed; may be repeated.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve"' -l 'cors-origin' -d 'An origin whose scripts may read answers, or *; may be repeated.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" keep' -l 'keep' -d 'How long comments are kept: a number and h or d, at least 1d (default: for good).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" keep-comments' -l 'keep-comments' -d 'How many comments of a post are kept, the newest (default: all).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" log-format' -l 'log-format' -d 'How log lines look (default: text).' -rfka 'text json'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" log-level' -l 'log-level' -d 'The least level that is logged: trace, debug, info, notice, warning, error or critical (default: notice).' -rfka 'trace debug info notice warning error critical'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" version' -l 'version' -d 'Show the version.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd serve" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token" role' -l 'role' -d 'What its bearer may do.' -rfka 'viewer moderator admin'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token" subject' -l 'subject' -d 'The author id its bearer posts under and is logged by.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token" name' -l 'name' -d 'What its bearer is called as an author.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token"' -l 'post' -d 'A post it is good for (default: all); may be repeated.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token" ttl' -l 'ttl' -d 'How long it is good: a number and s, m, h or d, up to 400d.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token" config' -l 'config' -d 'The file of settings (default: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token" data' -l 'data' -d 'The data folder (default: $XDG_DATA_HOME/lcd).' -rfa '(__lcd_complete_directories)'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token" version' -l 'version' -d 'Show the version.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd token" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" json' -l 'json' -d 'Print a JSON object for each setting.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" listen' -l 'listen' -d 'Where to listen; port 0 picks a free one (default: 127.0.0.1:8080).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" tls-cert' -l 'tls-cert' -d 'Serve over TLS, with this certificate and those that lead to its authority, in PEM.' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" tls-key' -l 'tls-key' -d 'The private key of --tls-cert, in PEM.' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" config' -l 'config' -d 'The file of settings (default: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" data' -l 'data' -d 'The data folder (default: $XDG_DATA_HOME/lcd).' -rfa '(__lcd_complete_directories)'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" auth' -l 'auth' -d 'Who may post: anyone, under any author id (open), or the subject of a token (token) (default: open).' -rfka 'open token'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" read' -l 'read' -d 'Who may read: anyone (open), or who has a token (token) (default: open).' -rfka 'open token'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" allow-open' -l 'allow-open' -d 'Allow open posting on an address that is not loopback.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" jwks' -l 'jwks' -d 'Public keys (JSON Web Key Set) whose tokens are good as well.' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" audience' -l 'audience' -d 'What tokens of --jwks must name as aud; without it, they must have none.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" rate-author' -l 'rate-author' -d 'Comments a second from one author, and at once (default: no limit, or 2:10 with tokens).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" rate-address' -l 'rate-address' -d 'Comments a second from one address, and at once (default: no limit, or 50:200 with tokens).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" rate-post' -l 'rate-post' -d 'Comments a second under one post, and at once (default: no limit).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" max-connections' -l 'max-connections' -d 'Connections in all (default: what the limit of open files allows).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" max-connections-per-address' -l 'max-connections-per-address' -d 'Connections from one address, loopback excepted (default: no limit).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config"' -l 'trusted-proxy' -d 'A proxy whose X-Forwarded-For is believed; may be repeated.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config"' -l 'cors-origin' -d 'An origin whose scripts may read answers, or *; may be repeated.' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" keep' -l 'keep' -d 'How long comments are kept: a number and h or d, at least 1d (default: for good).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" keep-comments' -l 'keep-comments' -d 'How many comments of a post are kept, the newest (default: all).' -rfka ''
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" log-format' -l 'log-format' -d 'How log lines look (default: text).' -rfka 'text json'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" log-level' -l 'log-level' -d 'The least level that is logged: trace, debug, info, notice, warning, error or critical (default: notice).' -rfka 'trace debug info notice warning error critical'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" version' -l 'version' -d 'Show the version.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd config" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd check" json' -l 'json' -d 'Print a JSON object for each finding.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd check" quick' -l 'quick' -d 'Don\'t read all comments, which takes as long as the disk takes for it.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd check" config' -l 'config' -d 'The file of settings (default: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd check" data' -l 'data' -d 'The data folder (default: $XDG_DATA_HOME/lcd).' -rfa '(__lcd_complete_directories)'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd check" version' -l 'version' -d 'Show the version.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd backup" -eq 1' -F
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd backup" config' -l 'config' -d 'The file of settings (default: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd backup" data' -l 'data' -d 'The data folder (default: $XDG_DATA_HOME/lcd).' -rfa '(__lcd_complete_directories)'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd backup" version' -l 'version' -d 'Show the version.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd backup" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_positional "lcd restore" -eq 1' -F
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd restore" force' -l 'force' -d 'Replace the comments that the folder holds.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd restore" config' -l 'config' -d 'The file of settings (default: $XDG_CONFIG_HOME/lcd/lcd.conf, if there is one).' -rF
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd restore" data' -l 'data' -d 'The data folder (default: $XDG_DATA_HOME/lcd).' -rfa '(__lcd_complete_directories)'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd restore" version' -l 'version' -d 'Show the version.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd restore" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd openapi" version' -l 'version' -d 'Show the version.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd openapi" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'lcd' -n '__lcd_should_offer_completions_for_flags_or_options "lcd help" version' -l 'version' -d 'Show the version.'
