# Copyright (c) 2026 the auto.factory authors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where vendors write secrets: one line each, with what must go and what must stay."""

from __future__ import annotations

import re

import pytest
from ansible_collections.auto.factory.plugins.module_utils.config.redact import config_redact

KEY = b"k" * 32
SECRET = r"""
snmp-server host 10.0.0.1 vrf MGMT version 2c S3CRET udp-port 162
snmp-server host 10.0.0.1 informs version 3 priv S3CRET
snmp-server host 10.0.0.1 traps S3CRET
snmp-server host inside 10.0.0.1 community S3CRET version 2c
snmp-server host inside 10.0.0.1 poll community S3CRET version 2c
snmp-server host 192.0.2.1 S3CRET
snmp-server community S3CRET ro 10
snmp-server community 7 S3CRET RO
snmp-server community 2 $S3CRET= ro
snmp-server community "S3CRET" unrestricted
snmp-server community read S3CRET
snmp-server community encrypted S3CRET ro
snmp-server community-map S3CRET context x
set snmp community S3CRET authorization read-only
set snmp community S3CRET read-only
set service snmp community S3CRET authorization 'ro'
set service snmp community 'S3CRET' network 10.0.0.0/8
set service snmp v3 user bob auth encrypted-password 'S3CRET'
set service snmp v3 user bob auth plaintext-key 'S3CRET'
set service snmp v3 user bob privacy encrypted-key 'S3CRET'
snmp-agent community read cipher S3CRET
snmp-agent community write S3CRET mib-view iso
snmp-agent usm-user v3 bob group auth-mode md5 S3CRET privacy-mode aes128 S3CRET
snmp-agent usm-user v3 bob authentication-mode sha cipher S3CRET
snmp-agent target-host trap address udp-domain 10.0.0.1 params securityname S3CRET v2c
snmp-agent target-host trap address udp-domain 10.0.0.1 params securityname cipher S3CRET v2c
local-user admin password irreversible-cipher S3CRET
local-user admin password cipher S3CRET
local-user admin password simple S3CRET
 password hash $h$6$S3CRET
 set authentication password cipher S3CRET
 authentication-mode password cipher S3CRET
 super password level 3 cipher S3CRET
 hwtacacs-server shared-key cipher S3CRET
 radius-server shared-key cipher S3CRET
 key authentication cipher S3CRET
 primary authentication 10.0.0.1 key cipher S3CRET
 ospf authentication-mode md5 1 cipher S3CRET
 isis authentication-mode md5 cipher S3CRET
 peer 10.0.0.1 password cipher S3CRET
 vrrp vrid 1 authentication-mode md5 S3CRET
 ntp-service authentication-keyid 1 authentication-mode md5 cipher S3CRET
 pre-shared-key cipher S3CRET
 wpa2 psk pass-phrase S3CRET aes
 security wpa2 psk pass-phrase S3CRET aes
add name=vpn password=S3CRET profile=default
/ppp secret add name=bob password="S3CRET" service=l2tp
set [ find default=yes ] wpa2-pre-shared-key=S3CRET wpa-pre-shared-key="S3CRET x"
add address=10.0.0.1 secret=S3CRET
set authentication-password=S3CRET encryption-password=S3CRET
set passphrase="S3CRET"
 set passwd ENC S3CRETabc=
 set psksecret ENC S3CRETabc
 set password ENC S3CRETabc
 set key ENC S3CRETabc
 set auth-pwd ENC S3CRETxyz
 set passphrase ENC S3CRETabc
 set secret ENC S3CRETabc
 set server-key S3CRET
<phash>S3CRET</phash>
<password nc:operation="create">S3CRET</password>
<sys:password xmlns:sys="urn:x">S3CRET</sys:password>
<community-name>S3CRET</community-name>
<key-string>S3CRET</key-string>
<password>S3CRET</password>
<auth-key>S3CRET</auth-key>
<bcrypt-hash>S3CRET</bcrypt-hash>
<pre-shared-key>S3CRET</pre-shared-key>
<prv>S3CRET</prv>
<snmp-community-string>S3CRET</snmp-community-string>
<rocommunity>S3CRET</rocommunity>
<md5-hash>S3CRET</md5-hash>
<sha512-hash>S3CRET</sha512-hash>
<shared_key>S3CRET</shared_key>
<radius_secret>S3CRET</radius_secret>
<key>S3CRET</key>
set mgt-config users admin phash S3CRET
set deviceconfig system snmp-setting access-setting version v2c snmp-community-string S3CRET
set network ike gateway g authentication pre-shared-key key S3CRET
set shared authentication-profile x secret S3CRET
set user admin password-hash S3CRET
set expert-password-hash S3CRET
set snmp community S3CRET read-write
set snmp usm user bob security-level authPriv auth-pass-phrase S3CRET privacy-pass-phrase S3CRET
set snmp usm user bob security-level authPriv auth-pass-phrase-hashed S3CRET privacy-pass-phrase-hashed S3CRET
add aaa radius-servers priority 1 host 10.0.0.1 port 1812 secret S3CRET
set aaa tacacs-servers priority 1 server 10.0.0.1 key S3CRET
user admin group administrators password ciphertext S3CRETAQBap
tacacs-server host 10.0.0.1 key ciphertext S3CRETAQB
radius-server host 10.0.0.1 key ciphertext S3CRETAQB vrf mgmt
tacacs-server host 10.0.0.1 key plaintext S3CRET
snmpv3 user bob auth sha auth-pass ciphertext S3CRET priv aes priv-pass ciphertext S3CRET
password manager user-name "admin" sha1 "S3CRET"
password manager plaintext S3CRET
radius-server host 10.0.0.1 encrypted-key "S3CRET"
snmpv3 user bob auth md5 S3CRET priv des S3CRET
enable secret "S3CRET"
 wpa-passphrase S3CRET
 key S3CRET
 wpa-hexkey S3CRET
username bob password 8 $1$S3CRET
enable super-user-password 8 $1$S3CRET
enable super-user-password S3CRET
enable telnet password S3CRET
tacacs-server key 2 $S3CRET
radius-server host 10.0.0.1 auth-port 1812 acct-port 1813 default key 2 $S3CRET dot1x
configure account admin encrypted "S3CRETabcdef"
create account admin "bob" encrypted "S3CRETabcdef"
configure account admin password "S3CRET"
configure radius mgmt-access primary shared-secret encrypted "S3CRET"
configure tacacs primary shared-secret encrypted "S3CRET"
configure snmp add community readonly encrypted "S3CRET"
configure snmpv3 add community "S3CRET" name "S3CRET" user "v1v2c_ro"
configure snmpv3 add user "bob" engine-id 80:00 authentication md5 localized-key "S3CRET" privacy aes 128 localized-key "S3CRET"
configure ospf area 0.0.0.0 authentication md5 1 encrypted "S3CRET0"
configure bgp neighbor 10.0.0.1 password encrypted "S3CRET0"
configure keychain x add key 1 encrypted S3CRET99
    encrypted-password $6$S3CRET
    secret $M$S3CRET
    passphrase $M$S3CRET
  password encrypted S3CRETabc
enable-password encrypted S3CRETabc
 admin-password S3CRET
snmp-server community read S3CRET
snmp-server user bob group v3 auth md5 S3CRET priv des S3CRET
snmp-server user bob network-admin auth md5 0xS3CRET priv 0xS3CRET localizedkey
snmp-server user bob group remote 10.0.0.1 v3 encrypted auth md5 S3CRET priv aes 128 S3CRET
add system user nsroot S3CRET -encrypted -timeout 900
set system user nsroot -password S3CRET
add authentication ldapAction a -ldapBindDnPassword S3CRET -encrypted
add snmp community S3CRET ALL
add aaa user bob -password S3CRET -encrypted -encryptmethod ENCMTHD_3
add authentication radiusAction r -radKey S3CRET -encrypted
add ssl certKey c -cert x -key y -passcrypt S3CRET
set ns encryptionParams -keyValue S3CRET
add lb monitor m HTTP -password S3CRET
authentication-key "S3CRET" hash2
message-digest-key 1 md5 "S3CRET" hash2
password "$2y$10$S3CRET"
community "S3CRET" hash2 rwa version v2c
secret "S3CRET" hash2
/configure system security snmp community "S3CRET" access-permissions r
/configure system security user-params local-user user "bob" password "S3CRET"
set / system aaa authentication admin-user password S3CRET
set / system snmp access-group g community-entry c community S3CRET
set / system tls server-profile x key "S3CRET"
set vpn ipsec site-to-site peer x authentication pre-shared-secret 'S3CRET'
set interfaces wireguard wg0 private-key 'S3CRET'
set interfaces wireguard wg0 peer x preshared-key 'S3CRET'
set interfaces ethernet eth0 pppoe 0 password S3CRET
set protocols bgp 65000 neighbor 10.0.0.1 password 'S3CRET'
set protocols ospf area 0 interface x authentication md5 key-id 1 md5-key 'S3CRET'
set system login user bob authentication plaintext-password 'S3CRET'
set system login radius-server 10.0.0.1 secret 'S3CRET'
users.1.password=S3CRET
wpasupplicant.profile.1.network.1.psk=S3CRET
snmp.community=S3CRET
aaa.1.radius.auth.1.secret=S3CRET
snmp create community-entry x community S3CRET
snmp-server get-community S3CRET
snmp-server set-community S3CRET
snmp-server trap-community S3CRET
create snmp community S3CRET view CommunityView read_only
create account admin bob encrypt sha_1 *@&S3CRET
config radius add 1 10.0.0.1 key S3CRET default
crypto isakmp key S3CRET address 10.0.0.1
crypto isakmp key 6 S3CRET hostname x
  pre-shared-key address 0.0.0.0 0.0.0.0 key S3CRET
 ikev1 pre-shared-key S3CRET
 ikev2 remote-authentication pre-shared-key S3CRET
 ikev2 local-authentication pre-shared-key S3CRET
 ip ospf message-digest-key 1 md5 7 S3CRET
 ip ospf authentication-key S3CRET
 neighbor 10.0.0.1 password 7 S3CRET
 vrrp 1 authentication text S3CRET
 standby 1 authentication S3CRET
 standby 1 authentication md5 key-string 7 S3CRET timeout 10
 glbp 1 authentication md5 key-string S3CRET
 key-string 7 S3CRET
 ppp chap password 7 S3CRET
 ppp pap sent-username bob password 0 S3CRET
 security wpa psk set-key ascii 0 S3CRET 0
 dot1x username bob password 0 S3CRET
 mgmtuser username bob password 0 S3CRET secret 0 S3CRET
 client 10.0.0.1 server-key 7 S3CRET
 domain-password S3CRET authenticate snp
 area-password S3CRET
 isis password S3CRET level-2
 lsp-password hmac-md5 encrypted S3CRET0
 hello-password text clear S3CRET
 authentication-key encrypted S3CRET0
ntp authentication-key 1 md5 S3CRET 7
ntp authentication-key 1 hmac-sha2-256 S3CRET
key config-key password-encrypt S3CRET
tacacs-server host 10.0.0.1 timeout 5 key 7 S3CRET
tacacs-server key S3CRET
aaa-server x (inside) host 10.0.0.1 S3CRET timeout 5
ldap-login-password S3CRET
enable password S3CRET encrypted
passwd S3CRET encrypted
username bob password S3CRET encrypted privilege 15
username bob secret sha512 $6$S3CRET
failover key hex S3CRET
failover ipsec pre-shared-key S3CRET
ip ftp password 7 S3CRET
ip http client password S3CRET
wlan security wpa akm psk set-key ascii S3CRET 1
  radius_server_key=S3CRET
 authentication mode md5 S3CRETx
 ip rip authentication string S3CRET
 ip ospf digest-key 1 md5 S3CRET
 l2tp tunnel password 0 S3CRET
 voice-class password S3CRET
 credentials username 100 password 7 S3CRET realm x
 authentication username 100 password 7 S3CRET
 key-hash ssh-rsa ABCDEFS3CRET bob
 macsec pre-shared-key cak S3CRETaa ckn 1234
        cak "$9$S3CRET";
 key 1234 key-octet-string 7 S3CRET cryptographic-algorithm AES_128_CMAC
 password7 S3CRET
 enable password level 15 7 S3CRET
 ipv6 ospf authentication ipsec spi 500 md5 0 S3CRET
 ipv6 ospf encryption ipsec spi 500 esp null sha1 7 S3CRET
 encryption key 1 size 128bit 7 S3CRET transmit-key
 pac key 7 S3CRET
 address ipv4 10.0.0.1 key 7 S3CRET
 aaa server radius dynamic-author client 10.1.1.1 server-key 7 S3CRET
 cts sxp default password 7 S3CRET
 cts credentials id x password 7 S3CRET
 login-password S3CRET
 token: S3CRETS3CRET
 "api_key": "S3CRET",
 apiKey=S3CRET
 X-Auth-Token: S3CRET
 Authorization: Bearer S3CRET
 https://user:S3CRET@host/path
 aws_secret_access_key = S3CRET
 snmp trap community S3CRET
 snmp community "S3CRET" ro
 rocommunity S3CRET
 com2sec x default S3CRET
 usmUser 1 3 0x80 0xS3CRET
 wireless wep-key S3CRET
 wpa key S3CRET
 psk ascii S3CRET
 psk S3CRET
 ssid x wpa2-psk S3CRET
 preshared-key "S3CRET"
 pskkey S3CRET
 shared secret S3CRET
 shared-secret "S3CRET"
 keyphrase S3CRET
 passkey S3CRET
 userpassword S3CRET
 bindpw S3CRET
 ldap_bind_pw S3CRET
 option psk 'S3CRET'
 option key 'S3CRET'
 option password 'S3CRET'
 nvram wl0_wpa_psk=S3CRET
 http_passwd=S3CRET
"""
HARMLESS = r"""
snmp-server host 192.0.2.1 use-vrf management
 set md5-keychain "x"
<authorizedkeys>notsecret</authorizedkeys>
<public-key>AAAA</public-key>
<host-key>ssh-rsa AAAA</host-key>
<community>65000:100</community>
<sys:password xmlns:sys="urn:x"/>
add snmp interface eth0
config snmp community_encryption disable
 ip authentication key-chain eigrp 1 notsecret
username bob attributes
crypto ca certificate chain x
 bgp tcp-ao keychain x
 tunnel key 12345
 set community 65000:100 additive
 ip community-list standard X permit 65000:1
 ip ssh pubkey-chain
 ppp authentication chap
 mka pre-shared-key key-chain x
    pre-shared-key {
 passwords min-length 8
 encryption mode ciphers aes-ccm
 vpdn-group x
 sgbp member x
 description this is password protected
 privilege exec level 15 show running-config
"""
SECTIONS = {
    "a certificate in hexadecimal": (
        "crypto pki certificate chain T\n certificate self-signed 01\n  30820330 A0030201\n  31312F30 2D06\n \tquit\nhostname r1\n",
        ("30820330", "2D06"),
        ("hostname r1", "quit", "certificate self-signed 01"),
    ),
    "communities of RouterOS": (
        '/snmp community\nset [ find default=yes ] name=s3cret\nadd name="other one" read-access=yes\n/snmp\nset name=plain\n',
        ("s3cret", "other one"),
        ("read-access=yes", "name=plain"),
    ),
    "communities of FortiOS": (
        'config system snmp community\n edit 1\n set name "s3cret"\n config hosts\n     end\n next\nend\nset name "wan"\n',
        ("s3cret",),
        ('set name "wan"', "config hosts"),
    ),
}


def redacted(text):
    return config_redact(text, "cisco.ios.ios", KEY)


@pytest.mark.parametrize("line", [line for line in SECRET.splitlines() if line.strip()])
def test_the_secret_goes_and_the_rest_stays(line):
    """Whatever the vendor calls it; twice is as once."""
    found = redacted(line)
    assert "S3CRET" not in found
    assert re.search(r"<secret:\w{8}>", found)
    head = line.partition("S3CRET")[0]
    assert found.startswith(head[: len(head) // 2])
    assert redacted(found) == found


@pytest.mark.parametrize("line", [line for line in HARMLESS.splitlines() if line.strip()])
def test_what_only_talks_of_secrets_stays(line):
    """Algorithms, names of key chains, communities of BGP, sentences."""
    assert redacted(line) == line


@pytest.mark.parametrize(("text", "gone", "there"), SECTIONS.values(), ids=SECTIONS)
def test_secrets_by_their_place(text, gone, there):
    """A line that is secret only because of the section it stands in."""
    found = redacted(text)
    assert not [word for word in gone if word in found]
    assert [word for word in there if word in found] == list(there)
    assert redacted(found) == found
