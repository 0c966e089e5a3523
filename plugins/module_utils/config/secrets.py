# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What secrets look like in device configurations and outputs, as one table for all platforms."""

from __future__ import annotations

import re
from typing import TypeAlias

_I = re.IGNORECASE

# Words of which a line, in lower case, has one, or it is not searched; the pattern.
Rule: TypeAlias = "tuple[tuple[str, ...], re.Pattern[str]]"

# A line without one of these holds no secret: the cheap question asked first, of a text in lower case. Plain words, since finding
# them one by one is ten times cheaper than any pattern.
WORDS = (
    "pass", "secret", "key", "communit", "auth", "token", "psk", "priv", "cipher", "encrypt", "chap", "snmp", "hash>", "prv>",
    "com2sec", "createuser", "ipsec", "://", "bearer", "-----begin", "digest", "pwd", "user-name", "$", "phash", "nsroot",
    "mgmt-user", "usmuser", "bindpw", "bind_pw", "aaa-server", "sha_1", "certificate", "securityname",
)  # fmt: skip
CAPITALS = ("ENC", "AKIA", "ASIA", "eyJ")  # the same, as they are written

# Words between the announcement and the secret that say how it is written.
MODIFIER = re.compile(
    r"(?:0x)?(?:[0-9]|1[0-9])[a]?\s+(?=[^\s;{])|(?:level|privilege)\s+\d+\s+|"
    r"(?:encrypted|unencrypted|encryption|hidden|clear-?text|clear|plain-?text|plain|cipher-?text|cipher|irreversible-cipher|"
    r"simple|ENC|enc|"
    r"hex-string|hexadecimal|hex|ascii-text|ascii|text|string|md5|sha-?\d*|hmac-(?:md5|sha)\S*|sha256|sha512|sha512-base64|"
    r"local|remote|"
    r"key|key-string|type\s+\S+|is|set|new|old|nt-encrypted|hash2?|b64|base64|line|aes(?:-?\d+)?|des|pbkdf2|scrypt)\s+(?=[^\s;{])",
)

# Words that stand where a secret could, and are none.
HARMLESS = re.compile(
    r"(?:encryption|policy|recovery|required|optional|enabled?|disabled?|true|false|none|null|yes|no|on|off|login|users?|"
    r"groups?|default|"
    r"authentication|authenticate|authorization|accounting|chain|management|strength-check|minimum\S*|min-\S*|max-\S*|"
    r"maximum\S*|lifetime|"
    r"history|expire\S*|change|aging|aging-time|prompt|configuration|command|generate|zeroize|import|export|rsa|dsa|ecdsa|"
    r"length|ro|rw|"
    r"manager|operator|\(?NOPASSWD:|xmlns(?::[\w-]+)?=|[\w-]+:operation=|set|add|remove|print|cak|ckn|"
    r"set-key|password|pass-?phrase|localized-key|user-name|port-access|auth-pass|priv-pass|key-chain|keychain|bucket|ring|aes\S*|"
    r"3des\S*|des|des-\S*|chacha\S*|"
    r"ciphertext|plaintext|suite\S*|list|md5|sha\d*|sha-\d+|hmac-\S+|complexity|check|storage|permission|removed|hash|type|"
    r"format|read-only|read-write|view|and|or|to|for|in|the|is|of|with|at|"
    r"\*+|<[\w-]+>|\.+|[{}\[\]();,:=!]+|not|for\.|must|will|has|was|using|from|file|size|secure|service|mode|server|store|#|"
    r"SHA256:[A-Za-z0-9+/]{43}=?|MD5(?::[0-9a-f]{2}){16})[.,;:)]?|sha256:[0-9a-f]{64}",  # fingerprints are public
    _I,
)

