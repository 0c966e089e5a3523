#!/bin/sh
# First process of one lab router. It runs inside the router's own namespaces (net, mount, uts; in the container style also pid) and never ends by
# itself: killing it is how the router is switched off.
#
# Usage: boot.sh STYLE FOLDER NAME INSTANCE
#   STYLE     container: the router has its own /run, /etc/frr, /tmp and process ids; plain vtysh just works
#             pathspace: the routers share those, and FRR tells them apart by -N INSTANCE
#   FOLDER    what the lab prepared for this router
#   NAME      host name
#   INSTANCE  name of FRR's pathspace (pathspace style only)
set -eu
style=$1 folder=$2 name=$3 instance=$4
frr=/usr/lib/frr

hostname "$name"
mount --make-rprivate /
for file in passwd shadow group; do
    mount --bind "$folder/$file" "/etc/$file"
done
mount --bind "$folder/log" /var/log
mount --bind "$folder/home" /home
mount --bind "$folder/var-tmp" /var/tmp # FRR keeps its crash logs there
sysctl -qw net.ipv4.ip_forward=1

if [ "$style" = container ]; then
    mount --bind "$folder/etc-frr" /etc/frr
    mount --bind "$folder/tmp" /tmp
    mount --bind "$folder/run" /run # last: the lab's folder itself lies under /run
    set --
    runtime=/run/frr log=/var/log/frr lldp=/run/lldpd.socket lab=/run/lab
else
    set -- -N "$instance"
    runtime=/var/run/frr/$instance log=/var/log/frr lldp=$folder/run/lldpd.socket lab=$folder/run/lab
fi

for daemon in zebra staticd bgpd ospfd; do
    "$frr/$daemon" -d "$@" -i "$runtime/$daemon.pid" --log "file:$log/$daemon.log"
done
# -d keeps lldpd in the foreground, so that several of them need no pid file of one name.
lldpd -d -u "$lldp" -I 'eth*' -C 'eth*' -O "$lab/lldpd.conf" </dev/null >"$log/lldpd.log" 2>&1 &
vtysh "$@" -b >"$log/boot.log" 2>&1 || true
/usr/sbin/sshd -f "$lab/sshd.conf" -E "$log/sshd.log"
: >"$lab/ready"

# As the first process of a pid namespace this shell inherits orphans: waiting is what buries them.
while :; do
    sleep 3600 &
    wait "$!" || true
done
