"""stub"""
class Shows:
    def do_version(self, found, text): return "Arista vEOS\n"