# English after the word, in a sentence about a secret: 'the password you gave', 'the key was refused'.
_LINKING = (
    r"(?:is|are|was|were|has|have|had|of|the|that|this|which|who|whose|you|we|they|it|its|by|from|and|with|without|could|cannot|can|"
    r"may|might|must|will|would|should|does|did|been|be|than|then|as|but|nor|if|when|while|until|before|after|against|because|so)"
)
PROSE = re.compile(rf"{_LINKING}[.,;:)]*(?:\s|$)|(?:[a-z]+|[a-z]+-[a-z]+)[,;:.)]*\s+{_LINKING}\b(?!-)")
# More such words, which could be a (poor) secret in a configuration: only in a line with an article.
ARTICLE = re.compile(r"\b(?:the|a|an|this|your|its|every|each|any|whose|was|were)\s", _I)
TELLING = re.compile(
    r"(?:out|here|there|path|paths|checking|ends?|kept|unknown|random|given|known|changed|changes|refused|rejected|accepted|wrong|"
    r"missing|empty|expired|invalid|unexpected|algorithms?|mismatch|exchange|verification|needed|asked|allowed|denied|failed|"
    r"handling|provided|too|also|only|instead|again|already|itself|yet|never|neither|either)[.,;:)]*(?:\s|$)"
)

_ANNOUNCER = (
    r"password|passwd|passphrase|pass-phrase|pwd|secret|pksecret|psksecret|sharedsecret|shared-secret|shared_secret|psk|"
    r"pre-?shared-?key|"
    r"preshared-key|presharedkey|wpa-passphrase|wpa-psk|wpa-key|passcode|key-string|keystring|auth-string|authentication-key|"
    r"auth-key|"
    r"encrypted-password|hashed-password|plaintext-password|plain-text-password(?:-value)?|authentication-password|"
    r"privacy-password|"
    r"auth-password|priv-password|auth-pwd|priv-pwd|bind-password|ppp-secret|radius-secret|tacacs-secret|api-?key|api_key|apikey|"
    r"access-key|secret-key|client-secret|client_secret|private-key|encryption-key|session-key|cak|wepkey|wep-key|"
    r"md5-key|simple-password|user-password|admin-password|enable-password|keytab|passwort|auth-secret|priv-secret|"
    r"auth-passphrase|priv-passphrase|authentication-phrase|privacy-phrase|plaintext-key|encrypted-key|ascii-text|"
    r"authpass|privpass|auth-pass|priv-pass|hash-key|server-key|shared_key|auth_pass|md5-secret|message-digest|snmp-password|"
    r"key-value|cleartext-password|key-octet-string|password-hash|phash|passphrase-hashed|pass-phrase-hashed|"
    r"snmp-community-string|wpa-hexkey|keyphrase|passkey|pskkey|localized-key|bindpw|userpassword|bind_pw|passcrypt"
)

# What may follow such a word before the secret, where a rule of its own finds it.
_NUMBERED = (
    r"\s+(?:hostname|address|local|remote)\s+\S+(?:\s+[\d.]+)?\s+(?:key|hex|ascii)\s|\s+\d+\s+(?:md5|sha\S*|cmac\S*|aes\S*|"
    r"hmac\S*)\s|"
    r"\s+(?:inbound|outbound)\s"
)

