class BaseConnector:
    """Shared by all apps."""

    def get_config(self):
        return {}

    def debug_print(self, text):
        print(text)
