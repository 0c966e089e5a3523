#!/bin/sh
# First process of one Linux host of the lab, inside its own namespaces (net, mount, uts, pid). Killing it switches the host off.
#
# Usage: boot.sh FOLDER NAME
set -eu
folder=$1 name=$2

hostname "$name"
mount --make-rprivate /
mount -t sysfs none /sys 2>/dev/null || true # shows the interfaces of this namespace
mount --bind "$folder/etc" /etc
mount --bind "$folder/home" /home
mount --bind "$folder/tmp" /tmp
mount --bind "$folder/var-tmp" /var/tmp
[ ! -d "$folder/bin" ] || mount --bind "$folder/bin" /usr/local/bin
mount --bind "$folder/run" /run # last: the lab's folder itself lies under /run

for file in /etc/sysctl.d/*.conf; do
    [ ! -f "$file" ] || sysctl -q -p "$file"
done
[ ! -s /etc/nftables.conf ] || nft -f /etc/nftables.conf
/usr/sbin/sshd -f /run/lab/sshd.conf -E /run/lab/sshd.log
: >/run/lab/ready

# As the first process of a pid namespace this shell inherits orphans: waiting is what buries them.
while :; do
    sleep 3600 &
    wait "$!" || true
done