# The pattern goes up to the secret.
FOLLOWED: tuple[Rule, ...] = tuple(
    (tuple(words.split()), re.compile(pattern, _I))
    for words, pattern in (
        (
            "pass pwd secret psk key string cak phrase ascii-text digest phash bindpw bind_pw",
            rf"(?<![\w.<-])(?:(?:\w+\.)+|[\w-]*[-_])?(?:{_ANNOUNCER})(?=[\s=:\"'>])(?!'s\s)(?!{_NUMBERED})[\"']?>?",
        ),
        ("token bearer", r"(?<![\w-])(?:token|bearer)(?=[\s=:\"'])(?!'s\s|\s+\d{1,3}[:.,)]*(?:\s|$))[\"']?"),
        ("token", r"(?<![\w-])[\w-]+[_-]token(?=[\"']?\s*[=:])[\"']?"),
        ("authorization", r"\bauthorization:\s+(?:basic|bearer)(?=\s)"),
        # name = value, as in property files
        ("key", r"^\s*[\w.]*key(?=\s?=)"),
        ("key", r"^\s*option\s+key(?=\s)"),
        ("password7", r"\bpassword7(?=\s)"),
        ("wpa", r"\bwpa\d?\s+key(?=\s)"),
        # SNMP
        ("communit", r"\bsnmp[\w.]*\.community(?==)"),
        ("communit", r"snmp-server\s+(?:get|set|trap)-community(?=\s)"),
        ("communit", r"\bsnmp\s.{0,200}?\bcommunity(?=\s+\S+\s*$)"),
        ("communit", r"\bsnmp-server\s+community-map(?=\s)"),
        ("securityname", r"\bsecurityname(?:\s+cipher)?(?=\s+\S+\s+v[12])"),
        ("communit", r"\bsnmpv3\s+add\s+community(?=\s)"),
        ("communit", r"\bsnmpv3\s+add\s+community\s+\S+\s+name(?=\s)"),
        ("usmuser", r"^\s*usmUser\s+\d+\s+\d+\s+0x[0-9a-f]+.{0,200}?(?=\s+0x)"),
        (
            "communit",
            r"snmp(?:-server|-agent|v\d)?\s+(?:community-name|community(?!-map))(?:\s+(?:read|write|ro|rw|cipher|simple))*(?=\s)",
        ),
        ("communit", r"snmp-server\s+(?:\S+\s+){0,12}?community(?=\s)"),
        (
            "snmp-server",
            (
                r"snmp-server\s+host\s+\S+(?:\s+(?:vrf|use-vrf)\s+\S+)?(?:\s+(?:traps?|informs?))?\s+version\s+v?(?:1|2c?|3\s+(?:auth|"
                r"noauth|priv)|3)(?!\s+community)(?=\s)"
            ),
        ),
        (
            "snmp-server",
            (
                r"snmp-server\s+host\s+(?:\S+\s+)?[0-9a-f.:]+(?:\s+(?:traps?|informs?))?(?=\s+(?!vrf|version|use-vrf|source|udp|traps?|"
                r"informs?|community|filter)[^\s]+)"
            ),
        ),
        ("communit", r"\b(?:ro|rw)community6?(?=\s)"),
        (
            "communit",
            (
                r"^\s*set\s+community\s+(?!none|additive|internet|local|no-|gshut|graceful|blackhole|peeras|accept-own|"
                r"[\d:\s]+(?:additive)?\s*$|\(|\{|\[|rpki)(?=\S)"
            ),
        ),
        ("communit", r"\b(?:trap|read|write|read-only|read-write)-?community(?=[\s=:\"'])[\"']?"),
        ("snmp", r"\bsnmp\s+(?:trap-group|v3\s+usm)\s.{0,200}?\b(?:authentication-password|privacy-password)(?=\s)"),
        ("communit", r"\bset\s+snmp\s+(?:v2c\s+)?(?:snmp-)?community-(?:string|name)(?=\s)"),
        ("snmp-server", r"snmp-server\s+user\s+\S+.{0,200}?\bauth\s+(?:md5|sha\S*)(?=\s)"),
        ("priv", r"\bpriv(?:acy)?\s+(?:(?:aes|des|3des)(?:-?\s?\d+)?(?=\s)|(?=[^\s]))(?<=\s)?(?!aes|des|3des)"),
        ("auth", r"\b(?:auth|authentication)\s+(?:md5|sha(?:-?\d+)?)(?=\s)"),
        ("communit", r"\bcommunity\s+(?:readonly|readwrite|read-only|read-write)(?=\s)"),
        ("communit", r"^\s*community(?=\s+\S+\s*\{)"),
        ("communit", r"^\s*community(?=\s+\"[^\"]*\"\s+(?:hash2?|r|rw|rwa|mgmt|vpls)\b)"),
        ("communit", r"\bsnmp\s+community\b.{0,200}?\bname(?==)"),
        ("com2sec", r"\bcom2sec6?\s+\S+\s+\S+(?=\s)"),
        ("createuser", r"\bcreateUser\s+\S+\s+(?:MD5|SHA\S*)(?=\s)"),
        ("createuser", r"\bcreateUser\s+.{0,200}?\b(?:AES|DES)(?=\s+\S)"),
        # routing protocols and redundancy
        ("-mode", r"\b(?:authentication|auth|privacy|priv)-mode\s+(?:md5|sha\S*|aes\S*|des\S*|simple|hmac-\S+)(?:\s+\d+)?(?=\s)"),
        ("key", r"(?<![\w-])[\w-]*key(?=\s+[05-9]a?\s+\S{2,})"),
        ("key", r"\b(?:failover|authentication|acct-port\s+\d+|auth-port\s+\d+)\s+key(?=\s+(?!chain|\d+\s*$))"),
        ("key", r"\bkey\s+\d+\s+size\s+\d+\s*bits?(?=\s)"),
        ("ipsec", r"\bipsec(?=\s+0x)"),
        ("cipher plain", r"\b(?:irreversible-cipher|cipher-?text|cipher|plain-?text)(?=\s+[^\s\d])"),
        ("user-name", r"\buser-name\s+\S+\s+(?:sha1|sha256|plaintext)(?=\s)"),
        ("message-digest-key", r"\bmessage-digest-key\s+\d+\s+(?:md5|hmac\S*|sha\S*)(?=\s)"),
        ("authentication-key", r"\bauthentication-key\s+\d+\s+(?:md5|sha\S*|cmac\S*|aes\S*|hmac\S*|\d)(?=\s)"),
        (
            "key",
            (
                r"\b(?:trusted-|authentication-|md5-)?key\s+\d+\s+(?:md5|sha\S*|algorithm\s+\S+\s+(?:secret|key)|type\s+\S+\s+value|"
                r"value)(?=\s)"
            ),
        ),
        ("auth", r"\b(?:standby|vrrp|glbp)(?:\s+\d+)?\s+authentication(?!\s+(?:md5|mode))(?:\s+text)?(?=\s)"),
        ("auth", r"\bauthentication\s+(?:text|simple|ascii|(?:plain|clear)-?text)(?=\s)"),
        ("authenitcation", r"\bauthenitcation(?=\s)"),
        ("pass", r"\b(?:area|domain|lsp|hello)-password(?=\s)"),
        ("ipsec", r"\bipsec\s+spi\s+\d+(?:\s+esp\s+\S+)?\s+(?:md5|sha1|sha-?\d+)(?:\s+[07])?(?=\s)"),
        ("auth", r"\b(?:rip\s+)?authentication\s+(?:mode\s+(?:md5|text)|string)(?=\s+\S)"),
        # AAA, VPN, PPP, Wi-Fi
        ("aaa-server", r"^\s*aaa-server\s+\S+\s+(?:\([^)]*\)\s+)?host\s+\S+(?=\s+(?!timeout\b|key\b)\S)"),
        ("mgmt-user", r"^\s*mgmt-user\s+\S+\s+\S+(?=\s+[0-9a-f]{16})"),
        ("sha_1", r"\bencrypt\s+sha_1(?=\s)"),
        # NetScaler: options with a leading hyphen
        ("pass key", r"(?<=\s)-\w*(?:password|passwd|radkey|keyvalue|passcrypt|passphrase|preshared)(?=\s)"),
        ("encrypted", r"^\s*(?:add|set|bind)\s+system\s+user\s+\S+(?=\s+(?!-)\S+\s+-encrypted)"),
        (
            "key",
            (
                r"\b(?:tacacs|tacacs\+|radius|tacacs-server|radius-server|ldap-server|aaa|server-private|server|host(?=\s)(?!\s+key\b))\b.{0,200}?\s(?:key|"
                r"shared-key)(?=\s)"
            ),
        ),
        ("key", r"^\s*key(?=\s+(?:[0-9]a?\s+\S+|[^\s\d]\S*)\s*$)(?!\s+(?:chain|config-key|pubkey-chain|generate)\b)"),
        ("key", r"\b(?:isakmp|ikev1|ikev2|keyring)\s+key(?=\s)"),
        (
            "pre-shared-key",
            r"\bpre-shared-key\s+(?:(?:address|hostname|local|remote)\s+\S+(?:\s+[\d.]+)?\s+)*(?:key|hex|ascii)(?=\s)",
        ),
        ("key", r"\bkey-hash\s+\S+(?=\s)"),
        ("digest", r"\bdigest\s+secret(?=\s)"),
        ("chap", r"\bppp\s+chap\s+hostname(?=\s)"),
        ("key", r"\bsession-key\b.{0,200}?\b(?:cipher|authenticator)(?=\s)"),
        ("auth", r"\bauthenticator(?=\s+[0-9a-fA-F]{6,})"),
        ("psk", r"\bpsk\s+set-key(?=\s)"),
        ("key", r"\bwep\s+key\s+\d+(?:\s+(?:size\s+)?\d+\s*bits?)?(?=\s)"),
        ("key", r"\blicense\s+keys?\s+key(?=\s)"),
        ("key", r"\bkey\s+config-key\s+\S+(?=\s)"),
        ("crypt", r"\bcrypt(?:ed)?(?=\s+[^\s]{8,})"),
        ("encrypted", r"\bencrypted(?=\s+[^\s]{8,}\s*$)"),
    )
)

