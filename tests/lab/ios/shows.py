"""stub"""
class Shows:
    def do_version(self, found, text): return f"Cisco IOS XE Software, Version 17.09.04a\n{self.device.hostname} uptime is 1 day\n"
