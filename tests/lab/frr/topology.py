"""The drawing of the lab: which routers there are, how they are wired, and what each one is configured to do."""

from __future__ import annotations

from dataclasses import dataclass, field

INTERNAL_AS = 65000
EXTERNAL_AS = 65100
FAST_OSPF = (" ip ospf hello-interval 1", " ip ospf dead-interval 4", " ip ospf network point-to-point")


@dataclass(frozen=True)
class Link:
    """One cable: eth1 of ``left`` to eth0 of ``right`` (router numbers), on 10.0.<left>.0/30."""

    left: int
    right: int


@dataclass(frozen=True)
class Router:
    """One router: everything that follows from its number."""

    number: int
    prefix: str
    network: str
    autonomous_system: int
    neighbors: tuple[tuple[int, int], ...]  # (router number, its AS)
    interfaces: tuple[tuple[str, str], ...]  # (name, address/length), data links only

    @property
    def name(self) -> str:
        """Host name, and name in the inventory."""
        return f"r{self.number}"

    @property
    def namespace(self) -> str:
        """Name of the network namespace; in the pathspace style also FRR's ``-N`` name."""
        return f"{self.prefix}r{self.number}"

    @property
    def address(self) -> str:
        """Management address."""
        return f"{self.network}.{10 + self.number}"

    @property
    def loopback(self) -> str:
        """Router id and address of lo."""
        return f"10.255.0.{self.number}"

    @property
    def announced(self) -> str:
        """The prefix this router announces over BGP."""
        return f"192.168.{self.number}.0/24"

    @property
    def addresses(self) -> tuple[tuple[str, str], ...]:
        """Every (interface, address/length), management included."""
        return (("lo", f"{self.loopback}/32"), ("mgmt0", f"{self.address}/24"), *self.interfaces)


@dataclass(frozen=True)
class Topology:
    """A ring of routers: all in OSPF area 0, all but the last in iBGP, the last one an eBGP neighbour of those beside it."""

    count: int = 4
    prefix: str = "nl"
    network: str = "172.31.99"
    routers: tuple[Router, ...] = field(init=False)
    links: tuple[Link, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Refuse what cannot be built, then derive the links and the routers."""
        if not 2 <= self.count <= 40:
            raise ValueError(f"a lab has 2 to 40 routers, not {self.count}")
        if not (self.prefix.isalnum() and len(self.prefix) <= 6):
            raise ValueError(f"the prefix names links: up to 6 letters or digits, not {self.prefix!r}")
        numbers = range(1, self.count + 1)
        # Two routers are joined once: a ring of two would be a double link.
        ring = [Link(n, n % self.count + 1) for n in numbers][: 1 if self.count == 2 else None]
        object.__setattr__(self, "links", tuple(ring))
        object.__setattr__(self, "routers", tuple(self._router(n) for n in numbers))

    @property
    def bridge(self) -> str:
        """Name of the controller's end of the management network."""
        return f"{self.prefix}br"

    def _as_of(self, number: int) -> int:
        return EXTERNAL_AS if number == self.count else INTERNAL_AS

    def _router(self, number: int) -> Router:
        mine = self._as_of(number)
        beside = {link.right for link in self.links if link.left == number} | {
            link.left for link in self.links if link.right == number
        }
        peers = [n for n in range(1, self.count + 1) if n != number and (self._as_of(n) == mine or n in beside)]
        interfaces = [("eth1", f"10.0.{link.left}.1/30") for link in self.links if link.left == number]
        interfaces += [("eth0", f"10.0.{link.left}.2/30") for link in self.links if link.right == number]
        return Router(
            number=number,
            prefix=self.prefix,
            network=self.network,
            autonomous_system=mine,
            neighbors=tuple((n, self._as_of(n)) for n in peers),
            interfaces=tuple(sorted(interfaces)),
        )


def frr_config(router: Router, *, log_file: str, with_addresses: bool) -> str:
    """Return a router's startup configuration; ``with_addresses`` says whether FRR or the kernel is told the addresses."""
    lines = [f"hostname {router.name}", f"log file {log_file}", "service integrated-vtysh-config"]
    data = {name for name, _ in router.interfaces}
    for name, address in router.addresses:
        body = [f" ip address {address}"] if with_addresses else []
        body += FAST_OSPF if name in data else ()
        lines += [f"interface {name}", *body, "exit"] if body else []
    lines += [
        "router ospf",
        f" ospf router-id {router.loopback}",
        " timers throttle spf 0 50 1000",
        " network 10.0.0.0/8 area 0",
        "exit",
    ]
    lines += [
        f"router bgp {router.autonomous_system}",
        f" bgp router-id {router.loopback}",
        " no bgp ebgp-requires-policy",
        " timers bgp 1 3",
    ]
    for number, remote_as in router.neighbors:
        peer = f" neighbor 10.255.0.{number}"
        lines += [f"{peer} remote-as {remote_as}", f"{peer} update-source {router.loopback}", f"{peer} timers connect 1"]
        lines += [f"{peer} ebgp-multihop 3"] if remote_as != router.autonomous_system else []
    lines += [" address-family ipv4 unicast", f"  network {router.announced}", " exit-address-family", "exit"]
    lines += [f"ip route {router.announced} blackhole"]
    return "\n".join(lines) + "\n"