# The pattern, or its last group, is the secret.
ALONE: tuple[Rule, ...] = tuple(
    ((word,), re.compile(pattern))
    for word, pattern in (
        ("$", r"(\$(?:1|2[abxy]?|3|5|6|7|8|9|10|14|sha1|sha512|y|argon2\w*|pbkdf2\w*)\$[^\s\"';,<>]+)"),
        ("community-map", r"(?i:snmp-server\s+mib\s+community-map)\s+([^\s:]+)"),
        ("://", r"(?<!\w)\w{1,20}://[^\s:/@]+:([^\s/@]+)@"),
        ("enc", r"\bENC\s+([A-Za-z0-9+/=_-]{6,})"),
        ("cipher", r"(?i:cipher)\s+(%[\^@$#%]+\S+)"),
        ("ia", r"\b((?:AKIA|ASIA)[A-Z0-9]{16})\b"),
        (
            ">",
            (
                r"(?i:<(?![\w:-]*(?:-id|algorithm|type|length|(?<!community-)name|chain|mode|pub\w*|public-key|host-key|key-ring)[\s>])"
                r"[\w:.-]*(?:password|passwd|secret|hash|key|community|psk|prv|token|pwd|passphrase|community-string|"
                r"community-name|key-string|auth-string|key-value)(?:\s[^<>]*)?(?<!/)>)(?!\d+:\d+<|\s*<)([^<]+)</"
            ),
        ),
        ("eyj", r"\b(eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)"),
    )
)

BLOCK_START = re.compile(
    r"-----BEGIN (?:[A-Z0-9 ]*PRIVATE KEY|[A-Z0-9 ]*CERTIFICATE|OPENSSH PRIVATE KEY|PGP PRIVATE KEY BLOCK)-----"
)
BLOCK_END = re.compile(r"-----END [A-Z0-9 ]+-----")

# Sections whose lines are secrets by where they stand: (heading, what ends it, the pattern up to the secret).
SECTIONS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"/snmp community\s*$"), re.compile(r"/"), re.compile(r"(?:^|\s)name(?==)")),
    (re.compile(r"\s*config system snmp community\s*$"), re.compile(r"\s{0,3}end\s*$"), re.compile(r"^\s*set\s+name(?=\s)")),
)
# A certificate in hexadecimal: from its heading to the line that leaves it.
HEX_START = re.compile(r"\s*certificate(?:\s+(?:ca|self-signed|rsa-sign\S*))?\s+[0-9A-Fa-f]+\s*$")
HEX_LINE = re.compile(r"\s+(?:[0-9A-Fa-f]{2,8}(?:\s+|$))+\s*$")

# Free text of people, in which a word after 'password' is no password unless it looks like one.
FREE_TEXT = re.compile(r"\s*(?:set\s.{0,200}\s)?(?:description|remark|comment|alias)\s", _I)

# Names of mapping entries whose whole value is secret.
SECRET_KEYS = re.compile(
    r"(?i)(?:^|[_\-.])(?:password|passwd|passphrase|pwd|secret|token|api_?key|private_?key|community|psk|pre_?shared_?key|"
    r"auth_?key|shared_?key|become_pass|ssh_pass|pass|credentials?)$"
)
